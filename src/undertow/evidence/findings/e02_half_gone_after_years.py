"""E02: the bond to a former partner is at its mid-point after about four years."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import YEAR, Lab
from undertow.evidence.leaving import after_a_breakup, first_below, watching_pull
from undertow.evidence.samples import apart_evenly, run
from undertow.evidence.statistics import by_seed, correlation

ADULTS, TOGETHER = 320, 2 * YEAR
STEP = 14.0
START = 2  # steps: from day 28
YEARS = 15


@experiment(
    "E02",
    target={
        "mid-point, years": within(3.0, 6.0),
        "with contact": at_least(0.0),
        "with anxiety": at_least(0.0),
    },
    use="calibration",
    source="Chong & Fraley 2025, Social Psychological and Personality Science",
)
def half_gone_after_years(lab: Lab) -> dict[str, np.ndarray]:
    """The bond to a former partner is half gone after about four years, later with contact.

    320 adults after ordinary relationships of two years (the shortest that the study took).
    Readout: the pull. Clock: from day 28 (theory.md). The mid-point is that of the sample's
    mean; its correlations are those of everyone's own mid-point (15 years if not reached by
    then) with how often the other seeks contact, in logarithms, and with attachment anxiety.
    Contacts and cues go on, evenly. Must hold jointly with E01.
    """
    people, left = after_a_breakup(lab, ADULTS, TOGETHER)
    course = apart_evenly(people, round(YEARS * YEAR / STEP))
    path, _ = run(people, course, STEP, watching_pull(people), left)
    path = path[START:]
    whole = first_below(path.mean(axis=1), 0.5) * STEP / YEAR
    own = np.nan_to_num(first_below(path, 0.5) * STEP / YEAR, nan=float(YEARS))
    contacts = np.log(np.broadcast_to(people.partner.pursuit, own.shape))
    return {
        "mid-point, years": whole,
        "with contact": by_seed(correlation, own, contacts),
        "with anxiety": by_seed(correlation, own, np.asarray(people.p.anxiety)),
    }


ROW = half_gone_after_years
