"""A19: the bond erodes identity; rebuilding it is practical and protective."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, every, hazard, lived, none, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE

DAYS = 60


@experiment(
    "A19",
    needs="erosion",
    target={
        "identity after two years with the bond, over without relief to bond by": LESS,
        "identity after two months with acts of one's own, over without": MORE,
        "hazard of returning with acts of one's own, over without": LESS,
    },
    source="claims.md, A19",
)
def identity_erodes(lab: Lab) -> dict[str, np.ndarray]:
    """The bond wears down who one is; acts of one's own bring it back, and keep from returning.

    Two years of the cycle, against the same years in a world where relief does not bond. Then two
    months apart with one act of one's own a day (six hours), or none: identity and the hazard of
    returning on the last day.
    """
    start = lived(lab)
    unbound = lived(lab.without("relief"))
    course = side_by_side([apart(DAYS, identity=none(DAYS)), apart(DAYS, identity=every(DAYS, 1))])
    seen, end = along(lab, course, {"returning": hazard(lab, "returning")}, start)
    returning = seen["returning"][-1]
    return {
        "identity after two years with the bond, over without relief to bond by": ratio(
            start.identity, unbound.identity
        ),
        "identity after two months with acts of one's own, over without": ratio(
            end.identity[1], end.identity[0]
        ),
        "hazard of returning with acts of one's own, over without": ratio(
            returning[1], returning[0]
        ),
    }


ROW = identity_erodes
