"""A13: early attachment sets vulnerability."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from undertow.evidence.courses import along, apart, hazard, lived, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab
from undertow.evidence.sizes import MODESTLY_MORE

LOW, HIGH = 0.1, 0.8
"""About the lowest and the highest twentieth of people, by the priors of the traits."""
WEEK = 7


def bond_and_return(lab: Lab, anxiety: float, avoidance: float) -> tuple[np.ndarray, np.ndarray]:
    """Relief-bond after two years; hazard of returning in the first week apart; (seeds,)."""
    person = lab.parameters.replace(anxiety=anxiety, avoidance=avoidance)
    other = replace(lab, parameters=person)
    start = lived(other)
    seen, _ = along(other, apart(WEEK), {"returning": hazard(other, "returning")}, start)
    return start.bond, seen["returning"].mean(axis=0)


@experiment(
    "A13",
    needs="working_model",
    origin="built in",
    target={
        "bond: anxious over secure": MODESTLY_MORE,
        "bond: anxious and avoidant over anxious": MODESTLY_MORE,
        "bond: anxious and avoidant over avoidant": MODESTLY_MORE,
        "return: anxious over secure": MODESTLY_MORE,
        "return: anxious and avoidant over anxious": MODESTLY_MORE,
    },
    source="claims.md, A13; E11: vulnerability is small",
    relationships=3,
)
def early_attachment(lab: Lab) -> dict[str, np.ndarray]:
    """Inconsistent care makes somewhat more vulnerable, care that frightened makes most so.

    The same two years of the cycle, lived by people who differ in anxiety and avoidance only, both
    low or high; then a week apart. Modestly: between 2 and 50 %.
    """
    secure, anxious, avoidant, both = (
        bond_and_return(lab, anxiety, avoidance)
        for anxiety, avoidance in ((LOW, LOW), (HIGH, LOW), (LOW, HIGH), (HIGH, HIGH))
    )
    return {
        "bond: anxious over secure": ratio(anxious[0], secure[0]),
        "bond: anxious and avoidant over anxious": ratio(both[0], anxious[0]),
        "bond: anxious and avoidant over avoidant": ratio(both[0], avoidant[0]),
        "return: anxious over secure": ratio(anxious[1], secure[1]),
        "return: anxious and avoidant over anxious": ratio(both[1], anxious[1]),
    }


ROW = early_attachment
