"""Which of three numbers is the day: decided by a whole file's order in time, or asked.

A date like 03/04/24 says nothing by itself. All dates of a file together usually do: under the
wrong order some are not in the calendar, lie in the future, or jump back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Literal

from undertow.record.problem import Problem

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")

FIRST_YEAR = 2009
"""Year of the first chat programs on phones; a two-digit year that gives an earlier one is none."""
LATEST_YEAR = 2100

_CLEAR = 4
"""How many times more often the second-best order must break than the best, where the best one
breaks too: a few messages arrive late across midnight, or were made up."""

_PLACES: dict[Order, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Where year, month and day stand."""


def read_date(parts: tuple[str, str, str], order: Order) -> date | None:
    """The date that three numbers are in an order, or None if they are none.

    Args:
        parts: the numbers as written, in any script.
        order: which of them is the day.
    """
    year, month, day = (parts[place] for place in _PLACES[order])
    if len(month) > 2 or len(day) > 2 or len(year) not in (2, 4):
        return None
    number = int(year) + (2000 if len(year) == 2 else 0)
    if (len(year) == 2 and number < FIRST_YEAR) or not 1970 <= number <= LATEST_YEAR:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


@dataclass
class _Candidate:
    """How well one order fits the dates seen so far."""

    order: Order
    last: date | None = None
    breaks: int = 0
    unreadable: int = 0
    first_fits: bool = True
    days: set[int] = field(default_factory=set)
    distinct: int = 0

    def see(self, day: date | None, latest: date, first: bool) -> None:
        """Takes in the next date, None where this order makes none of it."""
        if day is None or day > latest:
            self.breaks += 1
            self.unreadable += day is None
            self.first_fits &= not first
            return
        if self.last is not None and day < self.last:
            self.breaks += 1
        self.distinct += day != self.last
        self.days.add(day.day)
        self.last = day


class DateOrder:
    """Collects the dates of a file in the order of its lines, then decides.

    Args:
        today: dates after the day after it are in the future.
        name: the file's name, for messages.
    """

    def __init__(self, today: date, name: str) -> None:
        self._latest = date.fromordinal(today.toordinal() + 1)
        self._name = name
        self._seen: tuple[str, str, str] | None = None
        self._candidates = [_Candidate(order) for order in ORDERS]
        self._example: dict[frozenset[Order], tuple[int, tuple[str, str, str]]] = {}
        self._short_years = True

    def see(self, parts: tuple[str, str, str], line: int) -> None:
        """Takes in the date of the next line."""
        if parts == self._seen:
            return
        first = self._seen is None
        self._seen = parts
        self._short_years &= len(parts[0]) < 3 and len(parts[2]) < 3
        days = {order: read_date(parts, order) for order in ORDERS}
        for candidate in self._candidates:
            candidate.see(days[candidate.order], self._latest, first)
        for one, other in combinations(ORDERS, 2):
            if days[one] and days[other] and days[one] != days[other]:
                self._example.setdefault(frozenset((one, other)), (line, parts))

    def decide(self, asked: Order | None = None) -> Order:
        """The order of the file.

        Args:
            asked: what the person says it is.

        Raises:
            Problem: it cannot be told, with both readings ("ambiguous"), or what was asked for
                does not fit the dates.
        """
        if asked is not None:
            return self._as_asked(asked)
        fitting = [c for c in self._candidates if c.first_fits]
        fitting.sort(key=lambda candidate: candidate.breaks)
        if not fitting:
            raise Problem(
                "the first date is none in any order of day and month. Export the chat again.",
                file=self._name,
            )
        best = fitting[0]
        rivals = [
            other
            for other in fitting[1:]
            if not self._clearly_worse(other, best) and self._differ(other, best)
        ]
        possible = [best, *rivals]
        possible = [one for one in possible if not self._absurd(one)] or possible
        if len(possible) == 1:
            return possible[0].order
        raise self._ambiguous(possible[0].order, possible[1].order)

    def _as_asked(self, asked: Order) -> Order:
        chosen = next(c for c in self._candidates if c.order == asked)
        better = [c for c in self._candidates if c.first_fits and not c.unreadable]
        if not chosen.first_fits or (chosen.unreadable and better):
            raise Problem(
                f"--dates {asked} does not fit: some dates of the file are none in this order."
                + (f" Try --dates {better[0].order}." if better else ""),
                file=self._name,
            )
        return asked

    def _clearly_worse(self, other: _Candidate, best: _Candidate) -> bool:
        # A phone never writes a date that is none, so that weighs even where many fall back.
        impossible = other.unreadable > _CLEAR * best.unreadable and other.breaks >= best.breaks
        return impossible or other.breaks > _CLEAR * best.breaks

    def _differ(self, one: _Candidate, other: _Candidate) -> bool:
        return frozenset((one.order, other.order)) in self._example

    def _absurd(self, one: _Candidate) -> bool:
        """Whether under this order everything happened on one day of the month, year after year.

        Only told of years of two digits: a file of one month read with the year first, or one
        with the year first read as if it were last, looks so. Nobody writes like that.
        """
        others = [c for c in self._candidates if c is not one and c.first_fits]
        return (
            self._short_years
            and (one.order == "ymd" or all(c.order == "ymd" for c in others if len(c.days) > 1))
            and one.distinct > 1
            and len(one.days) == 1
            and any(len(c.days) > 1 and c.breaks == 0 for c in others)
        )

    def _ambiguous(self, one: Order, other: Order) -> Problem:
        line, parts = self._example[frozenset((one, other))]
        readings = " or ".join(
            f"{read_date(parts, order)} (--dates {order})" for order in (one, other)
        )
        return Problem(
            f"the order of day and month is ambiguous: this date can be read as {readings}. "
            "Say which one it is.",
            file=self._name,
            line=line,
        )
