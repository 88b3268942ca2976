"""A record: a diary as arrays on a time axis, with a mask for everything not known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from undertow.record.diary import Diary, Entry, time_order
from undertow.record.history import History, split_history
from undertow.record.kinds import DETAILS, EVENTS, LARGEST, RATINGS
from undertow.record.strength import strengths

EPOCH = date(1970, 1, 1)
UNKNOWN_STRENGTH = 1.0
"""Fill where a strength is unknown: a typical strong episode, safe to multiply with."""

SKIPPED_RATING = 0.5
"""Fill where a rating was skipped: inside the scale, so that no density is infinite there."""


@dataclass(frozen=True, eq=False)
class Events:
    """What happened; every array has shape (events,), in order of time.

    Attributes:
        kind: index, a member of `Event`.
        earliest: days since midnight of the record's first day; at least 0.
        latest: equal to `earliest` for an instant, the end of the day for a date.
        strength: in the person's typical strong episodes, >= 0; `UNKNOWN_STRENGTH` where not known.
        strength_known: whether a value was written.
        detail: index into `Harm` or `Relief`, by kind; -1 without one.
    """

    kind: NDArray[np.int8]
    earliest: NDArray[np.float64]
    latest: NDArray[np.float64]
    strength: NDArray[np.float64]
    strength_known: NDArray[np.bool_]
    detail: NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Ratings:
    """What was asked; every array has shape (ratings,), in order of time.

    A scale that was not asked has no element; one that was skipped has `answered` False.

    Attributes:
        scale: index, a member of `Rating`.
        earliest: days since midnight of the record's first day; at least 0.
        latest: equal to `earliest` for an instant, the end of the day for a date.
        value: 0 to 1; `SKIPPED_RATING` where there is no answer.
        answered: whether there is one.
    """

    scale: NDArray[np.int8]
    earliest: NDArray[np.float64]
    latest: NDArray[np.float64]
    value: NDArray[np.float64]
    answered: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Record:
    """What a reading starts from.

    Attributes:
        first_day: the day at 0 on the time axis.
        days: length of the axis; every element lies within.
        events: what happened.
        ratings: what was asked.
        history: the story so far, told roughly.
        simulated: True when nobody lived it.
        name: the diary's name.
    """

    first_day: date
    days: int
    events: Events
    ratings: Ratings
    history: History = field(default_factory=History)
    simulated: bool = False
    name: str = ""

    @property
    def dates(self) -> list[date]:
        """The days of the axis, length `days`."""
        return [self.first_day + timedelta(days=day) for day in range(self.days)]


def to_record(diary: Diary, first: date | None = None, last: date | None = None) -> Record:
    """Lays a diary out on a time axis.

    The axis runs from the first to the last day with an entry of the record proper
    (`split_history`), wider if asked.

    Args:
        diary: its entries may be in any order.
        first: an earlier first day, for instance of another diary beside it.
        last: a later last day.

    Raises:
        Problem: no entry names a day.
        ValueError: `first` or `last` would cut entries off.
    """
    history, daily = split_history(diary)
    days = [math.floor(entry.earliest) for entry in daily]
    start = min(days) if first is None else (first - EPOCH).days
    stop = max(days) if last is None else (last - EPOCH).days
    if start > min(days) or stop < max(days):
        raise ValueError("the axis would cut entries off")
    daily = tuple(sorted(daily, key=_total_order))
    return Record(
        first_day=EPOCH + timedelta(days=start),
        days=stop - start + 1,
        events=_events([entry for entry in daily if entry.kind in EVENTS], start),
        ratings=_ratings([entry for entry in daily if entry.kind in RATINGS], start),
        history=history,
        simulated=diary.simulated,
        name=diary.name,
    )


def _total_order(entry: Entry) -> tuple[object, ...]:
    """By time, and where times are equal by content, so that the order written is forgotten."""
    value = -1.0 if entry.value is None else entry.value
    return (*time_order(entry), entry.kind, value, entry.detail or "", entry.note)


def _events(entries: Sequence[Entry], start: int) -> Events:
    kind = np.array([EVENTS.index(entry.kind) for entry in entries], np.int8)
    earliest, latest, value = _columns(entries, start)
    strength = strengths(kind, value)
    detail = [
        -1 if entry.detail is None else DETAILS[entry.kind].index(entry.detail) for entry in entries
    ]
    return Events(
        kind=kind,
        earliest=earliest,
        latest=latest,
        strength=np.where(np.isnan(strength), UNKNOWN_STRENGTH, strength),
        strength_known=~np.isnan(strength),
        detail=np.array(detail, np.int8),
    )


def _ratings(entries: Sequence[Entry], start: int) -> Ratings:
    scale = np.array([RATINGS.index(entry.kind) for entry in entries], np.int8)
    earliest, latest, value = _columns(entries, start)
    return Ratings(
        scale=scale,
        earliest=earliest,
        latest=latest,
        value=np.where(np.isnan(value), SKIPPED_RATING, value / LARGEST),
        answered=~np.isnan(value),
    )


def _columns(
    entries: Sequence[Entry], start: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Earliest and latest in days from the start, and the value with nan where blank."""
    spans = [(entry.earliest - start, entry.latest - start) for entry in entries]
    values = [np.nan if entry.value is None else entry.value for entry in entries]
    table = np.array(spans, np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1], np.array(values, np.float64)
