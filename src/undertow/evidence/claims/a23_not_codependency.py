"""A23: not the same as codependency; both can be present."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from undertow.evidence.courses import lived
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import CYCLE, Lab
from undertow.evidence.sizes import STRONG, WEAK
from undertow.theory.partner import PARTNERS, Partner

KIND = PARTNERS["steady_warm"]._replace(harm_steady=0.0)


def measure(lab: Lab, partner: Partner) -> dict[str, np.ndarray]:
    """Two years of somebody whose self is organised round another's needs."""
    person = lab.parameters.replace(
        anxiety=0.8, avoidance=0.1, support_base=0.15, soothing_base=0.1, clarity_base=0.5
    )
    end = lived(replace(lab, parameters=person), 2.0, partner)
    return {"enmeshment": end.exclusivity, "affection": end.affection, "relief-bond": end.bond}


@experiment(
    "A23",
    control=lambda lab: measure(lab, CYCLE),
    target={"enmeshment": STRONG, "affection": STRONG, "relief-bond": WEAK},
    source="claims.md, A23",
)
def not_codependency(lab: Lab) -> dict[str, np.ndarray]:
    """A self organised round another's needs is no trauma bond; it needs no harm.

    An anxious person with hardly any other people and little to calm themselves by, two years with
    a steadily warm partner who never harms: nearly all soothing is expected from one person
    (exclusivity, 0 to 1), and hardly any relief-bond. Control: the same person with the cycle.
    """
    return measure(lab, KIND)


ROW = not_codependency
