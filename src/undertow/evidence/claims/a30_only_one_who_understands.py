"""A30: the partner comes to feel like the only one who understands, sees and calms."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, between, every, lived, none, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE, STRONG
from undertow.theory import Inputs

WEEK, DAYS = 8, 180


@experiment(
    "A30",
    needs="exclusivity",
    origin="built in",
    target={
        "exclusivity after two years": STRONG,
        "threat in the week after harm with exclusivity, over without": MORE,
        "exclusivity after half a year apart with other people, over on leaving": LESS,
    },
    source="claims.md, A30",
)
def only_one_who_understands(lab: Lab) -> dict[str, np.ndarray]:
    """That only one person calms is learned, shuts out what others can do, and is unlearned.

    Two years of the cycle. Then a day of harm and a week together in which one reaches out every
    day, with exclusivity as it is or taken away: threat in that week. And half a year apart with
    daily reaching out.
    """
    start = lived(lab)
    week = Inputs(harm=between(WEEK, 1, 1), support=every(WEEK, 1), warmth=none(WEEK))
    watches = {"threat": state("threat")}
    shut, _ = along(lab, week, watches, start)
    free, _ = along(lab, week, watches, start._replace(exclusivity=0.0 * start.exclusivity))
    _, later = along(lab, side_by_side([apart(DAYS, support=every(DAYS, 1))]), {}, start)
    return {
        "exclusivity after two years": start.exclusivity,
        "threat in the week after harm with exclusivity, over without": ratio(
            shut["threat"][1:].mean(axis=0), free["threat"][1:].mean(axis=0)
        ),
        "exclusivity after half a year apart with other people, over on leaving": ratio(
            later.exclusivity[0], start.exclusivity
        ),
    }


ROW = only_one_who_understands
