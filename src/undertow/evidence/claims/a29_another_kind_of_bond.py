"""A29: the system learns that another kind of bond is possible."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, lived, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import CYCLE, Lab
from undertow.evidence.sizes import LESS
from undertow.theory.partner import PARTNERS

LATER_YEARS = 5.0


@experiment(
    "A29",
    needs="working_model",
    origin="built in",
    target={
        "working model after the steady relationship, over before": LESS,
        "working model after the steady relationship, over after another cycle": LESS,
    },
    source="claims.md, A29",
)
def another_kind_of_bond(lab: Lab) -> dict[str, np.ndarray]:
    """Years of steady warmth teach that love need not hurt; years of the cycle do not.

    Two years of the cycle, then five years with a steadily warm partner, or five more with the
    cycle. Working model: 0 connection is safe, 1 love must hurt or be earned.
    """
    start = lived(lab)
    end = {
        name: along(lab, lab.relationship(LATER_YEARS, partner).inputs, {}, start)[1].working_model
        for name, partner in (("steady", PARTNERS["steady_warm"]), ("cycle", CYCLE))
    }
    return {
        "working model after the steady relationship, over before": ratio(
            end["steady"], start.working_model
        ),
        "working model after the steady relationship, over after another cycle": ratio(
            end["steady"], end["cycle"]
        ),
    }


ROW = another_kind_of_bond
