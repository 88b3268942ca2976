"""E14: the time to the first violence is very long-tailed."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.samples import sample
from undertow.theory import partner as partners

PEOPLE = 52
THREE_MONTHS = YEAR / 4


@experiment(
    "E14",
    target={"none in three months": within(0.70, 0.87), "none in a year": within(0.36, 0.56)},
    origin="built in",
    use="calibration",
    source="Merrill & Wolfe 2000, J Homosex 39:1",
)
def first_incident(lab: Lab) -> dict[str, np.ndarray]:
    """Four of five violent relationships have no violence in three months, half none in a year.

    52 people with partners of the cycle who differ as in the population, asked when violence
    began; clock: from the meeting. That two thirds of incidents show the cycle and that
    contrition fades are from memory, a direction only, and not judged.
    """
    people = sample(lab, PEOPLE, {"cycle": 1.0})
    shape = np.shape(people.p.anxiety)
    first = partners.beginning(people.partner, people.luck(3).random(shape), np).remaining
    return {
        "none in three months": (first > THREE_MONTHS).mean(axis=0),
        "none in a year": (first > YEAR).mean(axis=0),
    }


ROW = first_incident
