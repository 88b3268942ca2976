"""A18: isolation comes with the bond; rebuilding support sustains and makes leaving practical."""

from __future__ import annotations

import numpy as np

from undertow.evidence.apart import CONTACT_SHARE
from undertow.evidence.courses import (
    along,
    apart,
    every,
    hazard,
    none,
    once,
    ratio,
    state,
)
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import SLOTS_A_DAY, Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE
from undertow.theory import States

DAYS, HARMED_ON, MONTH = 60, 50, 30


@experiment(
    "A18",
    needs=("isolation", "support"),
    origin="built in",
    target={
        "support after two years, over what there was": LESS,
        "hazard of leaving with daily reaching out, over without": MORE,
        "threat in ten days after harm with reaching out, over without": LESS,
        "hazard of returning after two months with reaching out, over without": LESS,
    },
    source="claims.md, A18",
)
def isolation_and_support(lab: Lab) -> dict[str, np.ndarray]:
    """Support wears away in the relationship; rebuilt, it calms, carries, and eases leaving.

    Two years of the cycle, with daily reaching out in the last three months or without: hazard of
    leaving in the last month. From the isolated end on, two months apart, with daily reaching out
    or without, and a hostile contact on day 50: threat in the ten days after it, and the hazard of
    returning on the last day.
    """
    course = lab.relationship().inputs
    days = len(course.harm) // SLOTS_A_DAY
    reaching = every(days, 1)
    reaching[: -3 * MONTH * SLOTS_A_DAY] = 0.0
    supported = course._replace(support=np.broadcast_to(reaching, course.harm.shape))
    together = side_by_side([course, supported])
    seen, end = along(lab, together, {"leaving": hazard(lab, "leaving")})
    leaving = seen["leaving"][-MONTH:].mean(axis=0)
    isolated = States(*(values[0] for values in end))

    contact = once(DAYS, HARMED_ON)
    alone = apart(
        DAYS, contact=CONTACT_SHARE * contact, onset=contact, harm=contact, support=none(DAYS)
    )
    watches = {"threat": state("threat"), "returning": hazard(lab, "returning")}
    after, _ = along(
        lab, side_by_side([alone, alone._replace(support=every(DAYS, 1))]), watches, isolated
    )
    threat = after["threat"][HARMED_ON:].mean(axis=0)
    returning = after["returning"][-1]
    return {
        "support after two years, over what there was": ratio(
            isolated.support, lab.parameters.support_base
        ),
        "hazard of leaving with daily reaching out, over without": ratio(leaving[1], leaving[0]),
        "threat in ten days after harm with reaching out, over without": ratio(
            threat[1], threat[0]
        ),
        "hazard of returning after two months with reaching out, over without": ratio(
            returning[1], returning[0]
        ),
    }


ROW = isolation_and_support
