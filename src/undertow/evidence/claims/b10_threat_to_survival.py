"""B10: pulling away feels like a threat to survival."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, always, apart, lived, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE

DAYS = 60


@experiment(
    "B10",
    needs="opponent",
    target={
        "day on which separation distress is highest": at_most(7.0),
        "highest distress, over a quiet day together": MORE,
        "distress after two months, over the highest": LESS,
    },
    source="claims.md, B10",
    relationships=3,
)
def threat_to_survival(lab: Lab) -> dict[str, np.ndarray]:
    """Fear of losing them is highest in the first days apart, and then eases.

    Two years of the cycle, then two months apart without contact, against one quiet day together.
    Separation distress is what the rating "losing" reads.
    """
    course = side_by_side([apart(DAYS), apart(DAYS, contact=always(DAYS))])
    seen, _ = along(lab, course, {"losing": readout(lab, "losing")}, lived(lab))
    left, stayed = seen["losing"].swapaxes(0, 1)
    return {
        "day on which separation distress is highest": 1.0 + left.argmax(axis=0),
        "highest distress, over a quiet day together": ratio(left.max(axis=0), stayed[0]),
        "distress after two months, over the highest": ratio(left[-1], left.max(axis=0)),
    }


ROW = threat_to_survival
