"""A05: the five-stage cycle."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import ratio
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, within
from undertow.evidence.lab import CYCLE, Lab
from undertow.evidence.partner_walk import PartnerWalk, begun, walk
from undertow.evidence.sizes import MORE, MUCH_MORE
from undertow.theory.partner import (
    CALM,
    IDEALIZATION,
    INCIDENT,
    PARTNERS,
    RECONCILIATION,
    STEADY,
    Partner,
)

YEARS = 2.0
WORSE = 0.03
"""Optional escalation: each cycle so much more severe."""
NEXT = {IDEALIZATION: INCIDENT, RECONCILIATION: CALM, CALM: INCIDENT}


def _mean_in(walked: PartnerWalk, dose: np.ndarray, stage: int) -> np.ndarray:
    there = walked.stage == stage
    return ratio((dose * there).sum(axis=0), there.sum(axis=0))


def _whole_cycles(walked: PartnerWalk) -> np.ndarray:
    """Share of finished incidents with reconciliation right after; 0 where there are none."""
    follows = walked.stage[1:][..., None] == [RECONCILIATION, CALM]
    ended = (walked.stage[:-1] == INCIDENT) & (walked.stage[1:] != INCIDENT)
    reconciled, calm = (follows & ended[..., None]).sum(axis=0).T
    return reconciled / np.maximum(reconciled + calm, 1)


def _in_order(walked: PartnerWalk) -> np.ndarray:
    """Share of the other changes of stage that go on in the order of the cycle; 0 if none."""
    before, after = walked.stage[:-1], walked.stage[1:]
    changed = (before != after) & (before != INCIDENT)
    right = np.zeros_like(changed)
    for stage, following in NEXT.items():
        right |= changed & (before == stage) & (after == following)
    return right.sum(axis=0) / np.maximum(changed.sum(axis=0), 1)


def _spread_of_lengths(walked: PartnerWalk) -> np.ndarray:
    """Coefficient of variation of the days from one incident to the next; (seeds,)."""
    spread = np.full(walked.stage.shape[1], np.nan)
    for seed, starts in enumerate(begun(walked, INCIDENT)):
        if len(starts) > 2:
            lengths = np.diff(starts)
            spread[seed] = lengths.std() / lengths.mean()
    return spread


def _growth(walked: PartnerWalk) -> np.ndarray:
    """Mean harm of an incident's harmful slots in the last third, over the first third."""
    harmful = (walked.stage == INCIDENT) & (walked.harm > 0)
    third = walked.cycles[-1] / 3

    def mean(part: np.ndarray) -> np.ndarray:
        return ratio((walked.harm * part).sum(axis=0), part.sum(axis=0))

    return ratio(
        mean(harmful & (walked.cycles > 2 * third)), mean(harmful & (walked.cycles <= third))
    )


def measure(lab: Lab, partner: Partner) -> dict[str, np.ndarray]:
    """What the walk of one partner looks like."""
    walked = walk(lab, YEARS, partner)
    escalating = walk(lab, YEARS, partner._replace(escalation=WORSE))
    stages = (IDEALIZATION, INCIDENT, RECONCILIATION, CALM, STEADY)
    warm = [_mean_in(walked, walked.warmth, stage) for stage in stages]
    harm = [_mean_in(walked, walked.harm, stage) for stage in stages]
    gentle = np.fmax.reduce([harm[IDEALIZATION], harm[RECONCILIATION], harm[CALM], harm[STEADY]])
    return {
        "incidents followed by reconciliation": _whole_cycles(walked),
        "other changes in the order of the cycle": _in_order(walked),
        "warmth of idealization, over calm": ratio(warm[IDEALIZATION], warm[CALM]),
        "warmth of reconciliation, over calm": ratio(warm[RECONCILIATION], warm[CALM]),
        "harm of incidents, over all other times": ratio(harm[INCIDENT], gentle),
        "spread of the cycle's length, over its mean": _spread_of_lengths(walked),
        "harm of late incidents, over early ones, with escalation": _growth(escalating),
    }


@experiment(
    "A05",
    control=lambda lab: measure(lab, PARTNERS["steady_harsh"]),
    origin="built in",
    target={
        "incidents followed by reconciliation": at_least(0.6),
        "other changes in the order of the cycle": at_least(0.9),
        "warmth of idealization, over calm": MUCH_MORE,
        "warmth of reconciliation, over calm": MUCH_MORE,
        "harm of incidents, over all other times": at_least(10.0),
        "spread of the cycle's length, over its mean": within(0.25, 2.0),
        "harm of late incidents, over early ones, with escalation": MORE,
    },
    source="claims.md, A05; about two thirds of incidents show the cycle: Walker (E14)",
)
def five_stages(lab: Lab) -> dict[str, np.ndarray]:
    """Idealization, incident, reconciliation and calm follow each other and come again, or worse.

    Two years with the partner of the cycle, stages as they were. Durations must differ: a
    spread of a quarter of the mean is no clock. Control: a partner who is harsh without a cycle.
    """
    return measure(lab, CYCLE)


ROW = five_stages
