"""A27: the mind explains the harm away."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, between, lived, none, ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import LESS, MORE
from undertow.theory import Inputs, States

NAMING_DAYS, DAYS = 30, 31


def judged(lab: Lab, start: States) -> tuple[np.ndarray, np.ndarray]:
    """By how much a day of harm lowers the judgement, after a quiet month: (seeds,) each.

    Returns:
        Without naming, and with naming all through the month.
    """
    naming = between(DAYS, 1, NAMING_DAYS)
    harm = between(DAYS, DAYS, DAYS)
    quiet = Inputs(harm=none(DAYS), naming=none(DAYS))
    course = side_by_side(
        [
            quiet,
            quiet._replace(harm=harm),
            quiet._replace(naming=naming),
            quiet._replace(harm=harm, naming=naming),
        ]
    )
    _, end = along(lab, course, {}, start)
    calm, harmed, calm_named, harmed_named = end.appraisal
    return calm - harmed, calm_named - harmed_named


@experiment(
    "A27",
    needs="discounting",
    origin="built in",
    target={
        "harm counted after two years, over after half a year": LESS,
        "harm counted with the bond, over the same without the bond": LESS,
        "harm counted after a month of naming, over without": MORE,
    },
    source="claims.md, A27",
)
def explained_away(lab: Lab) -> dict[str, np.ndarray]:
    """The stronger the bond, the less harm counts in the judgement; clarity brings it back.

    A quiet month and then a day of harm: by how much it lowers the judgement. After two years of
    the cycle, over after half a year; over the same two years with the relief-bond taken away; and
    with a month of naming before it, over without.
    """
    start = lived(lab)
    late, named = judged(lab, start)
    early, _ = judged(lab, lived(lab, years=0.5))
    free, _ = judged(lab, start._replace(bond=0.0 * start.bond))
    return {
        "harm counted after two years, over after half a year": ratio(late, early),
        "harm counted with the bond, over the same without the bond": ratio(late, free),
        "harm counted after a month of naming, over without": ratio(named, late),
    }


ROW = explained_away
