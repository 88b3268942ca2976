"""A20: grief that is honoured moves on, grief dismissed turns to longing that draws back."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, every, hazard, lived, none, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE

DAYS, MONTH = 180, 30


@experiment(
    "A20",
    needs="grief",
    target={
        "grief after half a year, honoured over dismissed": LESS,
        "longing after half a year, honoured over dismissed": LESS,
        "hazard of returning, dismissed over honoured": MORE,
    },
    source="claims.md, A20",
)
def grief_honoured(lab: Lab) -> dict[str, np.ndarray]:
    """Grief that is honoured passes sooner; dismissed, it stays as longing and draws back.

    Two years of the cycle, then half a year apart without contact, with six hours a day of
    grieving or none. Grief, longing and the hazard of returning in the last month.
    """
    course = side_by_side([apart(DAYS, grieving=none(DAYS)), apart(DAYS, grieving=every(DAYS, 1))])
    watches = {
        "grief": lambda means, signals, now: means.grief,
        "longing": readout(lab, "longing"),
        "returning": hazard(lab, "returning"),
    }
    seen, _ = along(lab, course, watches, lived(lab))
    last = {name: path[-MONTH:].mean(axis=0) for name, path in seen.items()}
    return {
        "grief after half a year, honoured over dismissed": ratio(
            last["grief"][1], last["grief"][0]
        ),
        "longing after half a year, honoured over dismissed": ratio(
            last["longing"][1], last["longing"][0]
        ),
        "hazard of returning, dismissed over honoured": ratio(
            last["returning"][0], last["returning"][1]
        ),
    }


ROW = grief_honoured
