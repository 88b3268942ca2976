"""A15: people go back because withdrawal hurts more than the contact."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, between, hazard, lived, once, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE

DAYS, BACK_ON = 56, 8


@experiment(
    "A15",
    needs="opponent",
    origin="built in",
    target={
        "hazard of returning with withdrawal, over without": MORE,
        "hazard after eight weeks, over the second day": LESS,
        "hazard right after a return, over the day before": LESS,
        "mood on the first day back, less the day before": at_least(0.01),
    },
    source="claims.md, A15",
)
def withdrawal_drives_return(lab: Lab) -> dict[str, np.ndarray]:
    """People go back because withdrawal hurts more than the contact.

    Two years of the cycle, then eight weeks apart without contact; the same with withdrawal taken
    away on leaving; and the same with a return on day 8, without warmth or harm. The hazard on
    the second day with withdrawal, over without it; and what the return does to hazard and mood
    (0 to 1; a tenth of a point on the scale of ten).
    """
    start = lived(lab)
    relieved = start._replace(opponent=0.0 * start.opponent)
    back = apart(DAYS, contact=between(DAYS, BACK_ON, DAYS), renewal=once(DAYS, BACK_ON))
    course = side_by_side([apart(DAYS, renewal=0.0), back])
    watches = {"returning": hazard(lab, "returning"), "mood": readout(lab, "mood")}
    seen, _ = along(lab, course, watches, start)
    without, _ = along(lab, apart(2), watches, relieved)
    alone, returned = seen["returning"].swapaxes(0, 1)
    mood = seen["mood"][:, 1]
    return {
        "hazard of returning with withdrawal, over without": ratio(
            alone[1], without["returning"][1]
        ),
        "hazard after eight weeks, over the second day": ratio(alone[-1], alone[1]),
        "hazard right after a return, over the day before": ratio(
            returned[BACK_ON - 1], returned[BACK_ON - 2]
        ),
        "mood on the first day back, less the day before": mood[BACK_ON - 1] - mood[BACK_ON - 2],
    }


ROW = withdrawal_drives_return
