"""A06: cycles strengthen the bond, they do not wear it out."""

from __future__ import annotations

import numpy as np

from undertow.evidence.lab import Lab, bond


def bond_at_cycle_starts(lab: Lab) -> np.ndarray:
    """The relief-bond when each incident of the lived relationship begins.

    Returns:
        (cycles, seeds); nan where a relationship had fewer cycles.
    """
    lived = lab.relationship()
    path, _ = lab.follow(lived.inputs, bond)
    most = int(lived.cycles.max())
    starts = np.full((most, lab.seeds), np.nan)
    for number in range(most):
        begun = lived.cycles > number
        reached = np.flatnonzero(begun.any(axis=0))
        starts[number, reached] = path[begun.argmax(axis=0)[reached], reached]
    return starts


def share_of_cycles_that_strengthen(starts: np.ndarray) -> float:
    """Share of cycles that begin with a stronger bond than the one before; 0 to 1."""
    steps = np.diff(starts, axis=0)
    return float((steps[~np.isnan(steps)] > 0).mean())
