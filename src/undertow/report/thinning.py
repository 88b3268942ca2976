"""A reading as it is drawn: day by day, or week by week when the record is long.

Beyond `BY_DAY_UP_TO` days a screen cannot show single days and the page would grow past what
a phone opens quickly, so each step becomes one week. The JSON keeps every day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from undertow.inference.reading import STAGES, Band, Reading

BY_DAY_UP_TO = 400
"""Days up to which every day is drawn."""

WEEK = 7


@dataclass(frozen=True)
class Drawn:
    """What charts draw, in S steps.

    Attributes:
        edges: where steps begin and end, as shares of the whole span, 0 to 1; (S + 1,).
        stages: probability of each stage in a step. `harm` is incident and again together, on
            the most certain day of the step, so that a single day is not averaged away.
        written: share of days with an entry in a step, 0 to 1; (S,).
        states: the bands, averaged over the days of a step.
        weekly: whether a step is a week.
    """

    edges: np.ndarray
    stages: dict[str, np.ndarray]
    written: np.ndarray
    states: dict[str, Band]
    weekly: bool

    @property
    def centres(self) -> np.ndarray:
        """The middle of each step, as shares of the span; (S,)."""
        return (self.edges[:-1] + self.edges[1:]) / 2


def drawn(reading: Reading) -> Drawn:
    """The steps in which a reading is drawn."""
    days = len(reading.dates)
    width = 1 if days <= BY_DAY_UP_TO else WEEK
    starts = np.arange(0, days, width)
    harm = np.asarray(reading.stages["incident"]) + np.asarray(reading.stages["return"])
    stages = {name: step_means(reading.stages[name], starts) for name in STAGES}
    stages["harm"] = np.maximum.reduceat(harm, starts)
    return Drawn(
        edges=np.append(starts, days) / days,
        stages=stages,
        written=step_means(reading.written, starts),
        states={name: step_bands(band, starts) for name, band in reading.states.items()},
        weekly=width == WEEK,
    )


def step_means(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Means of the known values from each start to the next; nan where none is known."""
    values = np.asarray(values, dtype=float)
    known = np.isfinite(values)
    total = np.add.reduceat(np.where(known, values, 0.0), starts)
    count = np.add.reduceat(known.astype(float), starts)
    return np.where(count > 0, total / np.maximum(count, 1.0), np.nan)


def step_bands(band: Band, starts: np.ndarray) -> Band:
    """A band averaged from each start to the next.

    The mean of daily ends is the range of a typical day of the step, not of the step's mean.
    """
    return Band(
        step_means(band.mean, starts),
        step_means(band.low80, starts),
        step_means(band.high80, starts),
    )
