"""B05: stress and comfort fuse; relief is taken for love."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most
from undertow.evidence.lab import CYCLE, Lab, Watch
from undertow.theory import Inputs, Signals, States, readouts
from undertow.theory.partner import PARTNERS, Partner

MONTH = 30


def _closeness_without_bond(lab: Lab) -> Watch:
    def watch(means: States, signals: Signals, now: Inputs) -> np.ndarray:
        return readouts.closeness(means._replace(bond=0.0 * means.bond), now, lab.parameters)

    return watch


def share_that_is_relief(lab: Lab, partner: Partner) -> np.ndarray:
    """Share of felt closeness that goes with the relief-bond, last month of two years; (seeds,)."""
    watches = {"felt": readout(lab, "closeness"), "unbound": _closeness_without_bond(lab)}
    seen, _ = along(lab, lab.relationship(2.0, partner).inputs, watches)
    felt, unbound = (seen[name][-MONTH:].mean(axis=0) for name in ("felt", "unbound"))
    return 1 - ratio(unbound, felt)


@experiment(
    "B05",
    needs="relief",
    target={
        "share of closeness that is relief, with the cycle": at_least(0.25),
        "share of closeness that is relief, with steady warmth": at_most(0.1),
    },
    source="claims.md, B05",
)
def relief_taken_for_love(lab: Lab) -> dict[str, np.ndarray]:
    """Much of what feels like closeness is relief; with a steadily warm partner it is not.

    The last month of two years. Felt closeness, and the same with the relief-bond left out: what
    is missing then. A quarter of it with the cycle; at most a tenth with steady warmth.
    """
    return {
        "share of closeness that is relief, with the cycle": share_that_is_relief(lab, CYCLE),
        "share of closeness that is relief, with steady warmth": share_that_is_relief(
            lab, PARTNERS["steady_warm"]
        ),
    }


ROW = relief_taken_for_love
