"""A record day by day: the table that the stages are read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from undertow.record.gridding import grid
from undertow.record.kinds import Event, Harm, Relief
from undertow.record.record import Events, Record


@dataclass(frozen=True, eq=False)
class Daily:
    """One column a day, D in all; rows are members of `Event`, `Rating`, `Harm`, `Relief`.

    On a day with nothing written, "did not happen" is not known: see `written`.

    Attributes:
        first_day: the first day.
        happened: whether an event of the kind was written, (events, D).
        count: how many, (events, D).
        strength: sum of the known strengths, in typical strong episodes, (events, D); 0 if none.
        strength_known: whether any is known, (events, D).
        harm: whether harm of each kind was written, (harms, D).
        relief: whether relief from each source was written, (reliefs, D).
        apart_share: share of the day apart, 0 to 1, (D,); 0 where not known.
        contact_known: whether anything says when they were together.
        rating: mean answer of the day, 0 to 1, (ratings, D); 0.5 where there is none.
        rated: where there is one, (ratings, D).
        skipped: where a question was asked and skipped, (ratings, D).
        written: whether anything was written of the day, (D,).
    """

    first_day: date
    happened: NDArray[np.bool_]
    count: NDArray[np.int16]
    strength: NDArray[np.float64]
    strength_known: NDArray[np.bool_]
    harm: NDArray[np.bool_]
    relief: NDArray[np.bool_]
    apart_share: NDArray[np.float64]
    contact_known: bool
    rating: NDArray[np.float64]
    rated: NDArray[np.bool_]
    skipped: NDArray[np.bool_]
    written: NDArray[np.bool_]

    @property
    def days(self) -> int:
        """Number of days, D."""
        return len(self.written)

    @property
    def dates(self) -> list[date]:
        """The days, length D."""
        return [self.first_day + timedelta(days=day) for day in range(self.days)]


def daily(record: Record) -> Daily:
    """Sums a record up by day."""
    by_day = grid(record, 1.0)
    events = record.events
    known = events.strength_known
    strength = np.zeros(by_day.count.shape)
    np.add.at(strength, _places(events, known), events.strength[known])
    strength_known = np.zeros(by_day.count.shape, np.bool_)
    strength_known[_places(events, known)] = True
    return Daily(
        first_day=record.first_day,
        happened=by_day.count > 0,
        count=by_day.count,
        strength=strength,
        strength_known=strength_known,
        harm=_by_detail(events, Event.harm, len(Harm), record.days),
        relief=_by_detail(events, Event.relief, len(Relief), record.days),
        apart_share=by_day.apart_share,
        contact_known=bool(by_day.together[0] >= 0),
        rating=by_day.rating,
        rated=by_day.rated,
        skipped=by_day.skipped,
        written=by_day.written,
    )


def _places(
    events: Events, chosen: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and day of the chosen events."""
    day = np.floor(events.earliest[chosen]).astype(np.int64)
    return events.kind[chosen].astype(np.int64), day


def _by_detail(events: Events, kind: Event, details: int, days: int) -> NDArray[np.bool_]:
    """Whether each detail of a kind was written on each day, (details, days)."""
    chosen = (events.kind == kind) & (events.detail >= 0)
    table = np.zeros((details, days), np.bool_)
    table[events.detail[chosen], _places(events, chosen)[1]] = True
    return table
