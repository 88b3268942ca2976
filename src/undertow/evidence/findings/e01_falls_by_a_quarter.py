"""E01: attachment after leaving falls by about a quarter in half a year, and what explains it."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import out_of_harm, watching_pull
from undertow.evidence.samples import apart_course, by_day, run
from undertow.evidence.statistics import by_seed, regression, unique_r_squared
from undertow.theory import Inputs

WOMEN = 75
FIRST, SECOND, WEEK = 14, 14 + 182, 7
SOON = 3
"""Days within which warmth is counted as following a harm."""


@experiment(
    "E01",
    needs="relief",
    target={
        "fall in six months": within(0.20, 0.35),
        "variance explained": within(0.41, 0.69),
        "intermittency's own share less severity's": at_least(0.0),
    },
    use="calibration",
    source="Dutton & Painter 1993, Violence and Victims 8:105",
)
def attachment_falls_by_a_quarter(lab: Lab) -> dict[str, np.ndarray]:
    """Half a year after leaving, attachment has fallen by about a quarter.

    What was intermittent and who had the power explain what is left better than how severe the
    abuse was. 75 women who have just left partners who harmed them (kinds of partner in the
    population's shares), after two years together with harm from the first weeks on; no return.
    Readout: the pull, mean of a week. Clock: from day 14 after leaving (theory.md), and 182
    days later. Total abuse: mean harm of the two years. Intermittency: how often a day of harm
    was followed by a day of warmth within three days. Power: the partner's. The other seeks
    contact, and the person comes upon cues, as often as in the population.
    """
    people, lived, left = out_of_harm(lab, WOMEN)
    path, _ = run(
        people, apart_course(people, SECOND + WEEK), watch=watching_pull(people), start=left
    )
    drawn = by_day(path)
    first, second = (drawn[day : day + WEEK].mean(axis=0) for day in (FIRST, SECOND))
    power = np.broadcast_to(people.partner.power, second.shape)
    predictors = (np.mean(lived.harm, axis=0), swings(lived), power)

    def explained(outcome: np.ndarray, *given: np.ndarray) -> float:
        return regression(given, outcome).r_squared

    def own_share(outcome: np.ndarray, *given: np.ndarray) -> float:
        severity, intermittency, _ = unique_r_squared(given, outcome)
        return float(intermittency - severity)

    return {
        "fall in six months": 1 - second.mean(axis=0) / first.mean(axis=0),
        "variance explained": by_seed(explained, second, *predictors),
        "intermittency's own share less severity's": by_seed(own_share, second, *predictors),
    }


def swings(lived: Inputs) -> np.ndarray:
    """How far good and bad weeks lay apart: spread of weekly warmth less harm; (persons, seeds)."""
    treatment = by_day(np.asarray(lived.warmth)) - by_day(np.asarray(lived.harm))
    weeks = len(treatment) // WEEK
    weekly = treatment[: weeks * WEEK].reshape(weeks, WEEK, *treatment.shape[1:]).mean(axis=1)
    return weekly.std(axis=0)


def switches(lived: Inputs) -> np.ndarray:
    """Days of harm that warmth followed within three days; (persons, seeds)."""
    harm, warmth = (by_day(np.asarray(values)) > 0 for values in (lived.harm, lived.warmth))
    days = len(harm) - SOON
    followed = np.any([warmth[1 + gap : 1 + gap + days] for gap in range(SOON)], axis=0)
    return (harm[:days] & followed).sum(axis=0).astype(float)


ROW = attachment_falls_by_a_quarter
