"""E03: trials to the start of extinction grow as 1/p, because rare reward is missed later."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import SLOTS_A_DAY, Lab, side_by_side
from undertow.evidence.leaving import first_below
from undertow.theory import Inputs, Signals, States

TRAINING, MONTH, EXTINCTION = (days * SLOTS_A_DAY for days in (240, 30, 300))
REWARD = 1.0
EVERY = 5
"""Slots from reward to reward, on average, where the overall rate is the same in all groups."""
ODDS = (1, 3, 5)
"""Trials for one reward: always, one in three, one in five."""


@experiment(
    "E03",
    needs="intermittency",
    target={
        "one in three": within(2.25, 3.75),
        "one in five": within(3.75, 6.25),
        "slope": within(0.75, 1.25),
    },
    use="calibration",
    source="Chan & Harris 2019, J Exp Psychol Anim Learn Cogn 45:43; Harris 2024, 50:1",
)
def rare_reward_lasts(lab: Lab) -> dict[str, np.ndarray]:
    """The rarer the reward, the more trials without it until responding begins to end.

    Rats; here one animal a seed and group, its responding read as hope. 240 days of training; a
    reward is one slot of warmth. Then no reward, in the same place (together), until hope is
    half of its mean over the last month of training. At the same overall reward rate, one slot
    in five, about as often as warmth comes in a relationship, trials are rewarded always, one in
    three, one in five, at random, and are spaced 5, 5/3 and 1 slots: figures are trials relative
    to the first group. As rewards per unit of time are equal, so should be the durations, and
    the trial length makes the ratio. With a trial in every slot in all groups: slope of log
    trials on log 1/p. That longer runs without reward give more persistence is not judged. With
    rewards much sparser than this, one slot in fifteen, hope never falls by half in the same
    place: the remembered rate fades first, and nothing is missed any more.
    """
    equal_rate = _slots(lab, [_training(lab, EVERY / odds, odds) for odds in ODDS])
    trials = equal_rate * np.array(ODDS)[:, None] / EVERY
    equal_spacing = _slots(lab, [_training(lab, 1.0, odds) for odds in ODDS])
    logs = np.log(ODDS) - np.log(ODDS).mean()
    return {
        "one in three": trials[1] / trials[0],
        "one in five": trials[2] / trials[0],
        "slope": logs @ np.log(equal_spacing) / (logs @ logs),
    }


def _training(lab: Lab, gap: float, odds: int) -> np.ndarray:
    """Warmth of training and extinction; (slots, seeds)."""
    luck = np.random.default_rng([lab.seed, round(60 * gap), odds])
    warmth = np.zeros((TRAINING + EXTINCTION, lab.seeds))
    trials = np.arange(0, TRAINING, gap).round().astype(int)
    trials = trials[trials < TRAINING]
    warmth[trials] = REWARD * (luck.random((len(trials), lab.seeds)) < 1 / odds)
    return warmth


def _slots(lab: Lab, courses: list[np.ndarray]) -> np.ndarray:
    """Slots of extinction until hope is half of what it was; (groups, seeds)."""

    def hope(means: States, signals: Signals, now: Inputs) -> Any:
        return means.hope

    path, _ = lab.follow(side_by_side([Inputs(warmth=warmth) for warmth in courses]), hope)
    trained = path[TRAINING - MONTH : TRAINING].mean(axis=0)
    return first_below(np.concatenate([trained[None], np.minimum(path[TRAINING:], trained)]), 0.5)


ROW = rare_reward_lasts
