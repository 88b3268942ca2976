"""N6: seeking closeness with a former partner does not by itself harm recovery."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import after_a_breakup, watching_pull
from undertow.evidence.samples import apart_by_days, run
from undertow.evidence.statistics import regression

ADULTS, TOGETHER, MONTHS = 212, 540, 60
SMALLEST_SEEN = 0.19
"""The smallest correlation that a sample of 212 shows in four studies of five."""


@experiment(
    "N6",
    target=within(-SMALLEST_SEEN, SMALLEST_SEEN),
    use="guard",
    source="Spielmann 2018, Arch Sex Behav; daily diaries and two months",
)
def seeking_closeness(lab: Lab) -> np.ndarray:
    """Seeking closeness with a former partner does not by itself harm recovery.

    212 adults after ordinary relationships of a year and a half, followed for two months from the
    breakup, with contacts as they come. Readout: the pull, mean of the last week. Weight of how
    many contacts there were, given the pull of the first week, in standard deviations. The study
    found nothing; what it could not have seen is allowed.
    """
    people, left = after_a_breakup(lab, ADULTS, TOGETHER)
    course = apart_by_days(people, MONTHS)
    drawn, _ = run(people, course, 1.0, watching_pull(people), left)
    first, last = drawn[:7].mean(axis=0), drawn[-7:].mean(axis=0)
    contacts = course.onset.sum(axis=0)
    return np.array(
        [
            regression([contacts[:, seed], first[:, seed]], last[:, seed]).standardized[0]
            for seed in range(lab.seeds)
        ]
    )


ROW = seeking_closeness
