"""N5: the day after aggression is not closer on average."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.leaving import harmed
from undertow.evidence.samples import (
    ORDINARY,
    Sample,
    by_day,
    cycle_course,
    run,
    sample,
    steady_course,
)
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import closeness

COUPLES, DAYS = 100, 28


@experiment(
    "N5",
    target={"ordinary couples": at_most(0.0), "partners who harm": at_most(0.0)},
    use="guard",
    source="Derrick 2014, diaries of couples",
)
def the_day_after(lab: Lab) -> dict[str, np.ndarray]:
    """The day after aggression is worse, not closer, on average.

    100 couples, 28 daily reports after a year together. Closeness on days after a day with harm
    less on days after one without, each person's own mean taken away; in standard deviations of
    days. In ordinary couples, which is what the study had, and where the partner harms. Pull and
    closeness are two things: A12 speaks of the pull.
    """
    ordinary, violent = sample(lab, COUPLES, ORDINARY), harmed(lab, COUPLES)
    return {
        "ordinary couples": _day_after(ordinary, steady_course(ordinary, YEAR + DAYS), 1.0),
        "partners who harm": _day_after(violent, cycle_course(violent, YEAR + DAYS), 0.25),
    }


def _day_after(people: Sample, course: Inputs, step: float) -> np.ndarray:
    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return closeness(means, now, people.p)

    close, _ = run(people, course, step, watch)
    harm = np.asarray(course.harm)
    if step < 1:
        close, harm = by_day(close), by_day(harm)
    felt, before = close[-DAYS:], harm[-DAYS - 1 : -1] > 0
    felt = felt - felt.mean(axis=0)
    found = []
    for seed in range(felt.shape[-1]):
        after, other = felt[..., seed][before[..., seed]], felt[..., seed][~before[..., seed]]
        found.append((after.mean() - other.mean()) / felt[..., seed].std())
    return np.array(found)


ROW = the_day_after
