"""B12: closeness and withdrawal are enough: no blow is needed for the reinforcement."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import lived, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import Lab
from undertow.evidence.sizes import LESS
from undertow.theory.partner import PARTNERS

STEADY = PARTNERS["steady_warm"]._replace(harm_steady=0.0)


@experiment(
    "B12",
    needs=("reward", "abandonment"),
    target={
        "bond with a withdrawing partner, over steady warmth": at_least(3.0),
        "bond with a withdrawing partner, over the cycle": within(0.1, LESS.high),
    },
    source="claims.md, B12",
)
def closeness_and_withdrawal(lab: Lab) -> dict[str, np.ndarray]:
    """A partner who is close and then withdraws forms a bond, smaller than one who harms.

    Two years with a partner whose warmth comes and goes in spells of about two weeks and who never
    harms, against steady warmth without harm (three times, as in A04) and against the cycle (at
    least a tenth of it, at most nine tenths).
    """
    bonds = {
        name: lived(lab, 2.0, partner).bond
        for name, partner in (("steady", STEADY), ("withdrawing", PARTNERS["withdrawing"]))
    }
    return {
        "bond with a withdrawing partner, over steady warmth": ratio(
            bonds["withdrawing"], bonds["steady"]
        ),
        "bond with a withdrawing partner, over the cycle": ratio(
            bonds["withdrawing"], lived(lab).bond
        ),
    }


ROW = closeness_and_withdrawal
