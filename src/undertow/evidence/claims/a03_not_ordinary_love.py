"""A03: not ordinary difficulty, imperfect love, length, or plain grief."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, lived, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import CYCLE, Lab
from undertow.evidence.sizes import STRONG, WEAK
from undertow.theory.partner import PARTNERS, Partner

IMPERFECT = PARTNERS["steady_warm"]._replace(harm_steady=0.03, power=0.3)
"""Steadily warm, with a quarrel about once in eight days."""
LONG_YEARS, YEARS, GRIEVING_DAYS = 6.0, 2.0, 60


def measure(lab: Lab, partner: Partner) -> dict[str, np.ndarray]:
    """Ordinary relationships beside two years with one partner."""
    tested = lived(lab, YEARS, partner)
    imperfect = lived(lab, YEARS, IMPERFECT)
    long = lived(lab, LONG_YEARS, PARTNERS["steady_warm"])
    warm = lived(lab, YEARS, PARTNERS["steady_warm"])
    seen, lost = along(lab, apart(GRIEVING_DAYS), {"grief": state("grief")}, warm)
    ordinary = np.maximum.reduce([imperfect.bond, long.bond, lost.bond])
    affection = np.minimum.reduce([imperfect.affection, long.affection, warm.affection])
    return {
        "relief-bond, over the largest of ordinary ones": ratio(tested.bond, ordinary),
        "largest ordinary relief-bond": ordinary,
        "smallest ordinary affection": affection,
        "grief after an ordinary loss, over the relief-bond there": ratio(
            seen["grief"][-1], lost.bond
        ),
    }


@experiment(
    "A03",
    control=lambda lab: measure(lab, IMPERFECT),
    target={
        "relief-bond, over the largest of ordinary ones": at_least(3.0),
        "largest ordinary relief-bond": WEAK,
        "smallest ordinary affection": STRONG,
        "grief after an ordinary loss, over the relief-bond there": at_least(3.0),
    },
    source="claims.md, A03",
)
def not_ordinary_love(lab: Lab) -> dict[str, np.ndarray]:
    """The bond is not ordinary difficulty, imperfect love, a long time together or plain grief.

    Relief-bond after two years of the cycle, beside two years with a steadily warm partner who
    also quarrels, six years with a steadily warm one, and two such years followed by sixty days
    of loss. Three times, as in A04. Control: the quarrelling partner in the place of the cycle.
    """
    return measure(lab, CYCLE)


ROW = not_ordinary_love
