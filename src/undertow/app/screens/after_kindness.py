"""What came after kindness, the other times: counts and dates of a person's own entries (A05, A17).

Nothing here looks ahead. It says what was written, and when; not what comes next, how likely
anything is, or how long until anything.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from undertow.record.diary import Entry

KINDNESS = ("warmth", "apology")

MAKING_UP = 14
"""Days after harm within which kindness counts as kindness after harm."""

LOOKING_ON = 30
"""Days after that kindness within which harm is counted."""

FEWEST = 2
"""Times that must be there before they are counted; one is told as one."""


@dataclass(frozen=True)
class Time:
    """One time that kindness came after harm.

    Attributes:
        harm: the harm just before.
        kind: the first kindness after it.
        again: the next harm written after that kindness; None while there is none.
    """

    harm: Entry
    kind: Entry
    again: Entry | None

    @property
    def kind_day(self) -> int:
        """The day of the kindness, counted from 1970-01-01."""
        return math.floor(self.kind.earliest)

    @property
    def days_until_again(self) -> int | None:
        """Calendar days from the kindness to the next harm, 0 for the same day."""
        return None if self.again is None else math.floor(self.again.earliest) - self.kind_day


@dataclass(frozen=True)
class Counts:
    """How often harm was written again.

    Attributes:
        looked_back: times whose `LOOKING_ON` days have all gone by.
        followed: those of them with harm written within these days.
    """

    looked_back: int
    followed: int

    @property
    def enough(self) -> bool:
        """Whether there are times enough to count."""
        return self.looked_back >= FEWEST


def times(entries: Iterable[Entry]) -> list[Time]:
    """The times that kindness came after harm, oldest first.

    Only entries that name a day count. Where one of two on the same day names no hour, the
    harm is taken to come first: that harm followed is said only where the dates show it.

    Args:
        entries: in any order; other kinds are passed over.
    """
    chosen = [
        entry
        for entry in entries
        if entry.kind in ("harm", *KINDNESS) and entry.precision in ("instant", "day")
    ]
    chosen.sort(key=_place)
    found: list[Time] = []
    harm: Entry | None = None
    fresh = False
    for entry in chosen:
        if entry.kind == "harm":
            if found and found[-1].again is None:
                found[-1] = Time(found[-1].harm, found[-1].kind, entry)
            harm, fresh = entry, True
        elif harm is not None and fresh:
            fresh = False
            if math.floor(entry.earliest) - math.floor(harm.earliest) <= MAKING_UP:
                found.append(Time(harm, entry, None))
    return found


def counted(found: Sequence[Time], today: int) -> Counts:
    """How often harm was written within `LOOKING_ON` days of kindness after harm.

    A time that is not that long ago is left out whether or not harm followed: to count only the
    fresh times that already went wrong would make it look worse than it was.

    Args:
        found: as `times` gives them.
        today: days since 1970-01-01.
    """
    over = [time for time in found if time.kind_day + LOOKING_ON < today]
    waits = [time.days_until_again for time in over]
    return Counts(len(over), sum(wait is not None and wait <= LOOKING_ON for wait in waits))


def words_of_then(time: Time, entries: Iterable[Entry]) -> list[Entry]:
    """What the person wrote from the harm to the next harm, both included, in order of time.

    Args:
        time: one that has ended or not.
        entries: of any kind; those without a note are passed over.
    """
    first, last = time.harm, time.again
    return sorted(
        (
            entry
            for entry in entries
            if entry.note
            and entry.precision in ("instant", "day")
            and entry.earliest >= first.earliest
            and (last is None or entry.earliest <= last.earliest)
        ),
        key=_place,
    )


def _place(entry: Entry) -> tuple[int, float, bool]:
    """Sort key: by day; within it, kindness that names only the day comes at the end."""
    is_kind = entry.kind in KINDNESS
    day = math.floor(entry.earliest)
    return day, (1.0 if is_kind and entry.precision == "day" else entry.earliest - day), is_kind
