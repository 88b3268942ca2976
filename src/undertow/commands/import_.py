"""`undertow import`: a chat, an app's export or a table in, a diary out."""

from __future__ import annotations

from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from undertow.commands.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from undertow.imports import ChatEvent, ChatSummary, Source, Span
    from undertow.imports.chat import Asked
    from undertow.record import Diary
    from undertow.record.problem import Problem
    from undertow.words import Words

Format = Literal["whatsapp", "telegram", "meta", "sms", "daylio", "bearable", "diary"]
Dates = Literal["dmy", "mdy", "ymd"]

MOST_LINES_TOLD = 20
SHORT, REMEMBERED = 64, 1 << 15
"""Letters of a message whose proposals are remembered, and how many such messages."""


def import_(
    file: Path,
    /,
    *,
    out: Path,
    messages: Path | None = None,
    format: Format | None = None,
    dates: Dates | None = None,
    column_map: Annotated[Path | None, Parameter("--map")] = None,
    person: str | None = None,
    me: str | None = None,
    only: Annotated[str | None, Parameter("--with")] = None,
    apart: Annotated[list[str] | None, Parameter(negative="")] = None,
    zone: str | None = None,
    mood: Annotated[list[str] | None, Parameter(negative="")] = None,
) -> None:
    """Turn a chat, an app's export or a table into a diary.

    A chat gives counts and dates, never ratings: each day becomes a question not yet answered,
    with the day's rhythm in its note, or a contact if you say that you were apart then.

    Args:
        file: a chat of WhatsApp (text or zip), Telegram, Facebook or Instagram (JSON), SMS Backup
            & Restore (XML); an export of Daylio or Bearable (CSV); a diary; or, with --map, a
            table of ratings.
        out: the diary to write, as CSV.
        messages: also write every event of a chat into this file, one JSON object a line.
        format: what the file is, if it is not told by what it holds.
        dates: the order of day, month and year, where the chat leaves it open.
        column_map: a TOML file that says which column of a table means what.
        person: whose lines to read, in a table with several people.
        me: your own name in the chat; nothing is proposed from your own words.
        only: the name or number of the one conversation to take from an SMS backup.
        apart: days apart, like 2025-03-01..2025-05-02; may be given again.
        zone: where your clock was, like Europe/Berlin, for chats that tell no local time.
        mood: place of a mood you named yourself, like tired=3; may be given again.

    Raises:
        Problem: the file or what was asked for needs something put right.
    """
    # The rooms are imported here: `undertow import --help` should not wait for them.
    from datetime import date

    from undertow.imports import CHATS, detect, of_file, read_span, unpacked
    from undertow.imports.chat import Asked
    from undertow.imports.zones import read_zone
    from undertow.record.files import check_writable
    from undertow.record.problem import Problem
    from undertow.words import english

    if person is not None and column_map is None:
        raise Problem("--person is for tables with --map. Leave it out, or give --map.")
    _check_outputs(file, column_map, out, messages)
    for path in (out, messages):
        if path is not None:
            check_writable(path)
    spans = [read_span(text) for text in apart or ()]
    asked = Asked(dates, read_zone(zone), only, me)
    today = date.today()
    source = unpacked(of_file(file))
    if column_map is not None:
        if messages is not None:
            raise Problem("--messages is for chats; a table with --map holds none.")
        _write_table(_mapped(file, column_map, person), out, english())
        return
    kind = format or detect(source)
    if kind in CHATS:
        with progress("Importing") as tell:
            summary, proposed = _chat(
                source.telling(tell), kind, today, asked, spans, out, messages
            )
        for line in told_of_chat(summary, proposed, out, messages, bool(spans), english()):
            print(line)
        return
    if messages is not None:
        raise Problem(f"--messages is for chats; this is {kind}, which holds none.", file=file.name)
    if kind == "diary":
        _write_table(_own(file), out, english())
        return
    _write_app(source, kind, today, mood or [], out, english())


def _check_outputs(file: Path, column_map: Path | None, out: Path, messages: Path | None) -> None:
    """Refuses to write over what is read, or two things into one file."""
    from undertow.record.problem import Problem

    taken = {path.resolve() for path in (file, column_map) if path is not None}
    for path in (out, messages):
        if path is None:
            continue
        if path.resolve() in taken:
            raise Problem(
                "this file is used twice. Choose another name to write to.", file=path.name
            )
        taken.add(path.resolve())


def _chat(
    source: Source,
    kind: str,
    today: date,
    asked: Asked,
    spans: list[Span],
    out: Path,
    messages: Path | None,
) -> tuple[ChatSummary, int]:
    """Reads a chat and writes diary and messages, both or neither; also how much was proposed."""
    from undertow.imports import read_chat, to_entries
    from undertow.record import arrange, write_csv
    from undertow.record.files import writing

    with ExitStack() as files:
        keep: Callable[[ChatEvent], object] = lambda event: None  # noqa: E731
        writer = stream = None
        if messages is not None:
            stream = files.enter_context(writing(messages))
            writer = _MessageWriter(stream.write, asked.me, kind)
            keep = writer.write
        target = files.enter_context(writing(out))
        summary = read_chat(source, kind, today, asked, keep)
        if asked.me is not None and asked.me not in summary.names and kind != "sms":
            raise _nobody(asked.me, summary)
        if writer is not None and stream is not None:
            writer.flush()
            stream.flush()  # a full disk is met here, before either file takes its name
        diary, _ = arrange(to_entries(summary.days, spans), name=out.name)
        target.write(write_csv(diary).encode("utf-8"))
    return summary, 0 if writer is None else writer.proposed


def _nobody(me: str, summary: ChatSummary) -> Problem:
    """What to say of a name that nobody in the chat has."""
    from undertow.record.problem import Problem, printable

    some = ", ".join(printable(name, 30) for name, _ in summary.names.most_common(5))
    return Problem(f"--me {printable(me, 30)}: nobody here is called so. There are: {some}.")


class _MessageWriter:
    """Writes events as JSON lines, some at a time, with what their words may tell of."""

    def __init__(self, write: Callable[[bytes], object], me: str | None, kind: str) -> None:
        from undertow.imports import propose, to_line
        from undertow.imports.sms import ME

        self._write, self._to_line, self._propose = write, to_line, propose
        # Short messages come again and again.
        self._propose_again = lru_cache(maxsize=REMEMBERED)(propose)
        self._own = {name for name in (me, ME if kind == "sms" else None) if name}
        self._held: list[str] = []
        self.proposed = 0

    def write(self, event: ChatEvent) -> None:
        """Takes in the next event."""
        found = []
        text = event.kind in ("message", "edited")
        if text and not event.suspect and event.sender not in self._own:
            short = len(event.body) <= SHORT
            found = (self._propose_again if short else self._propose)(event.body)
            self.proposed += len(found)
        self._held.append(self._to_line(event, found))
        if len(self._held) > 4096:
            self.flush()

    def flush(self) -> None:
        """Writes what is held."""
        self._write("".join(self._held).encode("ascii"))
        self._held.clear()


def told_of_chat(
    summary: ChatSummary,
    proposed: int,
    out: Path,
    messages: Path | None,
    apart: bool,
    words: Words,
) -> Iterator[str]:
    """What to tell of an imported chat, line by line."""
    from undertow.record.problem import printable
    from undertow.words.dates import date_words

    def say(key: str, **values: object) -> str:
        return words.say(f"app.import.{key}", **values)

    count = sum(summary.kinds.values())
    yield say("found", count=count, format=words.say(f"app.import.formats.{summary.format}"))
    if summary.first is not None and summary.last is not None:
        yield say(
            "span",
            first=date_words(summary.first.date(), words),
            last=date_words(summary.last.date(), words),
        )
    if summary.order is not None:
        yield words.say(f"app.import.order.{summary.order}")
    names = [f"{printable(name, 30)} {n}" for name, n in summary.names.most_common(5)]
    yield say("names", names=", ".join(names))
    if len(summary.people) > 1:
        yield say("people", count=len(summary.people))
    if summary.suspect:
        yield say("suspect", count=summary.suspect, lines=_lines(summary.suspect_lines, words))
    if summary.unknown:
        yield say("unknown", count=summary.unknown, lines=_lines(summary.unknown_lines, words))
    days = len(summary.days)
    yield say("diary_apart" if apart else "diary", count=days, file=printable(out.name))
    if messages is not None:
        yield say("messages", count=count, file=printable(messages.name))
        if proposed:
            yield say("proposed", count=proposed)
    yield say("counts_only")


def _lines(lines: list[int], words: Words) -> str:
    """Line numbers, the first of many."""
    shown = ", ".join(map(str, lines[:MOST_LINES_TOLD]))
    more = len(lines) - MOST_LINES_TOLD
    return shown if more <= 0 else words.say("app.import.and_more", lines=shown)


def _mapped(file: Path, column_map: Path, person: str | None) -> Diary:
    """A table read through a column map."""
    from undertow.record.load import load

    return load(file, map=column_map, person=person).diary


def _own(file: Path) -> Diary:
    """A diary of our own, CSV or JSON."""
    from undertow.record.load import load

    return load(file).diary


def _write_table(diary: Diary, out: Path, words: Words) -> None:
    """Writes a diary that was read from a table or a diary."""
    from undertow.record import write_csv
    from undertow.record.files import write_text
    from undertow.record.problem import printable

    write_text(out, write_csv(diary))
    print(words.say("app.import.entries", count=len(diary.entries), file=printable(out.name)))


def _write_app(
    source: Source, kind: str, today: date, mood: list[str], out: Path, words: Words
) -> None:
    """Writes the diary of an app's export, and tells what of it was not understood."""
    from undertow.imports import bearable, daylio
    from undertow.record import arrange
    from undertow.record.problem import Problem, printable
    from undertow.record.source import LARGEST_FILE

    if source.size > LARGEST_FILE:
        raise Problem("this is too large for an app's export. Check the file.", file=source.name)
    content = source.start(LARGEST_FILE)
    if kind == "daylio":
        imported = daylio.read(content, source.name, today, _moods(mood))
    else:
        imported = bearable.read(content, source.name, today)
    diary, dropped = arrange(imported.entries, name=out.name)
    _write_table(diary, out, words)
    if dropped:
        print(words.say("app.import.duplicates", count=dropped))
    for name, value in sorted(imported.taken.items()):
        print(words.say("app.import.taken_mood", text=printable(name, 40), value=f"{value:g}"))
    for line, text in imported.unknown[:MOST_LINES_TOLD]:
        print(words.say("app.import.unknown_mood", line=line, text=printable(text, 40)))
    if len(imported.unknown) > MOST_LINES_TOLD:
        print(words.say("app.import.more_moods", count=len(imported.unknown) - MOST_LINES_TOLD))
    for name, count in sorted(imported.left_out.items()):
        print(words.say("app.import.left_out", count=count, name=printable(name, 40)))


def _moods(given: list[str]) -> dict[str, float]:
    """Places of moods from words like tired=3."""
    from undertow.record.cells import check_value, read_number
    from undertow.record.problem import Problem, printable

    moods: dict[str, float] = {}
    for text in given:
        name, _, value = text.rpartition("=")
        try:
            moods[name.strip().casefold()] = check_value(read_number(value), "mood")
            if not name.strip():
                raise Problem("")
        except Problem:
            raise Problem(
                f"--mood {printable(text, 40)}: write the mood and its place from 0 to 10, like "
                "tired=3."
            ) from None
    return moods
