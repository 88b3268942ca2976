"""E21: how often days bring abuse in violent couples."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import Lab
from undertow.evidence.reporting import CHRONIC, daily_abuse


@experiment(
    "E21",
    target=within(0.29, 0.49),
    origin="built in",
    use="calibration",
    source="Katerndahl 2014, J Eval Clin Pract: 200 women, 9,618 daily reports",
)
def days_with_abuse(lab: Lab) -> np.ndarray:
    """In violent couples two days of five bring abuse.

    200 women who are asked because there is violence now and who will report it every day: most of
    their partners are harsh all the time, a few are partners of the cycle, whose calm weeks would
    keep them out of such a study. A year after harm began, harmed in the month before; 84 daily
    reports. Any harm counts. A base rate from one clinic sample: a tenth to either side is
    allowed, which is an assumption.
    """
    reports, asked = daily_abuse(lab, CHRONIC)
    return np.array([reports[:, asked[:, seed], seed].mean() for seed in range(lab.seeds)])


ROW = days_with_abuse
