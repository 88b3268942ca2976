"""B11: the repetition carries a hope of mastering, this time, what could not be mastered then."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.theory import Inputs, Parameters, Signals, States
from undertow.theory.rivals import REPETITION

MONTH, WEEK = 30 * SLOTS_A_DAY, 7 * SLOTS_A_DAY
HEIGHT = 0.9
LITTLE, MUCH = 0.2, 0.8
"""Attachment anxiety and avoidance, both, of two people."""


@experiment(
    "B11",
    needs="working_model",
    target={"likeness": at_least(1.5), "near-success": at_least(1.02)},
    origin="built in",
    source="claims.md, B11",
)
def the_hope_of_mastering_draws(lab: Lab) -> dict[str, np.ndarray]:
    """In the theory `repetition` the pull grows with likeness to the template and near-success.

    Likeness: two years of the cycle; mean pull of the last month, of a person for whom early love
    came with fear, over one for whom it hardly did. Near-success: after those years and a quiet
    month, a day of harm that is followed by a day of warmth, over the same two days in the other
    order; mean pull in the fourth week after, when the fright itself has passed.
    """
    lived = lab.relationship().inputs
    likeness = []
    for trait in (LITTLE, MUCH):
        home = _of_template(lab, trait)
        path, end = home.follow(lived, partial(_pull, home.parameters))
        likeness.append(path[-MONTH:].mean(axis=0))
    path, _ = home.follow(_two_days(), partial(_pull, home.parameters), _alike(end))
    later = path[-WEEK:].mean(axis=0)
    return {"likeness": likeness[1] / likeness[0], "near-success": later[0] / later[1]}


def _of_template(lab: Lab, trait: float) -> Lab:
    p = lab.parameters.replace(anxiety=trait, avoidance=trait)
    return replace(lab, parameters=p, theory=REPETITION)


def _pull(p: Parameters, means: States, signals: Signals, now: Inputs) -> Any:
    return REPETITION.pull(means, now, p)


def _two_days() -> Inputs:
    """A quiet month, harm then warmth or warmth then harm, four weeks; (slots, 2, 1)."""
    days = np.repeat(np.arange(30 + 2 + 28), SLOTS_A_DAY)[:, None, None]
    harm_day = np.array([30, 31])[None, :, None]
    warm_day = np.array([31, 30])[None, :, None]
    return Inputs(harm=1.0 * (days == harm_day), warmth=HEIGHT * (days == warm_day))


def _alike(states: States) -> States:
    """Everyone's states for both courses; (1, seeds)."""
    return States(*(np.asarray(state)[None] for state in states))


ROW = the_hope_of_mastering_draws
