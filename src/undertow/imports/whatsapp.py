"""WhatsApp's exported chats: a text of headers and bodies, in the shapes of many phones.

Read twice: once to learn the shape of its headers, the order of day and month and who takes part,
once for the events. The first header is always the program's own, so it says what all others look
like. Whatever else looks like the start of a message stands in somebody's body, and is suspect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from undertow.imports.date_order import DateOrder, Order, read_date
from undertow.imports.event import ChatEvent, NotUnderstood, Piece
from undertow.imports.half_days import SPACES
from undertow.imports.order_of_time import mark_out_of_order
from undertow.imports.source import Source
from undertow.imports.whatsapp_header import (
    LOOKED_AT,
    MARKS,
    Shape,
    compact,
    may_start,
    read_clock,
    read_stamp,
)
from undertow.imports.whatsapp_words import kind_of, tells_of_a_group
from undertow.record.problem import Problem

LONGEST_BODY = 4_000_000
"""Characters. Longer than any message can be; a bound on memory."""
LONGEST_NAME = 100
"""Characters of a sender's name; contacts' names are shorter."""
MOST_NAMES = 10_000
"""Senders told apart in the first pass; a bound on memory."""
STRANGER_LINES, STRANGERS = 2, 3
"""Between two people, up to `STRANGERS` others with at most so many lines each, and at most half as
many as either of the two, do not belong to the chat. More of them make a group."""

_EDGES = MARKS + SPACES
_QUOTES = frozenset('"“”«»„')
_JITTER = timedelta(minutes=1)
"""With seconds, messages that crossed on their way often stand in reversed order."""


@dataclass(frozen=True)
class Survey:
    """What the first pass over a file learns.

    Attributes:
        shape: of all its headers.
        order: of day, month and year.
        strangers: names that do not belong to the chat.
    """

    shape: Shape
    order: Order
    strangers: frozenset[str]


def begins_like_a_chat(text: str) -> bool:
    """Whether the start of a file holds a header, at the start of one of its first lines."""
    return any(may_start(line) and read_stamp(line) for line in text.split("\n")[:40])


def survey(source: Source, today: date, asked: Order | None = None) -> Survey:
    """The first pass.

    Args:
        source: the chat.
        today: nothing is later than the day after.
        asked: the order of day and month, where the person says it.

    Raises:
        Problem: no chat, or the order is ambiguous.
    """
    first = _first_header(source)
    match, time_first = compact(first).match, first.time_first
    order = DateOrder(today, source.name)
    names: Counter[str] = Counter()
    group = False
    for number, line in enumerate(source.lines(), 1):
        found = match(line, 0, LOOKED_AT)
        if found is None:
            continue
        order.see(_date_of(found.groups(), time_first), number)
        sender, start = _sender(line, found.end())
        # What the program itself says begins with a mark on iOS, and has no sender elsewhere.
        if sender is None or line.startswith("\u200e", start):
            group = group or tells_of_a_group(line[start:])
        if sender is None:
            continue
        if len(names) < MOST_NAMES or sender in names:
            names[sender] += 1
    strangers = frozenset() if group else _strangers(names)
    return Survey(first, order.decide(asked), strangers)


def _first_header(source: Source) -> Shape:
    """The shape of the first header, which is the program's own."""
    for line in source.lines():
        stamp = read_stamp(line) if may_start(line) else None
        if stamp is not None:
            return stamp.shape
    raise Problem("no message was found in it. Export the chat again.", file=source.name)


def events(source: Source, known: Survey) -> Iterator[Piece]:
    """The second pass: every event, and what stands before the first."""
    jitter = _JITTER if known.shape.seconds else timedelta()
    return mark_out_of_order(_pieces(source, known), jitter)


class _Open:
    """The event whose lines are being collected."""

    __slots__ = ("forged", "length", "line", "lines", "sender", "start", "time")

    def __init__(self, line: int, text: str, time: datetime, header: int) -> None:
        self.line = line
        self.lines = [text]
        self.length = len(text)
        self.time = time
        self.sender, self.start = _sender(text, header)
        self.forged = False

    def close(self, end: str, strangers: frozenset[str]) -> ChatEvent:
        """The whole event; its last line ends as all lines of the file do."""
        raw = self.lines[0] if len(self.lines) == 1 else "".join(self.lines)
        body = raw[self.start :].removesuffix(end)
        kind = kind_of(body)
        sender = self.sender
        if sender is None and kind in ("message", "edited"):
            kind = "system"
        suspect = self.forged or sender in strangers
        return ChatEvent(self.time, False, sender, kind, body, self.line, suspect, None, raw)


def _pieces(source: Source, known: Survey) -> Iterator[Piece]:
    """Events as they stand, before their order in time is looked at."""
    match = compact(known.shape).match
    moment_of = _Moments(known).read
    before: list[str] = []
    unread = 0
    event: _Open | None = None
    end = "\n"
    for number, line in enumerate(source.lines(), 1):
        found = match(line, 0, LOOKED_AT)
        moment = None if found is None else moment_of(found.groups())
        if found is not None and moment is not None:
            if event is None:
                end = "\r\n" if line.endswith("\r\n") else "\n"
                if before:
                    raw = "".join(before)
                    yield NotUnderstood(1, raw, counts=bool(raw.strip(_EDGES + "\r\n")))
            else:
                yield event.close(end, known.strangers)
            event = _Open(number, line, moment, found.end())
            continue
        lines = before if event is None else event.lines
        lines.append(line)
        unread += len(line)
        if event is not None:
            event.length += len(line)
            event.forged = event.forged or found is not None or _looks_like_a_header(line)
        if (unread if event is None else event.length) > LONGEST_BODY:
            raise Problem(
                f"a message is longer than {LONGEST_BODY:,} characters: this is no chat. "
                "Check the file.",
                file=source.name,
                line=1 if event is None else event.line,
            )
    if event is not None:
        yield event.close(end, known.strangers)


class _Moments:
    """Turns the numbers of headers into times; the date of the line before is kept at hand."""

    def __init__(self, known: Survey) -> None:
        self._order: Order = known.order
        self._time_first = known.shape.time_first
        self._parts: tuple[str, str, str] | None = None
        self._day: date | None = None

    def read(self, groups: tuple[str | None, ...]) -> datetime | None:
        """The time, or None if there is no such day or hour."""
        parts = _date_of(groups, self._time_first)
        if parts != self._parts:
            self._parts, self._day = parts, read_date(parts, self._order)
        day, clock = self._day, read_clock(_clock_of(groups, self._time_first))
        if day is None or clock is None:
            return None
        return datetime(day.year, day.month, day.day, *clock)


def _date_of(groups: tuple[str | None, ...], time_first: bool) -> tuple[str, str, str]:
    """The three numbers of the date."""
    return groups[5:8] if time_first else groups[0:3]  # pyright: ignore[reportReturnType]


def _clock_of(
    groups: tuple[str | None, ...], time_first: bool
) -> tuple[str, str, str | None, str | None]:
    """Hour, minute, second and half of the day."""
    before, hour, minute, second, after = groups[0:5] if time_first else groups[3:8]
    return hour, minute, second or None, before or after or None  # pyright: ignore[reportReturnType]


def _sender(line: str, start: int) -> tuple[str | None, int]:
    """Who a line is from, and where its body starts; None for a line of the program's own."""
    at = line.find(": ", start, start + LONGEST_NAME + 2)
    after = at + 2
    if at < 0:
        stripped = line.rstrip("\r\n")
        if not stripped.endswith(":") or len(stripped) > start + LONGEST_NAME:
            return None, start
        at, after = len(stripped) - 1, len(stripped)
    name = _name(line[start:at])
    return (None, start) if name is None else (name, after)


@lru_cache(maxsize=1024)
def _name(text: str) -> str | None:
    """A sender's name, or None where a line of the program's own happens to hold a colon."""
    name = text.strip(_EDGES)
    if name.startswith("~"):  # a name its owner chose, not one from the contacts
        name = name[1:].strip(_EDGES)
    if not name or not _QUOTES.isdisjoint(name) or (name.count(" ") > 1 and tells_of_a_group(name)):
        return None
    return name


def _strangers(names: Counter[str]) -> frozenset[str]:
    """Names that do not belong to a chat of two; none where there is no telling."""
    common = names.most_common()
    others = common[2:]
    if not others or len(others) > STRANGERS:
        return frozenset()
    few = min(STRANGER_LINES, common[1][1] // 2)
    return frozenset(name for name, _ in others) if others[0][1] <= few else frozenset()


def _looks_like_a_header(line: str) -> bool:
    return may_start(line) and read_stamp(line) is not None
