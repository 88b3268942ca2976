"""N4: withdrawal does not grow with mere repetition of everyday pleasure."""

from __future__ import annotations

import numpy as np

from undertow.evidence.apart import on_leaving
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.samples import run, sample, steady_course

PEOPLE, SHORT, LONG = 60, 90, 3 * YEAR


@experiment(
    "N4",
    target=at_most(0.1),
    use="guard",
    source="Sandvik 1985, Motivation and Emotion 9: everyday pleasures and opponent processes",
)
def everyday_pleasure(lab: Lab) -> np.ndarray:
    """Withdrawal does not grow with mere repetition of everyday pleasure.

    60 people with steadily warm partners. Withdrawal on parting (the opponent state) after three
    years less that after three months, as a share of withdrawal after two years of the cycle; a
    tenth of it is allowed.
    """
    people = sample(lab, PEOPLE, {"steady_warm": 1.0})
    course = steady_course(people, LONG)
    early = course._replace(warmth=course.warmth[:SHORT], harm=course.harm[:SHORT])
    late = course._replace(warmth=course.warmth[SHORT:], harm=course.harm[SHORT:])
    _, after_months = run(people, early, 1.0)
    _, after_years = run(people, late, 1.0, start=after_months)
    grown = (after_years.opponent - after_months.opponent).mean(axis=0)
    return grown / on_leaving(lab).opponent


ROW = everyday_pleasure
