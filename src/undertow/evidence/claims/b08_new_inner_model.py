"""B08: in therapy a new inner model forms in which connection and safety go together."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, between, lived, none, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import YEAR, Lab, side_by_side
from undertow.evidence.sizes import LESS, THE_SAME

DAYS = 2 * YEAR


@experiment(
    "B08",
    needs="therapy",
    origin="built in",
    target={
        "working model two years on, a year of it with therapy, over without": LESS,
        "working model a year after therapy, over at its end": THE_SAME,
    },
    source="claims.md, B08",
)
def new_inner_model(lab: Lab) -> dict[str, np.ndarray]:
    """Therapy moves what love is expected to be, and that stays.

    Two years of the cycle, then two years apart, the first with therapy or without. Working model:
    0 connection is safe, 1 love must hurt or be earned.
    """
    therapy = between(DAYS, 1, YEAR)
    course = side_by_side([apart(DAYS, therapy=none(DAYS)), apart(DAYS, therapy=therapy)])
    watches = {"model": lambda means, signals, now: means.working_model}
    seen, _ = along(lab, course, watches, lived(lab))
    without, treated = seen["model"].swapaxes(0, 1)
    return {
        "working model two years on, a year of it with therapy, over without": ratio(
            treated[-1], without[-1]
        ),
        "working model a year after therapy, over at its end": ratio(treated[-1], treated[YEAR]),
    }


ROW = new_inner_model
