"""E10: after an ordinary breakup distress is clearly down by about ten weeks."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.leaving import after_a_breakup, first_below, watching_distress
from undertow.evidence.samples import apart_evenly, run

STUDENTS, TOGETHER = 69, 420
STEP, YEARS = 3.5, 15


@experiment(
    "E10",
    needs="grief",
    target=within(6.0, 14.0),
    use="calibration",
    source="Eastwick 2008, J Exp Soc Psychol 44:800",
)
def ordinary_breakup(lab: Lab) -> np.ndarray:
    """After an ordinary breakup half of the distress is gone within six to fourteen weeks.

    69 students after ordinary relationships of fourteen months, without abuse; contacts and cues
    go on as often as in the population, evenly. Readout: distress (threat, withdrawal, grief
    that hopes), the sample's mean, by half weeks for fifteen years. Weeks from its highest value
    until it is half.
    """
    people, left = after_a_breakup(lab, STUDENTS, TOGETHER)
    course = apart_evenly(people, round(YEARS * YEAR / STEP))
    path, _ = run(people, course, STEP, watching_distress(people), left)
    return first_below(path.mean(axis=1), 0.5) * STEP / 7


ROW = ordinary_breakup
