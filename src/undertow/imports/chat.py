"""One pass over a chat of any format, with everything that is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from undertow.imports import meta, sms, telegram, whatsapp
from undertow.imports.date_order import Order
from undertow.imports.event import ChatEvent, Piece
from undertow.imports.rhythm import MOST_NAMES, OTHERS, DayRhythm, Rhythm
from undertow.imports.source import Source
from undertow.record.problem import Problem

MOST_PLACES = 1000
"""Lines of suspect or not understood places that are kept for telling; all are counted."""


@dataclass(frozen=True)
class Asked:
    """What the person says of a chat.

    Attributes:
        dates: the order of day and month.
        zone: where their clock hangs, for formats that tell instants; this device's if None.
        only: the one conversation wanted, of a backup that holds several.
        me: the person's own name in the chat.
    """

    dates: Order | None = None
    zone: tzinfo | None = None
    only: str | None = None
    me: str | None = None


NOTHING_ASKED = Asked()


@dataclass
class ChatSummary:
    """What is kept of a chat: counts, rhythm, and the lines that need a look.

    Attributes:
        format: of the file.
        order: of day and month, for formats that leave it open.
        kinds: how many events of each kind.
        names: how many events of each sender, at most `MOST_NAMES` told apart.
        people: everybody at the other end, of a backup of several conversations.
        days: the rhythm of each day.
        first: time of the earliest event that is not suspect.
        last: time of the latest.
        suspect: how many events are suspect.
        suspect_lines: the lines of the first of them.
        unknown: how many places were not understood.
        unknown_lines: the lines of the first of them.
    """

    format: str
    order: Order | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    days: list[DayRhythm] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None
    suspect: int = 0
    suspect_lines: list[int] = field(default_factory=list)
    unknown: int = 0
    unknown_lines: list[int] = field(default_factory=list)


def read_chat(
    source: Source,
    format: str,
    today: date,
    asked: Asked = NOTHING_ASKED,
    keep: Callable[[ChatEvent], object] = lambda event: None,
) -> ChatSummary:
    """Reads a chat from its first line to its last.

    Args:
        source: the chat, out of its zip if it was in one.
        format: one of `formats.CHATS`.
        today: nothing is later than the day after.
        asked: what the person says of it.
        keep: given every event in the order of the file.

    Raises:
        Problem: it cannot be read, its order of dates is ambiguous, or nobody wrote in it.
    """
    summary = ChatSummary(format)
    rhythm = Rhythm()
    for piece in _pieces(source, today, asked, summary):
        if not isinstance(piece, ChatEvent):
            if piece.counts:
                summary.unknown += 1
                if len(summary.unknown_lines) < MOST_PLACES:
                    summary.unknown_lines.append(piece.line)
            continue
        keep(piece)
        rhythm.see(piece)
        summary.kinds[piece.kind] += 1
        if piece.suspect:
            summary.suspect += 1
            if len(summary.suspect_lines) < MOST_PLACES:
                summary.suspect_lines.append(piece.line)
            continue
        name = piece.sender
        if name is not None:
            names = summary.names
            names[name if name in names or len(names) < MOST_NAMES else OTHERS] += 1
        time = piece.time
        if summary.first is None or time < summary.first:
            summary.first = time
        if summary.last is None or time > summary.last:
            summary.last = time
    latest = date.fromordinal(today.toordinal() + 1)
    summary.days = [day for day in rhythm.days() if day.day <= latest]
    if not summary.days:
        raise Problem("nobody wrote in it. Export the chat again.", file=source.name)
    return summary


def _pieces(source: Source, today: date, asked: Asked, summary: ChatSummary) -> Iterator[Piece]:
    """The pieces of a chat of the summary's format."""
    if asked.only is not None and summary.format != "sms":
        raise Problem("--with chooses a conversation of an SMS backup; this file holds only one.")
    match summary.format:
        case "whatsapp":
            # Two passes over the file: each is half of the work.
            half = source.telling(lambda share: source.tell(0.4 * share))
            known = whatsapp.survey(half, today, asked.dates)
            summary.order = known.order
            rest = source.telling(lambda share: source.tell(0.4 + 0.6 * share))
            return whatsapp.events(rest, known)
        case "telegram":
            return telegram.events(source)
        case "meta":
            return meta.events(source, asked.zone)
        case "sms":
            return sms.events(source, asked.zone, asked.only, summary.people)
        case _:
            raise ValueError(summary.format)
