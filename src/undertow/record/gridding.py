"""A record on even steps: doses, contact and ratings for the engines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from undertow.record.contact import APART, TOGETHER, UNKNOWN, apart_share
from undertow.record.kinds import Event, Rating
from undertow.record.record import Record

DOSE_DAYS = 0.25
"""How long an event acts, unless only its day is known (theory.md): 6 hours."""

MOST_STEPS_A_DAY = 1440

HAIR = 1e-9
"""Days, 0.1 ms: 10 o'clock as a fraction of a day is rounded, and must not fall into 9 o'clock."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A record on n = days * per_day steps; rows are members of `Event` or `Rating`.

    Attributes:
        per_day: steps in a day.
        dose: mean intensity over the step of events of known strength, >= 0, (events, n). Each
            event's sum of dose * step is 0.25 * strength, whatever the step.
        unknown_dose: the same for events of unknown strength, as if each had strength 1.
        count: events that start in the step, (events, n); one with only a date in the day's first.
        date_only: whether such an event is among them, (events, n).
        apart_share: share of the step spent apart, 0 to 1, (n,); 0 where `together` is unknown.
        together: 1 together for at least half of the step, 0 apart, -1 nothing says, (n,).
        rating: mean of the answers in the step, 0 to 1, (ratings, n); 0.5 where there is none.
            An answer with only a date counts at noon.
        answers: number of answers, (ratings, n).
        skipped: whether a question was asked and skipped, (ratings, n).
        written: whether anything was written of this step, (n,).
    """

    per_day: int
    dose: NDArray[np.float64]
    unknown_dose: NDArray[np.float64]
    count: NDArray[np.int16]
    date_only: NDArray[np.bool_]
    apart_share: NDArray[np.float64]
    together: NDArray[np.int8]
    rating: NDArray[np.float64]
    answers: NDArray[np.int16]
    skipped: NDArray[np.bool_]
    written: NDArray[np.bool_]

    @property
    def step(self) -> float:
        """Length of a step, in days."""
        return 1 / self.per_day

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Where `rating` is an answer, (ratings, n)."""
        return self.answers > 0


def grid(record: Record, step: float) -> Grid:
    """Puts a record on even steps.

    Doses add up and answers are averaged where several fall into one step. An event acts for
    `DOSE_DAYS` from its time; with only a date its dose is spread over the day, the expected
    value over the order within it. In the last hours of the record, where a dose would run past
    the end, it is moved back to end there.

    Args:
        record: to be divided.
        step: in days; 1 day or a whole fraction of it, at least a minute.

    Raises:
        ValueError: the step does not divide a day.
    """
    per_day = round(1 / step) if step > 0 else 0
    if not 1 <= per_day <= MOST_STEPS_A_DAY or abs(per_day * step - 1) > 1e-9:
        raise ValueError(f"a step of {step} days does not divide a day")
    steps = record.days * per_day
    events, ratings = record.events, record.ratings
    vague = events.latest > events.earliest
    begin, end, density = _doses(record, vague)
    known = events.strength_known
    dose = _spread(
        events.kind[known],
        begin[known],
        end[known],
        (density * events.strength)[known],
        steps,
        per_day,
    )
    unknown = ~known
    unknown_dose = _spread(
        events.kind[unknown], begin[unknown], end[unknown], density[unknown], steps, per_day
    )
    at = _step_of(events.earliest, per_day, steps)
    asked = _step_of((ratings.earliest + ratings.latest) / 2, per_day, steps)
    answered = ratings.answered
    answers = _tally(ratings.scale[answered], asked[answered], len(Rating), steps)
    total = _tally(
        ratings.scale[answered], asked[answered], len(Rating), steps, ratings.value[answered]
    )
    share, contact_known = apart_share(record, per_day)
    together = np.where(share <= 0.5, TOGETHER, APART) if contact_known else np.full(steps, UNKNOWN)
    return Grid(
        per_day=per_day,
        dose=dose,
        unknown_dose=unknown_dose,
        count=_tally(events.kind, at, len(Event), steps).astype(np.int16),
        date_only=_tally(events.kind[vague], at[vague], len(Event), steps) > 0,
        apart_share=share,
        together=together.astype(np.int8),
        rating=np.where(answers > 0, total / np.maximum(answers, 1), 0.5),
        answers=answers.astype(np.int16),
        skipped=_tally(ratings.scale[~answered], asked[~answered], len(Rating), steps) > 0,
        written=_written(record, per_day, steps),
    )


def _doses(
    record: Record, vague: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """When each event acts, from and to, and its intensity there for strength 1."""
    events = record.events
    begin = np.where(vague, events.earliest, np.minimum(events.earliest, record.days - DOSE_DAYS))
    end = np.where(vague, events.latest, begin + DOSE_DAYS)
    return begin, end, DOSE_DAYS / (end - begin)


def _spread(
    rows: NDArray[np.int8],
    begin: NDArray[np.float64],
    end: NDArray[np.float64],
    intensity: NDArray[np.float64],
    steps: int,
    per_day: int,
) -> NDArray[np.float64]:
    """Mean over each step of intensities that hold from `begin` to `end`, (events, steps)."""
    if rows.size == 0:
        return np.zeros((len(Event), steps))
    begin, end = begin * per_day, end * per_day
    first = np.floor(begin).astype(np.int64)
    reach = int(np.max(np.ceil(end).astype(np.int64) - first))
    at = first[:, None] + np.arange(max(reach, 1))
    overlap = np.minimum(end[:, None], at + 1) - np.maximum(begin[:, None], at)
    weight = np.maximum(overlap, 0.0) * intensity[:, None]
    # What lies past the end has weight 0; it may be added anywhere.
    place = rows[:, None].astype(np.int64) * steps + np.minimum(at, steps - 1)
    return _sum_at(place.ravel(), weight.ravel(), len(Event), steps)


def _tally(
    rows: NDArray[np.int8],
    at: NDArray[np.int64],
    row_count: int,
    steps: int,
    weight: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """How many elements, or how much weight, each row has in each step, (row_count, steps)."""
    place = rows.astype(np.int64) * steps + at
    return _sum_at(place, np.ones(at.shape) if weight is None else weight, row_count, steps)


def _sum_at(
    place: NDArray[np.int64], weight: NDArray[np.float64], row_count: int, steps: int
) -> NDArray[np.float64]:
    """Adds weights up at places in a flattened table, (row_count, steps)."""
    flat = np.bincount(place, weight, row_count * steps).astype(np.float64)
    return flat.reshape(row_count, steps)


def _step_of(times: NDArray[np.float64], per_day: int, steps: int) -> NDArray[np.int64]:
    """The step that each time lies in; a hair before an edge counts as on it."""
    return np.clip(np.floor((times + HAIR) * per_day).astype(np.int64), 0, steps - 1)


def _written(record: Record, per_day: int, steps: int) -> NDArray[np.bool_]:
    """Steps that an entry speaks of: that of an instant, all of a day."""
    earliest = np.concatenate([record.events.earliest, record.ratings.earliest])
    latest = np.concatenate([record.events.latest, record.ratings.latest])
    first = _step_of(earliest, per_day, steps)
    beyond = np.maximum(first + 1, np.ceil(latest * per_day).astype(np.int64))
    edges = np.bincount(first, minlength=steps + 1) - np.bincount(beyond, minlength=steps + 1)
    return np.cumsum(edges)[:steps] > 0
