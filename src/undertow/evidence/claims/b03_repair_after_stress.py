"""B03: brief repair after stress is especially rewarding in volatile relationships."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, between, lived, none, once, ratio, reward
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab, side_by_side
from undertow.theory import Inputs

QUIET_DAYS, DAYS = 14, 20


@experiment("B03", needs="relief", target=at_least(0.5), source="claims.md, B03")
def repair_after_stress(lab: Lab) -> np.ndarray:
    """In a volatile relationship, a brief repair after stress rewards more than as much warmth.

    Half a year of the cycle, two quiet weeks; then one warm episode of six hours, on the day after
    a day of harm or after one more quiet day. Reward by it, over that day and the next ones: the
    share of it that is there after stress only. Half of it means that stress doubles the reward.
    """
    warmth = once(DAYS, QUIET_DAYS + 2, 0.9)
    harm = between(DAYS, QUIET_DAYS + 1, QUIET_DAYS + 1)
    calm = Inputs(warmth=warmth, harm=none(DAYS))
    course = side_by_side([calm, calm._replace(harm=harm)])
    seen, _ = along(lab, course, {"reward": reward(lab)}, lived(lab, years=0.5))
    alone, stressed = seen["reward"][QUIET_DAYS + 1 :].sum(axis=0)
    return 1 - ratio(alone, stressed)


ROW = repair_after_stress
