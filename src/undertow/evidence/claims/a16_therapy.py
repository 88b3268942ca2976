"""A16: trauma-informed therapy helps; without it, possible but harder."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, always, apart, lived, none, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS

DAYS = 365


@experiment(
    "A16",
    needs="therapy",
    origin="built in",
    target={
        "relief-bond after a year with therapy, over without": LESS,
        "working model after a year with therapy, over without": LESS,
        "relief-bond after a year without, over on leaving": LESS,
    },
    source="claims.md, A16; E13 finds little effect on returning: see docs/theory",
)
def therapy_helps(lab: Lab) -> dict[str, np.ndarray]:
    """Therapy lowers the bond and the working model over months; without it, it takes longer.

    Two years of the cycle, then a year apart without contact, with therapy going on or without.
    """
    start = lived(lab)
    course = side_by_side([apart(DAYS, therapy=none(DAYS)), apart(DAYS, therapy=always(DAYS))])
    _, end = along(lab, course, {}, start)
    return {
        "relief-bond after a year with therapy, over without": ratio(end.bond[1], end.bond[0]),
        "working model after a year with therapy, over without": ratio(
            end.working_model[1], end.working_model[0]
        ),
        "relief-bond after a year without, over on leaving": ratio(end.bond[0], start.bond),
    }


ROW = therapy_helps
