"""People on the day on which a relationship ended, and what is read of them afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.samples import (
    ORDINARY,
    VIOLENT,
    Sample,
    cycle_course,
    run,
    sample,
    soon_harmful,
    steady_course,
)
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import distress, pull


def harmed(lab: Lab, persons: int, mixture: Mapping[str, float] = VIOLENT) -> Sample:
    """People with partners who harm, from the first weeks on."""
    people = sample(lab, persons, mixture)
    return people._replace(partner=soon_harmful(people.partner))


def out_of_harm(lab: Lab, persons: int, days: int = 2 * YEAR) -> tuple[Sample, Inputs, States]:
    """People who leave a partner who harms: who, what they lived through, and how they stand."""
    people = harmed(lab, persons)
    course = cycle_course(people, days)
    return people, course, run(people, course)[1]


def after_a_breakup(lab: Lab, persons: int, days: int) -> tuple[Sample, States]:
    """People at the end of an ordinary relationship, and how they stand."""
    people = sample(lab, persons, ORDINARY)
    return people, run(people, steady_course(people, days), 1.0)[1]


def watching_pull(people: Sample) -> Any:
    """Watches the pull of everyone in a sample."""

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, people.p)

    return watch


def watching_distress(people: Sample) -> Any:
    """Watches the distress of everyone in a sample."""

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return distress(means, now, people.p)

    return watch


def first_below(path: np.ndarray, share: float) -> np.ndarray:
    """Steps until a path has fallen to a share of its highest value, counted from there.

    Args:
        path: (steps, ...).
        share: 0 to 1.

    Returns:
        Steps, with the part of a step between two points; nan where it never falls so far.
    """
    top, peak = path.max(axis=0), path.argmax(axis=0)
    steps = np.arange(len(path)).reshape(-1, *[1] * (path.ndim - 1))
    below = (path <= share * top) & (steps > peak)
    reached = below.argmax(axis=0)
    at, before = (
        np.take_along_axis(path, places[None], axis=0)[0]
        for places in (reached, np.maximum(reached - 1, 0))
    )
    fallen = np.divide(before - share * top, before - at, out=np.zeros_like(at), where=before > at)
    return np.where(below.any(axis=0), reached - 1 + fallen - peak, np.nan)
