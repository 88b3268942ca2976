"""A26: leaving and returning several times."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.engine.life import APART, Slot
from undertow.evidence.cohort import cohort
from undertow.evidence.comings import sooner
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import YEAR, Lab

PERSONS, YEARS = 50, 5


def together(slot: Slot) -> Any:
    """Whether the slot was spent together."""
    return slot.stage != APART


def skewness(values: np.ndarray) -> float:
    """Third standardised moment; nan where all are alike."""
    spread = values.std()
    return float(((values - values.mean()) ** 3).mean() / spread**3) if spread > 0 else np.nan


@experiment(
    "A26",
    needs=("relief", "opponent"),
    target={
        "mean separations of those who left": within(2.0, 5.0),
        "share of those who left who did so again": at_least(0.5),
        "skewness of the number of separations": at_least(0.5),
    },
    source="claims.md, A26; mean and skew from Okun 1988 by way of E06",
)
def leaving_several_times(lab: Lab) -> dict[str, np.ndarray]:
    """Most who leave do so more than once.

    Fifty people a sample, with partners of the cycle who harm from the first weeks on, as in E06,
    five years from the day on which they meet. Separations of those who left at least once.
    """
    lived = cohort(lab, PERSONS, float(YEARS * YEAR), together, {"cycle": 1.0}, sooner).kept
    separations = (lived[:-1] & ~lived[1:]).sum(axis=0)
    left = [sample[sample > 0] for sample in separations]

    def each(statistic: Any) -> np.ndarray:
        return np.array([statistic(sample) if len(sample) else np.nan for sample in left])

    return {
        "mean separations of those who left": each(np.mean),
        "share of those who left who did so again": each(lambda sample: (sample > 1).mean()),
        "skewness of the number of separations": each(skewness),
    }


ROW = leaving_several_times
