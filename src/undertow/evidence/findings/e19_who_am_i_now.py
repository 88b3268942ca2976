"""E19: the sense of oneself dips after a breakup and comes back, sooner with reflection."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import after_a_breakup
from undertow.evidence.samples import Sample, apart_evenly, run
from undertow.evidence.statistics import by_seed, correlation, ratio
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import distress

PEOPLE, TOGETHER = 210, 540
EARLY, LATE = 28, 63
SESSIONS = 4 / 63
"""Asked to reflect four times in nine weeks, per day."""
CLEARLY = 0.01


@experiment(
    "E19",
    needs="loss",
    target={
        "dip": at_least(CLEARLY),
        "rise": at_least(CLEARLY),
        "with distress": at_most(-CLEARLY),
        "reflection": at_least(CLEARLY),
    },
    use="calibration",
    source="Slotter 2010, Pers Soc Psychol Bull 36:147; Larson & Sbarra 2015, SPPS 6:399",
)
def who_am_i_now(lab: Lab) -> dict[str, np.ndarray]:
    """After a breakup the sense of oneself dips, more with distress, and returns within ten weeks.

    Being asked to reflect speeds it. 210 young adults after ordinary relationships of a year and
    a half, contacts and cues evenly; everyone once as usual and once asked to reflect four times
    in nine weeks (slots of naming, evenly). Dip: identity on the last day together less its mean
    over the first four weeks. Rise: the ninth week less those four. Reflection: the ninth week
    with it less without. All in standard deviations between people on the last day together.
    With distress: correlation of the four weeks' identity with their distress.
    """
    people, left = after_a_breakup(lab, PEOPLE, TOGETHER)
    (usual, weighs), (reflected, _) = (_followed(people, left, often) for often in (0.0, SESSIONS))
    spread = left.identity.std(axis=0, ddof=1)

    def in_spreads(difference: np.ndarray) -> np.ndarray:
        return ratio(difference.mean(axis=0), spread)

    first, ninth = usual[:EARLY].mean(axis=0), usual[LATE - 7 : LATE].mean(axis=0)
    return {
        "dip": in_spreads(left.identity - first),
        "rise": in_spreads(ninth - first),
        "with distress": by_seed(correlation, first, weighs[:EARLY].mean(axis=0)),
        "reflection": in_spreads(reflected[LATE - 7 : LATE].mean(axis=0) - ninth),
    }


def _followed(people: Sample, left: States, sessions: float) -> tuple[np.ndarray, np.ndarray]:
    """Identity and distress by days; (days, persons, seeds)."""
    course = apart_evenly(people, LATE)
    course = course._replace(naming=course.naming + sessions / 4)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return means.identity, distress(means, now, people.p)

    return run(people, course, 1.0, watch, left)[0]


ROW = who_am_i_now
