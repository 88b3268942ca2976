"""What calibration looks at: every figure of every row that may be used, on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from undertow.evidence.experiment import Experiment
from undertow.evidence.judging import Target, median_interval
from undertow.evidence.rows import row, row_names

USES = ("calibration", "claim", "guard")
"""Rows that take part. Those marked `test` are kept to judge the outcome by."""

FAR = 5.0
"""In tolerances. Figures farther off count by their logarithm; no gap is larger than this."""

PART = 0.25
"""Of a figure's spread under the prior: the largest tolerance."""

Figures = Mapping[str, Mapping[str, np.ndarray]]
"""Figures by row and name; (members,) each."""


def usable(experiment: Experiment) -> Experiment:
    """The row, if calibration may run it.

    Raises:
        ValueError: for a row that is marked `test`.
    """
    if experiment.use not in USES:
        raise ValueError(f"{experiment.id} is marked {experiment.use}: calibration never runs it")
    return experiment


def usable_rows() -> list[str]:
    """Ids of all rows that take part, in the order of the ledger."""
    return [name for name in row_names() if row(name).use in USES]


@dataclass(frozen=True)
class Goal:
    """The target of one figure, on a scale on which its tolerance is 1.

    The tolerance is a quarter of a range that has two ends, else a tenth of the size asked for.
    It is never more than a part of the figure's spread among draws from the prior: otherwise a
    row could be missed by less than it tolerates, by every member, and nothing would move them.

    Attributes:
        row: id.
        name: of the figure, as in the row.
        low, high: ends of the target on this scale.
        centre, unit: where the scale has its zero and what is one on it, in the row's own unit.
    """

    row: str
    name: str
    low: float
    high: float
    centre: float
    unit: float

    def scaled(self, figures: np.ndarray) -> np.ndarray:
        """Figures on the scale; what is far is drawn in, so that it does not outweigh the rest."""
        return FAR * np.arcsinh((figures - self.centre) / (self.unit * FAR))


def goal(row_id: str, name: str, target: Target, drawn: np.ndarray) -> Goal:
    """The goal of a figure.

    Args:
        row_id: of the row.
        name: of the figure.
        target: what must come out.
        drawn: the figure in draws from the prior; (members,).
    """
    if np.isfinite(target.low) and np.isfinite(target.high):
        centre, unit = (target.low + target.high) / 2, (target.high - target.low) / 4
    else:
        centre = target.low if np.isfinite(target.low) else target.high
        unit = abs(centre) / 10
    spread = _spread(drawn) * PART
    unit = min(unit, spread) if unit and spread else unit or spread or 1.0
    ends = [
        FAR * np.arcsinh((end - centre) / (unit * FAR)) if np.isfinite(end) else end
        for end in target
    ]
    return Goal(row_id, name, float(ends[0]), float(ends[1]), float(centre), float(unit))


def goals(targets: Mapping[str, Mapping[str, Target]], drawn: Figures) -> list[Goal]:
    """The goals of all figures, by row and name as in `targets`."""
    return [
        goal(row_id, name, target, drawn[row_id][name])
        for row_id, named in targets.items()
        for name, target in named.items()
    ]


def _spread(drawn: np.ndarray) -> float:
    """Half of the distance between the quantiles a sixth from the ends: about one sd."""
    known = drawn[np.isfinite(drawn)]
    if len(known) < 2:
        return 0.0
    low, high = np.quantile(known, [1 / 6, 5 / 6])
    return float(high - low) / 2


@dataclass(frozen=True)
class Seen:
    """Figures of an ensemble beside what is asked of them; arrays (figures, members).

    Attributes:
        figures: on the goals' scale; the ensemble's median where a member has none.
        known: whether the member has this figure.
    """

    figures: np.ndarray
    known: np.ndarray


def seen(goals: Sequence[Goal], figures: Figures) -> Seen:
    """Figures of an ensemble, on one scale."""
    scaled = np.stack([g.scaled(np.asarray(figures[g.row][g.name], float)) for g in goals])
    known = np.isfinite(scaled)
    rows = np.where(known, scaled, np.nan)
    middle = [np.median(r[k]) if k.any() else 0.0 for r, k in zip(rows, known, strict=True)]
    return Seen(np.where(known, scaled, np.array(middle)[:, None]), known)


def ends(goals: Iterable[Goal]) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper ends of all targets, on the scale; (figures,) each."""
    both = np.array([(g.low, g.high) for g in goals]).T
    return both[0], both[1]


def middle_of(g: Goal, figures: np.ndarray) -> tuple[float, float, float]:
    """Median and interval of a figure's seeds on the scale; nan where there is no number."""
    scaled = g.scaled(figures)
    if not np.isfinite(scaled).all():
        return np.nan, np.nan, np.nan
    return median_interval(scaled)
