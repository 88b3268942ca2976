"""A25: understanding is cognitive, the bond is not: insight alone is not enough."""

from __future__ import annotations

import numpy as np

from undertow.evidence.apart import CONTACT_SHARE
from undertow.evidence.courses import along, always, apart, every, hazard, lived, none, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import A_LITTLE_LESS, MUCH_LESS

DAYS, MONTH = 180, 30


@experiment(
    "A25",
    needs=("reactivation", "therapy"),
    origin="built in",
    target={
        "hazard of returning with insight alone, over without": A_LITTLE_LESS,
        "hazard of returning with no contact, support and therapy, over without": MUCH_LESS,
    },
    source="claims.md, A25; E13 finds little effect of therapy: see docs/theory",
)
def insight_is_not_enough(lab: Lab) -> dict[str, np.ndarray]:
    """Insight alone keeps from returning only a little; new experience does much.

    Two years of the cycle, then half a year apart with a contact of two hours each week. The same
    with naming all the time, so that clarity is full; and without any contact, with daily reaching
    out and therapy, but no naming. Hazard of returning over the last month.
    """
    contact = every(DAYS, 7)
    usual = apart(
        DAYS,
        contact=CONTACT_SHARE * contact,
        onset=contact,
        naming=none(DAYS),
        support=none(DAYS),
        therapy=none(DAYS),
    )
    insight = usual._replace(naming=always(DAYS))
    experience = usual._replace(
        contact=none(DAYS), onset=none(DAYS), support=every(DAYS, 1), therapy=always(DAYS)
    )
    watches = {"returning": hazard(lab, "returning")}
    seen, _ = along(lab, side_by_side([usual, insight, experience]), watches, lived(lab))
    returning = seen["returning"][-MONTH:].mean(axis=0)
    return {
        "hazard of returning with insight alone, over without": ratio(returning[1], returning[0]),
        "hazard of returning with no contact, support and therapy, over without": ratio(
            returning[2], returning[0]
        ),
    }


ROW = insight_is_not_enough
