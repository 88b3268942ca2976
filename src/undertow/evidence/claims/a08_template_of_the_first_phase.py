"""A08: the first phase leaves a template that the person keeps trying to recapture."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, hazard, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS

DAYS = 28


@experiment(
    "A08",
    needs="hope",
    target={
        "hope on leaving, over the remembered warm times": within(0.5, 1.0),
        "hope without idealization, over with": LESS,
        "hazard of returning without idealization, over with": LESS,
    },
    source="claims.md, A08",
)
def template_of_the_first_phase(lab: Lab) -> dict[str, np.ndarray]:
    """What is hoped for is the beginning: without idealization there is less to go back to.

    Two years of the cycle as lived, and the same two years without the warmth that came before
    the first incident; then four weeks apart. Means over these weeks, first week for the hazard.
    """
    relationship = lab.relationship()
    whole = relationship.inputs
    cut = whole._replace(warmth=np.where(relationship.cycles > 0, whole.warmth, 0.0))
    _, start = along(lab, side_by_side([whole, cut]), {})
    watches = {"hope": state("hope"), "returning": hazard(lab, "returning")}
    seen, _ = along(lab, side_by_side(2 * [apart(DAYS)]), watches, start)
    hope, back = seen["hope"].mean(axis=0), seen["returning"][:7].mean(axis=0)
    return {
        "hope on leaving, over the remembered warm times": ratio(start.hope[0], start.template[0]),
        "hope without idealization, over with": ratio(hope[1], hope[0]),
        "hazard of returning without idealization, over with": ratio(back[1], back[0]),
    }


ROW = template_of_the_first_phase
