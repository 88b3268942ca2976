"""A32: each return comes with the belief that this time will be different."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, apart, between, lived, once, ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import MUCH_MORE

DAYS, BACK_ON, AGAIN_ON = 120, 61, 68


@experiment(
    "A32",
    needs="renewal",
    origin="built in",
    target={
        "hope on the day after the return, over the day before it": MUCH_MORE,
        "hope a week after the next incident, less before the return": at_least(0.1),
        "hope on the day after a second return, over the first": at_least(0.9),
    },
    source="claims.md, A32",
)
def this_time(lab: Lab) -> dict[str, np.ndarray]:
    """Each return renews hope, and hope outlives what comes of it.

    Two years of the cycle, two months apart, a return without any warmth; a week later a day of
    harm; two weeks after that they part again, and on day 114 there is a second return. Hope
    (0 to 1) the day after the returns, and a week after the harm. A tenth is noticeable.
    """
    parted, second = AGAIN_ON + 14, 114
    together = between(DAYS, BACK_ON, parted) + between(DAYS, second, DAYS)
    course = apart(
        DAYS,
        contact=together,
        renewal=once(DAYS, BACK_ON) + once(DAYS, second),
        harm=between(DAYS, AGAIN_ON, AGAIN_ON),
    )
    seen, _ = along(lab, side_by_side([course]), {"hope": state("hope")}, lived(lab))
    hope = seen["hope"][:, 0]
    before, after = hope[BACK_ON - 2], hope[BACK_ON]
    return {
        "hope on the day after the return, over the day before it": ratio(after, before),
        "hope a week after the next incident, less before the return": (
            hope[AGAIN_ON + 7 - 1] - before
        ),
        "hope on the day after a second return, over the first": ratio(hope[second], after),
    }


ROW = this_time
