"""A31: the partner's story takes over; naming breaks into it."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, every, hazard, lived, none, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MUCH_LESS
from undertow.theory import Inputs

DAYS = 30


@experiment(
    "A31",
    needs="story",
    origin="built in",
    target={
        "clarity after two years, over before meeting": MUCH_LESS,
        "clarity after a month of naming once a day, less without": at_least(0.1),
        "hazard of leaving with clarity as worn down, over as before meeting": LESS,
    },
    source="claims.md, A31",
)
def their_story_takes_over(lab: Lab) -> dict[str, np.ndarray]:
    """Together, the other's story wears down one's own view, and keeps one there; naming restores.

    Two years of the cycle; then a quiet month together with naming once a day (six hours) or
    none. The hazard of leaving on a quiet day together, with clarity as it has become, and with
    that from before the meeting: who takes the blame leaves less.
    """
    start = lived(lab)
    course = side_by_side([Inputs(naming=none(DAYS)), Inputs(naming=every(DAYS, 1))])
    _, month = along(lab, course, {}, start)
    before = 0.0 * start.clarity + lab.parameters.clarity_base
    watches = {"leaving": hazard(lab, "leaving")}
    quiet = Inputs(harm=none(1))
    now, _ = along(lab, quiet, watches, start)
    seeing, _ = along(lab, quiet, watches, start._replace(clarity=before))
    return {
        "clarity after two years, over before meeting": ratio(start.clarity, before),
        "clarity after a month of naming once a day, less without": (
            month.clarity[1] - month.clarity[0]
        ),
        "hazard of leaving with clarity as worn down, over as before meeting": ratio(
            now["leaving"][0], seeing["leaving"][0]
        ),
    }


ROW = their_story_takes_over
