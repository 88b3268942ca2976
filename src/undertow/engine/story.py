"""The story so far, as a simulated person tells it on the first day: rough dates, by month."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from undertow.engine.life import APART
from undertow.record import Entry
from undertow.record.record import EPOCH

_TELLS = 0.8
"""Chance of telling each of the two things that are asked."""


def month_of(day: int, kind: str) -> Entry:
    """An entry that names the month of a day (days since 1970-01-01)."""
    first = (EPOCH + timedelta(days=day)).replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    span = ((first - EPOCH).days, (following - EPOCH).days)
    return Entry(float(span[0]), float(span[1]), kind, precision="month")


def tell_story(before: np.ndarray, first_day: int, rng: np.random.Generator) -> list[Entry]:
    """What happened before the diary: when it began, and the last separation or return.

    Args:
        before: true stage of every day from the meeting to the day before the diary, (days,).
        first_day: of the diary, in days since 1970-01-01.
        rng: source of randomness.
    """
    told = []
    if rng.random() < _TELLS:
        told.append(month_of(first_day - len(before), "warmth"))
    apart = before == APART
    turns = np.flatnonzero(np.diff(apart.astype(int)))
    if len(turns) and rng.random() < _TELLS:
        last = int(turns[-1]) + 1
        told.append(month_of(first_day - len(before) + last, "left" if apart[last] else "returned"))
    return told
