"""B14: the body remembers danger and safety; regulation, not argument, changes it."""

from __future__ import annotations

import numpy as np

from undertow.evidence.after_harm import DAYS, after_harm
from undertow.evidence.courses import always, every, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import Lab
from undertow.evidence.sizes import LESS

UNMOVED = within(0.99, 1.01)


@experiment(
    "B14",
    needs=("soothing", "support"),
    origin="built in",
    target={
        "threat after calming oneself, over nothing": LESS,
        "threat in safe company, over nothing": LESS,
        "threat with clarity, over nothing": UNMOVED,
    },
    source="claims.md, B14",
)
def body_not_argument(lab: Lab) -> dict[str, np.ndarray]:
    """Threat falls by calming and by safe company, not by understanding.

    Two years of the cycle and two quiet months together with daily calming, daily reaching out
    (six hours each), constant naming or none of these; then a day of harm. Threat in the ten days
    after it.
    """
    found = after_harm(
        lab,
        {
            "nothing": {},
            "calming": {"soothing": every(DAYS, 1)},
            "company": {"support": every(DAYS, 1)},
            "clarity": {"naming": always(DAYS)},
        },
    )
    threat = {way: values["threat"] for way, values in found.items()}
    return {
        "threat after calming oneself, over nothing": ratio(threat["calming"], threat["nothing"]),
        "threat in safe company, over nothing": ratio(threat["company"], threat["nothing"]),
        "threat with clarity, over nothing": ratio(threat["clarity"], threat["nothing"]),
    }


ROW = body_not_argument
