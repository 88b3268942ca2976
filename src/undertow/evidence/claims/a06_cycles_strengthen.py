"""A06: cycles strengthen the bond, they do not wear it out."""

from __future__ import annotations

import numpy as np

from undertow.evidence.cycles import bond_at_cycle_starts
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab


@experiment(
    "A06",
    needs="relief",
    target={
        "share of cycles that begin with a stronger bond than the one before": at_least(0.9),
        "bond at the last incident, less that at the second": at_least(0.2),
    },
    source="claims.md, A06",
    relationships=3,
)
def cycles_strengthen(lab: Lab) -> dict[str, np.ndarray]:
    """Each time round leaves a stronger bond than the time before.

    Two years of the cycle; the relief-bond (0 to 1) at the beginning of every incident. Nine in
    ten cycles must begin with more, and together they must matter: a fifth of the bond's range.
    """
    starts = bond_at_cycle_starts(lab)
    steps = np.diff(starts, axis=0)
    happened = ~np.isnan(steps)
    return {
        "share of cycles that begin with a stronger bond than the one before": (
            (steps > 0).sum(axis=0) / np.maximum(happened.sum(axis=0), 1)
        ),
        "bond at the last incident, less that at the second": (
            np.nan_to_num(steps[1:]).sum(axis=0)
        ),
    }


ROW = cycles_strengthen
