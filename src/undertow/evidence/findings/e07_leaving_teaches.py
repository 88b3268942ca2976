"""E07: who left before leaves for good more often, and yet preoccupied people left more often."""

from __future__ import annotations

import numpy as np

from undertow.evidence.comings import of_the_harmed
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.statistics import correlation, odds_ratio
from undertow.theory.behaviour import preoccupation

LEAVERS = 63
BASELINE, NINE_MONTHS = 547, 274
OPENS, CLOSES = YEAR, 3 * YEAR


@experiment(
    "E07",
    target={"prior leaving, odds ratio": at_least(1.0), "preoccupation, r": at_least(0.0)},
    use="calibration",
    source="Koepsell 2006, Viol Vict 21:131; Henderson 1997, J Fam Viol 12:169",
)
def leaving_teaches(lab: Lab) -> dict[str, np.ndarray]:
    """Having left before predicts leaving for good, while the preoccupied have left more often.

    Both signs must come out at once. Of 240 women with partners who harm (the study had 448),
    those who were together a year and a half after the meeting: odds of being apart nine months
    later, of those who had left before over those who had not; half a person is added to each
    count, for few are in some. 63 women just out, as in the second study: at the first separation
    within two years that open a year after the meeting, correlation of preoccupation (anxiety
    without avoidance) with the separations so far, this one included. Women who parted within
    weeks, before there was a tie to come back to, are not in such a study. That 88 % of leavers
    are fearful or preoccupied was asked after leaving, and is not judged.
    """
    lived = of_the_harmed(lab)
    separations = lived.separations
    preoccupied = preoccupation(lived.p)
    parted = separations[CLOSES] > separations[OPENS]
    first = OPENS + (separations[OPENS : CLOSES + 1] > separations[OPENS]).argmax(axis=0)
    so_far = np.take_along_axis(separations, first[None], axis=0)[0]
    odds, r = np.empty((2, lab.seeds))
    for seed in range(lab.seeds):
        women = ~lived.apart[BASELINE, :, seed]
        left = separations[BASELINE, :, seed] > 0
        gone = lived.apart[BASELINE + NINE_MONTHS, :, seed]
        odds[seed] = odds_ratio(left[women], gone[women], added=0.5)
        out = np.flatnonzero(parted[:, seed])[:LEAVERS]
        r[seed] = correlation(preoccupied[out, seed], 1.0 * so_far[out, seed])
    return {"prior leaving, odds ratio": odds, "preoccupation, r": r}


ROW = leaving_teaches
