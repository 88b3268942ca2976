"""The whole record as one page that any browser reads: own words, nothing worked out."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from undertow.app.asking import Ask
from undertow.app.screens import own_texts
from undertow.app.screens.clock import day_of
from undertow.app.screens.telling import tell
from undertow.vault.texts import TextKind
from undertow.words.dates import date_words

_KINDS: tuple[TextKind, ...] = ("night", "hope", "letter", "loss", "plan", "mine", "question")

_HEAD = Markup(
    '<!DOCTYPE html>\n<html lang="{language}" translate="no">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n</head>\n<body>\n'
)


def readable(ask: Ask) -> bytes:
    """Every entry by day, oldest first, then every text of the person's own, as UTF-8."""
    words = ask.words
    title = words.say("app.frame.title")
    lines = [_HEAD.format(language=words.say("page.language"), title=title)]
    lines.append(Markup("<h1>{}</h1>\n").format(title))
    for day, kept in groupby(ask.vault.entries(), key=lambda one: day_of(one.entry.earliest)):
        lines.append(Markup("<h2>{}</h2>\n<ul>\n").format(date_words(day, words)))
        for one in kept:
            told = tell(one, words)
            note = Markup("<br>{}").format(_lines(told.note)) if told.note else ""
            lines.append(Markup("<li>{}. {}{}</li>\n").format(told.when, told.what, note))
        lines.append(Markup("</ul>\n"))
    for kind in _KINDS:
        for item in own_texts.items(ask, kind):
            heading = words.say(f"app.keep.kind.{kind}")
            lines.append(Markup("<h2>{}, {}</h2>\n").format(heading, item.when))
            lines.append(Markup("<p>{}</p>\n").format(_lines(item.text)))
    lines.append(Markup("</body>\n</html>\n"))
    return Markup("").join(lines).encode("utf-8")


def _lines(text: str) -> Markup:
    """Text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())
