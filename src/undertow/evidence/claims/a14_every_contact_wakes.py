"""A14: every contact restarts withdrawal, a hostile one too; a cue does so less."""

from __future__ import annotations

import numpy as np

from undertow.evidence.apart import CONTACT_DAY, CONTACT_SHARE
from undertow.evidence.courses import along, apart, lived, none, once, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import MORE

DAYS = 180


def days_back(path: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Days from the contact until the pull is back at a level for good; (seeds,)."""
    above = path[CONTACT_DAY:] > level
    return len(above) - np.where(above.any(axis=0), above[::-1].argmax(axis=0), len(above))


@experiment(
    "A14",
    needs="reactivation",
    origin="built in",
    target={
        "pull the day after a neutral contact, over none": MORE,
        "pull the day after a hostile contact, over none": MORE,
        "withdrawal the day after a neutral contact, over the day before": MORE,
        "rise by a cue, over that by a neutral contact": within(0.1, 0.9),
        "days by which a neutral contact delays recovery": at_least(7.0),
    },
    source="claims.md, A14",
)
def every_contact_wakes(lab: Lab) -> dict[str, np.ndarray]:
    """Each contact wakes the pull and delays recovery, whatever its tone; a cue does so less.

    Two years of the cycle, then apart. On day 30 nothing, a neutral contact, a hostile one (each
    of two hours), or a look at their page. Pull on the next day, over none; and by how many days
    later it is down for good to what it was on the day before.
    """
    contact = once(DAYS, CONTACT_DAY)
    touched = apart(DAYS, contact=CONTACT_SHARE * contact, onset=contact, harm=none(DAYS))
    nothing = touched._replace(contact=none(DAYS), onset=none(DAYS), cue=none(DAYS))
    course = side_by_side(
        [
            nothing,
            touched._replace(cue=none(DAYS)),
            touched._replace(cue=none(DAYS), harm=contact),
            nothing._replace(cue=contact),
        ]
    )
    watches = {"pull": readout(lab, "pull"), "withdrawal": readout(lab, "withdrawal")}
    seen, _ = along(lab, course, watches, lived(lab))
    alone, neutral, hostile, cue = seen["pull"].swapaxes(0, 1)
    felt = seen["withdrawal"][:, 1]
    next_day, before = CONTACT_DAY, alone[CONTACT_DAY - 2]
    return {
        "pull the day after a neutral contact, over none": ratio(neutral, alone)[next_day],
        "pull the day after a hostile contact, over none": ratio(hostile, alone)[next_day],
        "withdrawal the day after a neutral contact, over the day before": ratio(
            felt[next_day], felt[CONTACT_DAY - 2]
        ),
        "rise by a cue, over that by a neutral contact": ratio(
            (cue - alone)[next_day], (neutral - alone)[next_day]
        ),
        "days by which a neutral contact delays recovery": (
            days_back(neutral, before) - days_back(alone, before)
        ).astype(float),
    }


ROW = every_contact_wakes
