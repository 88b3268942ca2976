"""E08: the first lapse comes early or late, and the longer one holds the likelier one holds on."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import out_of_harm
from undertow.evidence.samples import Sample, apart_evenly, run
from undertow.evidence.statistics import by_seed
from undertow.evidence.survival import exponential_log_likelihood, log_logistic, surviving
from undertow.theory import Inputs, Signals, States
from undertow.theory.behaviour import hazards

PEOPLE, DAYS = 150, 365
HALF_A_YEAR, YEAR = 182.0, 364.0


@experiment(
    "E08",
    target={"log-logistic over exponential": at_least(1.0), "S(12) / S(6)": at_least(0.8)},
    use="test",
    source="Kirshenbaum 2009, J Subst Abuse Treat 36:8; Hughes 2004, Addiction 99:29",
)
def first_lapse(lab: Lab) -> dict[str, np.ndarray]:
    """The danger of a first lapse falls with the time without one.

    Smokers who stop without treatment; here 150 people who leave partners who harm, after two
    years. A lapse is contact that the person seeks, or going back; the other does not seek any,
    as cigarettes do not. Cues as in the population, evenly. Times by days, censored at a year,
    drawn from the hazards of people who have not lapsed. Gain in log likelihood of a
    log-logistic over an exponential time, at least 1, the price of one more parameter (Akaike).
    Share without lapse at a year over that at half a year (Kaplan-Meier).
    """
    people, _, left = out_of_harm(lab, PEOPLE)
    alone = people._replace(partner=people.partner._replace(pursuit=np.zeros_like(left.bond)))
    hazard = _hazard(alone, left)
    passed = np.cumsum(hazard, axis=0) > people.luck(4).exponential(size=hazard.shape[1:])
    lapsed = np.asarray(passed.any(axis=0))
    times = np.where(lapsed, passed.argmax(axis=0) + 1.0, float(DAYS))

    def gain(times: np.ndarray, lapsed: np.ndarray) -> float:
        constant = exponential_log_likelihood(times, lapsed)
        return log_logistic(times, lapsed).log_likelihood - constant

    def kept(times: np.ndarray, lapsed: np.ndarray) -> float:
        half, whole = (surviving(times, lapsed, at) for at in (HALF_A_YEAR, YEAR))
        return whole / half if half > 0 else np.nan

    return {
        "log-logistic over exponential": by_seed(gain, times, lapsed),
        "S(12) / S(6)": by_seed(kept, times, lapsed),
    }


def _hazard(people: Sample, left: States) -> np.ndarray:
    """Of a first lapse per day, (days, persons, seeds)."""

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        rates = hazards(means, Inputs(contact=0.0), people.p, 1.0, np)
        return rates.slipping + rates.returning

    return run(people, apart_evenly(people, DAYS), 1.0, watch, left)[0]


ROW = first_lapse
