"""E16: relief is more pleasant after dread and after unpredictability."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import SLOTS_A_DAY, Lab, side_by_side
from undertow.evidence.statistics import ratio
from undertow.theory import Inputs, Signals, States

DAYS, EVERY = 180, 6
DREAD, EASE = 1.0, 0.2
HEIGHT = 0.9
CLEARLY = 1.1
"""A sign holds if one side is at least a tenth above the other."""


@experiment(
    "E16",
    needs="relief",
    target=dict.fromkeys(
        ("after dread", "after unpredictability", "after harm at all"), at_least(CLEARLY)
    ),
    use="calibration",
    source="Leknes 2011, PLoS ONE 6:e17870",
)
def relief_after_dread(lab: Lab) -> dict[str, np.ndarray]:
    """Relief is more pleasant after dread and after unpredictability, and warmth alone is less.

    People who live half a year with one harmful slot and, half a day later, one warm slot, every
    sixth day; then the same once more, and this last warmth is measured: surprise by relief and
    by warmth over its slot and the three days after. After dread: strong harm before the last
    warmth against weak. After unpredictability: the same number of pairs at random days against
    every sixth. After harm at all: harm before the last warmth against none. Ratios; one seed
    differs from another in the random days only.
    """
    slots = (DAYS + EVERY) * SLOTS_A_DAY
    regular = np.zeros((slots, lab.seeds))
    regular[0 : DAYS * SLOTS_A_DAY : EVERY * SLOTS_A_DAY] = 1.0
    luck = np.random.default_rng([lab.seed, DAYS])
    random = np.zeros_like(regular)
    for seed in range(lab.seeds):
        days = luck.choice(DAYS - 1, DAYS // EVERY, replace=False)
        random[days * SLOTS_A_DAY, seed] = 1.0
    last = DAYS * SLOTS_A_DAY
    courses = [
        _course(pairs, last, harm)
        for pairs, harm in ((regular, DREAD), (regular, EASE), (random, DREAD), (regular, 0.0))
    ]
    p = lab.parameters

    def pleasure(means: States, signals: Signals, now: Inputs) -> Any:
        return signals.relief_surprise + p.reward_share * signals.reward_surprise

    path, _ = lab.follow(side_by_side(courses), pleasure)
    felt = path[last + 2 : last + 2 + 3 * SLOTS_A_DAY].sum(axis=0)
    return {
        "after dread": ratio(felt[0], felt[1]),
        "after unpredictability": ratio(felt[2], felt[0]),
        "after harm at all": ratio(felt[0], felt[3]),
    }


def _course(pairs: np.ndarray, last: int, harm: float) -> Inputs:
    """Harm where the pairs begin and warmth half a day later; the last pair with its own harm."""
    harms = DREAD * pairs
    harms[last] = harm
    begun = pairs.copy()
    begun[last] = 1.0
    return Inputs(warmth=HEIGHT * np.roll(begun, 2, axis=0), harm=harms)


ROW = relief_after_dread
