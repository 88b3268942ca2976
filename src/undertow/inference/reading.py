"""The reading: what a record, read against the theory, lets one say, and how surely.

Plain data only: arrays, dates and short codes. Nothing here is a sentence; words are the
report's business, so that a reading can be translated, stored and compared.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from undertow.record.notice import Notice

STAGES = ("idealization", "incident", "reconciliation", "calm", "return", "apart", "steady")
"""Names of the daily stages, in reporting order. `return` is an incident after the first (A05)."""

READ_STATES = ("pull", "bond", "affection", "threat", "withdrawal", "appraisal")
"""States told to a person. All are scale-free levels, about 0 to 1; appraisal is -1 to 1."""

SCENARIOS = ("as_it_has_been", "no_contact", "one_contact")
"""Forecast scenarios, in the order in which they may be shown (safety.md)."""


_TOLD_APART = 2.0
"""Standard errors by which a theory must fall behind the best to be told from it."""
_SMALL = 4.0
"""Distance, in nats, up to which two theories foresee alike whatever the standard error says: of
so small a difference it is itself not to be relied on (Sivula and others 2020)."""


@dataclass(frozen=True)
class Band:
    """Mean and central 80 % interval of a quantity over days; arrays of shape (days,)."""

    mean: np.ndarray
    low80: np.ndarray
    high80: np.ndarray


@dataclass(frozen=True)
class Cycle:
    """One turn of the cycle, from the start of its incident to the day before the next.

    Attributes:
        start: first day of the incident.
        end: last day before the next incident, the separation, or the end of the record.
        incident_days: days in the incident stage.
        harm: summed strength of the harm written, in typical strong episodes (A05); nan if none
            was written of this incident.
        warmth: mean daily warmth in the reconciliation that followed, 0 to 1; nan if none.
        bond_after: the relief-bond on the last day of the cycle, 0 to 1 (A06).
        probability: that there was an incident here at all, 0 to 1.
        closed: False when the record ends before the cycle does.
    """

    start: date
    end: date
    incident_days: float
    harm: float
    warmth: float
    bond_after: float
    probability: float
    closed: bool = True


@dataclass(frozen=True)
class Trend:
    """Whether cycles change: name is `shorter`, `harsher` or `fading` (A05).

    probability: that the trend has this direction, 0 to 1; None with fewer than 3 cycles.
    """

    name: str
    probability: float | None
    cycles: int


@dataclass(frozen=True)
class Sign:
    """One of the seven signs (A12), as a statistic of the record.

    Attributes:
        id: `A12.1` to `A12.7`, in the order of claims.md.
        shown: True or False when the record speaks clearly (probability over .8 or under .2),
            None when it does not.
        probability: that the sign is present, 0 to 1; None when nothing in the record bears on it.
        counts: the plain figures behind it (days, times, shares), by name.
    """

    id: str
    shown: bool | None
    probability: float | None
    counts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class TheoryScore:
    """How well one theory foresees the later ratings of a record, in nats.

    Attributes:
        name: of the theory.
        elpd: log density of the counted days' ratings, each foretold from the days before.
        se: its standard error.
        behind: how far below the best of those compared, >= 0.
        behind_se: standard error of that distance, day by day against the best; 0 for the best.
        meaning: what it says, in a sentence of its author's.
    """

    name: str
    elpd: float
    se: float
    behind: float = 0.0
    behind_se: float = 0.0
    meaning: str = ""

    @property
    def told_apart(self) -> bool:
        """Whether the record tells it from the best one: far behind, beyond two standard errors."""
        return self.behind > max(_SMALL, _TOLD_APART * self.behind_se)


@dataclass(frozen=True)
class EarlierForecast:
    """What a look ahead, made when less was known, said of one later answer about the pull.

    Attributes:
        made: last day that it knew of.
        day: of the answer.
        low80, high80: its range for the answer, 0 to 10.
        answer: what was answered, 0 to 10.
    """

    made: date
    day: date
    low80: float
    high80: float
    answer: float


@dataclass(frozen=True)
class Posterior:
    """The lives behind a reading: M draws, equally likely, over the D days of the record.

    Attributes:
        method: how they were drawn: `first`, `laplace`, `pathfinder` or `nuts`.
        stage: of each day, index into `undertow.engine.life.STAGE_NAMES`; int (M, D).
        states: daily mean of each of `READ_STATES`, (M, D).
        parameters: of the person, by name, each (M,).
        facts: how the draws came about (sizes, diagnostics), by name.
    """

    method: str
    stage: np.ndarray
    states: dict[str, np.ndarray]
    parameters: dict[str, np.ndarray]
    facts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What one record says.

    Attributes:
        dates: the days of the record, oldest first, length D.
        stages: probability of each of `STAGES` on each day; arrays of shape (D,), sum 1.
        written: whether anything was written on each day; boolean (D,).
        cycle_count: mean and 80 % interval of the number of cycles: (mean, low, high).
        cycles: the cycles of the best path, oldest first.
        trends: shorter, harsher, fading.
        states: each of `READ_STATES` over the days.
        contraction: for each of `READ_STATES`, the share of prior variance that the record
            removed (1 - posterior variance / prior variance), clipped to 0..1. Below .3 the
            words must be "the record says little about this".
        signs: the seven signs.
        forecast_dates: days after the record, length F.
        forecast: the pull under each of `SCENARIOS`; bands over forecast_dates.
        theory: the theory that the states and the look ahead were read under.
        theory_meaning: what it says, in a sentence of its author's.
        theories: rivals compared; empty when they were not.
        totals: running totals that never reset: `days`, `days_written`, `days_apart`,
            `contacts`, `contacts_needed`, `separations`, `returns`, `harms`, `warmths`.
        relief: who soothed, by source `them people self nothing`: number of times (A10).
        notices: limits of this reading, most important first.
        simulated: True when the diary says that it is simulated.
        title: the diary's file name without its folder, for the heading.
        posterior: the draws behind it, where they were kept.
        earlier: earlier looks ahead held against later answers; empty where none were tried.
    """

    dates: list[date]
    stages: dict[str, np.ndarray]
    written: np.ndarray
    cycle_count: tuple[float, float, float]
    cycles: list[Cycle]
    trends: list[Trend]
    states: dict[str, Band]
    contraction: dict[str, float]
    signs: list[Sign]
    forecast_dates: list[date]
    forecast: dict[str, Band]
    theories: list[TheoryScore]
    totals: dict[str, float]
    relief: dict[str, int]
    notices: list[Notice]
    simulated: bool = False
    title: str = ""
    theory: str = "reinforcement"
    theory_meaning: str = ""
    posterior: Posterior | None = None
    earlier: list[EarlierForecast] = field(default_factory=list)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write this reading as labelled arrays (netCDF 4), whole or not at all.

        Raises:
            Problem: in one line, if the file cannot be written.
        """
        from undertow.inference.saved_reading import save

        save(self, path)

    @staticmethod
    def open(path: str | os.PathLike[str]) -> Reading:
        """A reading that `save` wrote; nothing of what computed it is needed.

        Raises:
            Problem: there is no such file, or it is not a saved reading.
        """
        from undertow.inference.saved_reading import open_reading

        return open_reading(path)
