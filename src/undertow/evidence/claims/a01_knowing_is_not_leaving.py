"""A01: the pull persists while the person clearly sees that the relationship harms."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.theory.readouts import pull

MONTH = 30 * SLOTS_A_DAY


@experiment(
    "A01",
    needs="relief",
    target={"judgement": at_most(-0.1), "pull": at_least(0.5)},
    source="claims.md, A01",
)
def knowing_is_not_leaving(lab: Lab) -> dict[str, np.ndarray]:
    """Who sees clearly that the relationship harms is drawn back all the same.

    Two years of the cycle; in the last half year the pattern is named every day. Means over the
    last month, of the judgement (-1 to 1) and of the pull (.5 is half of what a full tie exerts).
    """
    lived = lab.relationship().inputs
    naming = np.zeros((len(lived.harm), 1))
    naming[-6 * MONTH :] = 1.0
    seen = lived._replace(naming=naming)
    judged, _ = lab.follow(seen, lambda means, signals, now: means.appraisal)
    drawn, _ = lab.follow(seen, lambda means, signals, now: pull(means, now, lab.parameters))
    return {"judgement": judged[-MONTH:].mean(axis=0), "pull": drawn[-MONTH:].mean(axis=0)}


ROW = knowing_is_not_leaving
