"""B07: healing builds the capacity to soothe oneself without the relationship."""

from __future__ import annotations

import numpy as np

from undertow.evidence.after_harm import DAYS, after_harm
from undertow.evidence.courses import every, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab
from undertow.evidence.sizes import LESS


@experiment(
    "B07",
    needs="soothing",
    origin="built in",
    target={"threat, practised over not": LESS, "pull, practised over not": LESS},
    source="claims.md, B07",
)
def soothing_oneself(lab: Lab) -> dict[str, np.ndarray]:
    """Who practises calming themselves is threatened for a shorter time, and drawn less.

    Two years of the cycle and two quiet months together with daily practice (six hours) or none;
    then a day of harm. Threat and pull in the ten days after it.
    """
    found = after_harm(lab, {"nothing": {}, "practised": {"soothing": every(DAYS, 1)}})
    return {
        f"{name}, practised over not": ratio(found["practised"][name], found["nothing"][name])
        for name in ("threat", "pull")
    }


ROW = soothing_oneself
