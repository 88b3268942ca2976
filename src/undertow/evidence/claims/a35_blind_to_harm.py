"""A35: the attachment system does not tell good figures from bad."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.orders import warmth_only
from undertow.evidence.sizes import MORE, THE_SAME

DAYS = 60


@experiment(
    "A35",
    needs="affection",
    origin="built in",
    target={
        "affection with the harm, over the same warmth without": THE_SAME,
        "grief with the harm, over the same warmth without": THE_SAME,
        "affection with half as much warmth again, over as lived": MORE,
        "grief with half as much warmth again, over as lived": MORE,
    },
    source="claims.md, A35",
)
def blind_to_harm(lab: Lab) -> dict[str, np.ndarray]:
    """Affection grows with warmth and its loss is grieved, whether or not there was harm.

    Two years of the cycle as lived, the same without the harm, and with every warm episode half as
    strong again; then sixty days apart. Affection at the end of the two years, grief at the end.
    """
    lived = lab.relationship().inputs
    course = side_by_side([lived, warmth_only(lived), lived._replace(warmth=1.5 * lived.warmth)])
    _, start = along(lab, course, {})
    seen, _ = along(lab, side_by_side(3 * [apart(DAYS)]), {"grief": state("grief")}, start)
    grief = seen["grief"][-1]
    return {
        "affection with the harm, over the same warmth without": ratio(*start.affection[:2]),
        "grief with the harm, over the same warmth without": ratio(*grief[:2]),
        "affection with half as much warmth again, over as lived": ratio(
            start.affection[2], start.affection[0]
        ),
        "grief with half as much warmth again, over as lived": ratio(grief[2], grief[0]),
    }


ROW = blind_to_harm
