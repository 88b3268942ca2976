"""A diary: what a person wrote, one dated entry after another."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Precision = Literal["instant", "day", "month", "year"]

_WIDEST_FIRST = {"year": 0, "month": 1, "day": 2, "instant": 3}
_MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, or one rating.

    Times are days since 1970-01-01 on the writer's own clock on the wall: what day and what
    hour it was for them, wherever they were.

    Attributes:
        earliest: when it happened, at the earliest.
        latest: at the latest; equal to `earliest` for an instant, otherwise the end (not
            included) of the day, month or year given.
        kind: one of `EVENTS` or `RATINGS`.
        value: 0 to 10; None when an event's strength is unknown, or a rating was asked for
            and skipped.
        detail: for `harm` and `relief`, one of `DETAILS[kind]`; otherwise None.
        note: the person's own words, kept exactly.
        line: line of the file where the entry starts, from 1; 0 when it came from no file.
        precision: how exactly the time was given.
        offset: minutes east of UTC at that time, or None where no zone was written.
    """

    earliest: float
    latest: float
    kind: str
    value: float | None = None
    detail: str | None = None
    note: str = ""
    line: int = 0
    precision: Precision = "instant"
    offset: int | None = None

    @property
    def content(self) -> tuple[object, ...]:
        """Everything but the line: two entries with equal content are duplicates."""
        return (
            self.earliest,
            self.latest,
            self.offset,
            self.kind,
            self.value,
            self.detail,
            self.note,
        )


def time_order(entry: Entry) -> tuple[int, int, float]:
    """Sort key: by day as written, wider spans first, then by absolute time within the day.

    In the night when clocks go back, 02:50 comes before the second 02:10, as it was lived.
    """
    absolute = entry.earliest - (entry.offset or 0) / _MINUTES_A_DAY
    return math.floor(entry.earliest), _WIDEST_FIRST[entry.precision], absolute


@dataclass(frozen=True)
class Diary:
    """All entries of one person, in order of time.

    Build with `arrange`, which sorts and drops duplicates.

    Attributes:
        entries: sorted by `time_order`; entries of the same time stay in the order written.
        simulated: True when the diary itself says that nobody lived it.
        name: the file's name without its folder.
    """

    entries: tuple[Entry, ...]
    simulated: bool = False
    name: str = ""


def arrange(
    entries: Iterable[Entry], *, simulated: bool = False, name: str = ""
) -> tuple[Diary, int]:
    """Sorts entries into a diary.

    Args:
        entries: in any order.
        simulated: whether the diary says that it is simulated.
        name: what to call it.

    Returns:
        The diary, and how many exact duplicates were dropped from it.
    """
    given = list(entries)
    first: dict[tuple[object, ...], Entry] = {}
    for entry in given:
        first.setdefault(entry.content, entry)
    in_order = sorted(first.values(), key=time_order)
    return Diary(tuple(in_order), simulated, name), len(given) - len(in_order)
