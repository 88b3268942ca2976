"""The record as files that need no passphrase: one that reads back, one for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from undertow.record.csv_format import write_csv
from undertow.record.diary import Diary, Entry
from undertow.record.kinds import RATINGS
from undertow.record.moment import write_moment
from undertow.vault.texts import Text
from undertow.words import Words

CSV_NAME, PAGE_NAME = "record.csv", "record.html"
"""Names to offer; they say nothing of the content, for a list of downloads shows them."""

_HEAD = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 1rem auto; padding: 0 1rem; }}
dt {{ font-weight: bold; margin-top: .75rem; }}
dd {{ margin: 0; }}
.own {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{made}</p>
"""


def to_csv(diary: Diary) -> bytes:
    """The diary as `undertow.record.load` reads it back, exactly.

    Notes are written as they are. Some programs that show tables take one that begins with `=`,
    `+`, `-` or `@` for a formula; a mark put before it would be one more character of the note
    each time the file is read back.
    """
    return write_csv(diary).encode()


def to_page(diary: Diary, texts: Sequence[Text], words: Words, today: date) -> bytes:
    """Everything the person wrote as one page that any browser shows, with nothing loaded.

    Args:
        diary: shown from its first day on, each entry with its time as written.
        texts: shown below, by kind, in the order given.
        words: the sentences around them.
        today: the day named at the top.
    """
    head = _HEAD.format(
        language=escape(words.say("page.language")),
        title=escape(words.say("app.export.title")),
        made=escape(words.say("app.export.made", day=today.isoformat())),
    )
    parts = [head, *_entries(diary.entries, words), *_texts(texts, words), "</body>\n</html>\n"]
    return "".join(parts).encode()


def _entries(entries: Iterable[Entry], words: Words) -> Iterable[str]:
    heading = words.say("app.export.entries")
    yield f"<h2>{escape(heading)}</h2>\n<dl>\n"
    for entry in entries:
        when = write_moment(entry).replace("T", " ")
        yield f"<dt>{when}</dt>\n<dd>{escape(_named(entry, words))}</dd>\n"
        if entry.note:
            yield f'<dd class="own" dir="auto">{escape(entry.note)}</dd>\n'
    yield "</dl>\n"


def _named(entry: Entry, words: Words) -> str:
    """What an entry says, its own words apart."""
    rating = entry.kind in RATINGS
    table = "rating" if rating else "kind"
    name = words.say(f"app.today.{table}.{entry.kind}")
    if entry.detail is not None:
        detail = words.say(f"app.today.detail.{entry.kind}.{entry.detail}")
        name = f"{name}: {detail}"
    if entry.value is not None:
        return words.say("app.export.value", name=name, value=f"{entry.value:.10g}")
    return words.say("app.export.no_answer", name=name) if rating else name


def _texts(texts: Sequence[Text], words: Words) -> Iterable[str]:
    for kind in dict.fromkeys(text.kind for text in texts):
        heading = words.say(f"app.export.text.{kind}")
        yield f"<h2>{escape(heading)}</h2>\n"
        for text in texts:
            if text.kind == kind:
                about = f"<h3>{escape(text.about)}</h3>\n" if text.about else ""
                yield f'{about}<p class="own" dir="auto">{escape(text.text)}</p>\n'
