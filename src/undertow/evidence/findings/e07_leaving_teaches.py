"""E07: who left before leaves for good more often, and yet preoccupied people left more often."""

from __future__ import annotations

import numpy as np

from undertow.evidence.comings import of_the_harmed
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab
from undertow.evidence.statistics import correlation, odds_ratio

WOMEN, LEAVERS = 448, 63
BASELINE, NINE_MONTHS, ASKED = 547, 274, 900


@experiment(
    "E07",
    target={"prior leaving, odds ratio": at_least(1.0), "preoccupation, r": at_least(0.0)},
    use="calibration",
    source="Koepsell 2006, Viol Vict 21:131; Henderson 1997, J Fam Viol 12:169",
)
def leaving_teaches(lab: Lab) -> dict[str, np.ndarray]:
    """Having left before predicts leaving for good, while the preoccupied have left more often.

    Both signs must come out at once. Of 448 women with partners who harm, those who were
    together a year and a half after the meeting: odds of being apart nine months later, of those
    who had left before over those who had not. 63 women who were apart at two and a half years:
    correlation of preoccupation (anxiety without avoidance, anxiety x (1 - avoidance)) with
    separations so far. That 88 % of leavers are fearful or preoccupied was asked after leaving,
    and is not judged.
    """
    lived = of_the_harmed(lab)
    separations = lived.separations
    preoccupied = lived.p.anxiety * (1 - lived.p.avoidance)
    odds, r = np.empty((2, lab.seeds))
    for seed in range(lab.seeds):
        women = ~lived.apart[BASELINE, :WOMEN, seed]
        left = separations[BASELINE, :WOMEN, seed] > 0
        gone = lived.apart[BASELINE + NINE_MONTHS, :WOMEN, seed]
        odds[seed] = odds_ratio(left[women], gone[women])
        out = np.flatnonzero(lived.apart[ASKED, :, seed])[:LEAVERS]
        r[seed] = correlation(preoccupied[out, seed], 1.0 * separations[ASKED, out, seed])
    return {"prior leaving, odds ratio": odds, "preoccupation, r": r}


ROW = leaving_teaches
