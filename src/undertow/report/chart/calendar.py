"""Ticks on a time axis: days, months or years, whichever the span can hold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from undertow.report.phrases import day_and_month
from undertow.words import Words

WIDE = 12
"""Labels that fit on a wide screen."""

NARROW = 4
"""Labels that fit on a phone; the others are hidden there."""


@dataclass(frozen=True)
class Tick:
    """A mark on the time axis: where (share of the span), its label, hidden when narrow."""

    share: float
    label: str
    wide_only: bool


def ticks(first: date, days: int, words: Words) -> list[Tick]:
    """Ticks over `days` days from `first`; always at least one.

    Up to 60 days by date, up to 1000 by month, beyond by year. A tick too close to the right
    edge for its label is left out.
    """
    if days <= 60:
        step = max(1, math.ceil(days / 8))
        marks = [first + timedelta(days=day) for day in range(0, days, step)]
    elif days <= 1000:
        marks = _months(first, days)
    else:
        marks = [day for day in _months(first, days) if day.month == 1]
    marks = _every(marks, WIDE)
    stride = math.ceil(len(marks) / NARROW)
    labelled = [
        Tick((day - first).days / days, _label(day, days, number == 0, words), number % stride > 0)
        for number, day in enumerate(marks)
    ]
    kept = [tick for tick in labelled if tick.share < 0.94]
    return kept or [Tick(0.0, _label(first, 1, True, words), False)]


def _months(first: date, days: int) -> list[date]:
    """The first days of months inside the span."""
    last = first + timedelta(days=days - 1)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _every(marks: list[date], most: int) -> list[date]:
    stride = math.ceil(len(marks) / most) or 1
    return marks[::stride]


def _label(day: date, days: int, leading: bool, words: Words) -> str:
    if days > 1000:
        return str(day.year)
    if days <= 60:
        return day_and_month(day, words)
    month = words.list("number.months_short")[day.month - 1]
    if leading or day.month == 1:
        return words.say("number.year", month=month, year=day.year)
    return month
