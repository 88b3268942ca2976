"""A10: the same person is the source of stress and its relief."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from undertow.evidence.courses import (
    a_seed,
    along,
    between,
    lived,
    none,
    ratio,
    signal,
    state,
)
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MUCH_MORE, STRONG
from undertow.theory import Inputs, Signals, States

HOUR = 1 / 24


def _soothed_by_others(lab: Lab) -> Any:
    """Watches threat taken away per day by oneself and other people, as in the law of threat."""
    p = lab.parameters

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        doors = (1 - now.power) * (1 - means.exclusivity)
        return doors * (p.soothe * means.soothing + p.share * means.support) * means.threat

    return watch


def cortisol(lab: Lab) -> tuple[np.ndarray, np.ndarray]:
    """Cortisol on day 3, hour steps: after nothing, harm on day 1, and that with warmth on day 2.

    Returns:
        Rise by harm over no harm on day 1 (difference); warm over not warm on day 3; (seeds,).
    """
    fine = replace(lab, step=HOUR)
    harm, warmth = between(3, 1, 1), between(3, 2, 2, 0.9)
    course = side_by_side(
        [
            Inputs(harm=none(3), warmth=none(3)),
            Inputs(harm=harm, warmth=none(3)),
            Inputs(harm=harm, warmth=warmth),
        ]
    )
    seen, _ = along(fine, course, {"cortisol": state("cortisol")})
    calm, harmed, soothed = seen["cortisol"].swapaxes(0, 1)
    return a_seed(lab, harmed[0] - calm[0]), a_seed(lab, ratio(soothed[2], harmed[2]))


@experiment(
    "A10",
    needs="relief",
    target={
        "threat taken away by the partner, over oneself and all others": MUCH_MORE,
        "relief-bond after two years": STRONG,
        "cortisol on a day of harm, less without harm": at_least(0.2),
        "cortisol after a day of the partner's warmth, over none": LESS,
    },
    source="claims.md, A10",
)
def stress_relief_loop(lab: Lab) -> dict[str, np.ndarray]:
    """Harm raises stress, the partner's warmth takes it away, and nothing else does as much.

    Two years of the cycle: all threat that the partner's warmth took away, over all that oneself
    and other people did. Cortisol at hour steps: a day of harm against none (0 to 1, a fifth of
    its range), and the third day with or without the partner's warmth on the second.
    """
    course = lab.relationship().inputs
    watches = {"partner": signal("relief"), "others": _soothed_by_others(lab)}
    seen, _ = along(lab, course, watches)
    raised, lowered = cortisol(lab)
    return {
        "threat taken away by the partner, over oneself and all others": ratio(
            seen["partner"].sum(axis=0), seen["others"].sum(axis=0)
        ),
        "relief-bond after two years": lived(lab).bond,
        "cortisol on a day of harm, less without harm": raised,
        "cortisol after a day of the partner's warmth, over none": lowered,
    }


ROW = stress_relief_loop
