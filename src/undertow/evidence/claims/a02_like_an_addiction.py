"""A02: the bond behaves like an addiction."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, always, apart, between, lived, once, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE, MUCH_LESS

DAYS, BACK_ON = 28, 8


@experiment(
    "A02",
    needs="opponent",
    origin="built in",
    target={
        "pull in the first week apart, over the last day together": MORE,
        "withdrawal after four weeks, over the first day": MUCH_LESS,
        "pull on the first day back, over the day before": LESS,
    },
    source="claims.md, A02",
    relationships=3,
)
def like_an_addiction(lab: Lab) -> dict[str, np.ndarray]:
    """Leaving brings withdrawal that eases, and going back relieves it.

    Two years of the cycle. Then a quiet day together, against four weeks without any contact,
    against the same with a return on day 8; no warmth, harm or cue in any of them. Daily means;
    the pull is compared on quiet days, so that neither threat nor warmth of the day is in it.
    """
    together = apart(DAYS, contact=always(DAYS))
    back = apart(DAYS, contact=between(DAYS, BACK_ON, DAYS), renewal=once(DAYS, BACK_ON), onset=0.0)
    watches = {"pull": readout(lab, "pull"), "withdrawal": readout(lab, "withdrawal")}
    seen, _ = along(lab, side_by_side([together, apart(DAYS), back]), watches, lived(lab))
    stayed, left, returned = seen["pull"].swapaxes(0, 1)
    felt = seen["withdrawal"][:, 1]
    return {
        "pull in the first week apart, over the last day together": ratio(
            left[:7].mean(axis=0), stayed[0]
        ),
        "withdrawal after four weeks, over the first day": ratio(felt[-1], felt[0]),
        "pull on the first day back, over the day before": ratio(
            returned[BACK_ON - 1], returned[BACK_ON - 2]
        ),
    }


ROW = like_an_addiction
