"""A07: warmth after harm lands harder than the same warmth alone."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import a_seed, along, between, none, ratio, reward
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import MUCH_MORE
from undertow.theory import Inputs

QUIET_DAYS, DAYS = 30, 34
HEIGHT = 0.9
"""Of the partner's typical warm episode."""


@experiment(
    "A07",
    needs="relief",
    target={"reward": MUCH_MORE, "bond formed": MUCH_MORE},
    source="claims.md, A07",
)
def warmth_after_harm(lab: Lab) -> dict[str, np.ndarray]:
    """Warmth lands harder after harm than the same warmth alone.

    One day of warmth after a quiet month with somebody new, against the same day after a month
    that ended with a day of harm. Reward over that day and the next three, and the relief-bond
    left; after harm, over alone. No luck is in it.
    """
    warmth = between(DAYS, QUIET_DAYS + 1, QUIET_DAYS + 1, HEIGHT)
    harm = between(DAYS, QUIET_DAYS, QUIET_DAYS)
    calm = Inputs(warmth=warmth, harm=none(DAYS))
    course = side_by_side([calm, calm._replace(harm=harm)])
    seen, end = along(lab, course, {"reward": reward(lab)})
    alone, after_harm = seen["reward"][QUIET_DAYS:].sum(axis=0)
    return {
        "reward": a_seed(lab, ratio(after_harm, alone)),
        "bond formed": a_seed(lab, ratio(end.bond[1], end.bond[0])),
    }


ROW = warmth_after_harm
