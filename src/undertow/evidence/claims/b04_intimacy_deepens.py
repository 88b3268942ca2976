"""B04: intimacy deepens attachment even when the whole pattern harms."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import YEAR, Lab, side_by_side
from undertow.evidence.sizes import MORE, THE_SAME


@experiment(
    "B04",
    needs="affection",
    origin="built in",
    target={
        "affection after two years of the cycle": at_least(0.5),
        "affection after the second year, over after the first": MORE,
        "affection with four times the harm, over as lived": THE_SAME,
    },
    source="claims.md, B04",
)
def intimacy_deepens(lab: Lab) -> dict[str, np.ndarray]:
    """Affection deepens with warmth, however much the whole pattern harms.

    Two years of the cycle, as lived and with every harm four times as strong. Affection (0 to 1).
    """
    course = lab.relationship().inputs
    courses = side_by_side([course, course._replace(harm=4 * course.harm)])
    seen, end = along(lab, courses, {"affection": state("affection")})
    first_year = seen["affection"][YEAR - 1, 0]
    return {
        "affection after two years of the cycle": end.affection[0],
        "affection after the second year, over after the first": ratio(
            end.affection[0], first_year
        ),
        "affection with four times the harm, over as lived": ratio(
            end.affection[1], end.affection[0]
        ),
    }


ROW = intimacy_deepens
