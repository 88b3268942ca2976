"""The rhythm of a chat, day by day: counts and times, and nothing of what was said.

Counts tell nothing of a pull or a stage; a chat alone never makes either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from undertow.imports.event import ChatEvent, Piece

NIGHT = (0, 5)
"""Hours from midnight to 5 in the morning, the end not included: when most people sleep."""

MOST_NAMES = 64
"""People told apart on one day; a bound on memory."""
OTHERS = "..."
"""Stands for everybody above that."""

_WRITTEN = frozenset({"message", "edited", "deleted", "media", "location", "contact_card", "poll"})


@dataclass
class DayRhythm:
    """What one day of a chat looks like from outside. Names are senders' names.

    Attributes:
        day: the day.
        first: time of the first event that counts.
        last: time of the last.
        messages: how many each wrote; media and messages taken back count.
        characters: length of what each wrote.
        night: messages between the hours of `NIGHT`.
        calls: calls that came about.
        missed: calls that did not, by who tried; None in the name's place where it is not told.
        longest_silence: hours, the longest stretch without any event that ended on this day;
            None on a chat's first event.
        longest_run: for each sender, the most messages in a row without one from anybody else
            that had been reached on this day; a run may have begun the day before.
        deleted: messages taken back.
        media: pictures, sounds and files.
    """

    day: date
    first: datetime
    last: datetime
    messages: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    night: int = 0
    calls: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    longest_silence: float | None = None
    longest_run: Counter[str] = field(default_factory=Counter)
    deleted: int = 0
    media: int = 0

    @property
    def total(self) -> int:
        """Messages of everybody."""
        return sum(self.messages.values())


class Rhythm:
    """Adds events up by day, in one pass; memory grows with days only.

    Suspect events and lines of the program's own are passed over. Events may come newest first.
    """

    def __init__(self) -> None:
        self._days: dict[date, DayRhythm] = {}
        self._before: ChatEvent | None = None
        self._run = 0

    def see(self, event: ChatEvent) -> None:
        """Takes in the next event of the file."""
        call = event.kind in ("call", "missed_call")
        if event.suspect or not (call or event.kind in _WRITTEN):
            return
        day = self._day(event.time)
        name = self._name(day, event.sender)
        if self._before is not None:
            self._silence(self._before.time, event.time)
        if call:
            if event.kind == "call":
                day.calls += 1
            else:
                day.missed[name] += 1
        else:
            self._written(day, event, name)
        self._before = event

    def days(self) -> list[DayRhythm]:
        """The days in order of time."""
        return [self._days[day] for day in sorted(self._days)]

    def _day(self, time: datetime) -> DayRhythm:
        day = self._days.get(time.date())
        if day is None:
            day = self._days[time.date()] = DayRhythm(time.date(), time, time)
        elif time < day.first:
            day.first = time
        elif time > day.last:
            day.last = time
        return day

    def _name(self, day: DayRhythm, sender: str | None) -> str:
        name = sender or ""
        known = name in day.messages or name in day.missed
        crowded = len(day.messages) + len(day.missed) >= MOST_NAMES
        return OTHERS if crowded and not known else name

    def _written(self, day: DayRhythm, event: ChatEvent, name: str) -> None:
        day.messages[name] += 1
        day.characters[name] += len(event.body)
        day.night += NIGHT[0] <= event.time.hour < NIGHT[1]
        day.deleted += event.kind == "deleted"
        day.media += event.kind == "media"
        before = self._before
        # An answered call is an answer; one that was missed is none.
        goes_on = before is not None and before.sender == event.sender and before.kind != "call"
        self._run = self._run + 1 if goes_on else 1
        day.longest_run[name] = max(day.longest_run[name], self._run)

    def _silence(self, one: datetime, other: datetime) -> None:
        hours = abs((other - one).total_seconds()) / 3600
        ended = self._days[max(one, other).date()]
        if ended.longest_silence is None or hours > ended.longest_silence:
            ended.longest_silence = hours


def rhythm(pieces: Iterable[Piece]) -> list[DayRhythm]:
    """The rhythm of each day of a chat that has any event that counts."""
    collected = Rhythm()
    for piece in pieces:
        if isinstance(piece, ChatEvent):
            collected.see(piece)
    return collected.days()
