"""A07: warmth after harm lands harder than the same warmth alone."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.theory import Inputs, Signals, States

QUIET_DAYS, AFTER_DAYS = 30, 3
HEIGHT = 0.9
"""Of the partner's typical warm episode."""


class Landing(NamedTuple):
    """What one day of warmth did.

    Attributes:
        reward: surprise by relief and by warmth, integrated over the day and the next ones.
        bond: the relief-bond that is left.
    """

    reward: float
    bond: float


def day_of_warmth(lab: Lab) -> tuple[Landing, Landing]:
    """One day of warmth, after a quiet month, and after a quiet month that ends with a day of harm.

    Returns:
        Without and with the harm.
    """
    p = lab.parameters
    days = np.repeat(np.arange(QUIET_DAYS + 1 + AFTER_DAYS), SLOTS_A_DAY)[:, None]
    harmed = np.array([0.0, 1.0])
    course = Inputs(
        warmth=np.where(days == QUIET_DAYS, HEIGHT, 0.0) + 0.0 * harmed,
        harm=np.where(days == QUIET_DAYS - 1, harmed, 0.0),
    )

    def reward(means: States, signals: Signals, now: Inputs) -> Any:
        return signals.relief_surprise + p.reward_share * signals.reward_surprise

    path, end = lab.follow(course, reward)
    landed = path[(days >= QUIET_DAYS)[:, 0]].sum(axis=0) / SLOTS_A_DAY
    alone, after_harm = (Landing(float(a), float(b)) for a, b in zip(landed, end.bond, strict=True))
    return alone, after_harm
