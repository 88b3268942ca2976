"""E13: therapy moves symptoms by about one standard deviation, return hardly."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most, within
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.leaving import out_of_harm
from undertow.evidence.samples import Sample, apart_evenly, run
from undertow.evidence.statistics import ratio
from undertow.theory import Inputs, Signals, States
from undertow.theory.behaviour import hazards
from undertow.theory.readouts import distress

WOMEN = 125
BEFORE, WEEKS, AFTER = YEAR, 10, YEAR
"""Days apart before therapy, weeks of it, days over which return is counted."""
LOGIT_SD = np.pi / np.sqrt(3)
"""Standard deviation of a logistic distribution: from log odds to d (Chinn 2000)."""


@experiment(
    "E13",
    needs="alarm",
    target={"symptoms": within(0.75, 1.25), "return": at_most(0.3)},
    use="calibration",
    source="Kubany 2004, J Consult Clin Psychol 72:3; Arroyo 2017; Johnson 2016",
)
def therapy_moves_symptoms(lab: Lab) -> dict[str, np.ndarray]:
    """Ten weeks of therapy move symptoms by about a standard deviation, and return hardly.

    125 women who left partners who harmed them, a year before; every woman with ten weeks of
    therapy and without it, contacts and cues spread evenly in both. Symptoms: distress (threat,
    withdrawal, grief that hopes) in the last week, difference in standard deviations between
    women. Return: chance of going back within the year after the therapy's begin, from the
    hazard of people who have not; difference of the log odds, as d.
    """
    people, _, left = out_of_harm(lab, WOMEN)
    _, a_year_on = run(people, apart_evenly(people, BEFORE), 1.0, start=left)
    arms = [_followed(people, a_year_on, therapy) for therapy in (0.0, 1.0)]
    (before, returned), (after, went_back) = arms
    odds = [np.log(share / (1 - share)) for share in (returned, went_back)]
    return {
        "symptoms": ratio((before - after).mean(axis=0), before.std(axis=0, ddof=1)),
        "return": (odds[0] - odds[1]) / LOGIT_SD,
    }


def _followed(people: Sample, start: States, therapy: float) -> tuple[np.ndarray, np.ndarray]:
    """Distress in the tenth week, (persons, seeds); share who go back in a year, (seeds,)."""
    course = apart_evenly(people, AFTER)
    given = np.where(np.arange(AFTER) < 7 * WEEKS, therapy, 0.0)[:, None, None]
    course = course._replace(therapy=given)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        back = hazards(means, Inputs(contact=0.0), people.p, 1.0, np).returning
        return distress(means, now, people.p), back

    (weighs, hazard), _ = run(people, course, 1.0, watch, start)
    stayed = np.exp(-hazard.sum(axis=0)).mean(axis=0)
    return weighs[7 * (WEEKS - 1) : 7 * WEEKS].mean(axis=0), 1 - stayed


ROW = therapy_moves_symptoms
