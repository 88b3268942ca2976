"""A17: naming the stage weakens the reconciliation's power; weakens, not removes."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, always, between, lived, none, ratio, signal
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import WEAKER_NOT_GONE
from undertow.theory import Inputs

QUIET_DAYS, DAYS = 28, 34


@experiment(
    "A17",
    needs="naming",
    origin="built in",
    target={
        "response to relief with naming, over without": WEAKER_NOT_GONE,
        "bond after two years of naming, over without": WEAKER_NOT_GONE,
    },
    source="claims.md, A17",
)
def naming_weakens(lab: Lab) -> dict[str, np.ndarray]:
    """Who names the stage is moved less by the reconciliation, and still moved.

    Half a year of the cycle; then four quiet weeks together in which the pattern is named every
    day or never, a day of harm, and a day of warmth. Response to the relief of that day and the
    next days. Besides, the bond after two years of the cycle, named throughout or never.
    """
    harm = between(DAYS, QUIET_DAYS + 1, QUIET_DAYS + 1)
    warmth = between(DAYS, QUIET_DAYS + 2, QUIET_DAYS + 2, 0.9)
    one_month = side_by_side(
        [
            Inputs(harm=harm, warmth=warmth, naming=none(DAYS)),
            Inputs(harm=harm, warmth=warmth, naming=always(DAYS)),
        ]
    )
    watches = {"response": signal("relief_surprise")}
    seen, _ = along(lab, one_month, watches, lived(lab, years=0.5))
    without, named = seen["response"][QUIET_DAYS:].sum(axis=0)
    years = lab.relationship().inputs
    _, end = along(lab, side_by_side([years, years._replace(naming=1.0)]), {})
    return {
        "response to relief with naming, over without": ratio(named, without),
        "bond after two years of naming, over without": ratio(end.bond[1], end.bond[0]),
    }


ROW = naming_weakens
