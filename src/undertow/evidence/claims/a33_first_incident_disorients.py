"""A33: the first incident disorients, because the same person was extraordinary."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import ratio, state
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import SLOTS_A_DAY, Lab

AFTER = 14 * SLOTS_A_DAY


def peaks(path: np.ndarray, cycles: np.ndarray) -> np.ndarray:
    """Highest value within two weeks from the beginning of each incident.

    Args:
        path: (slots, seeds).
        cycles: incidents begun so far; (slots, seeds).

    Returns:
        (incidents, seeds); nan where a seed had fewer, or the last was cut off by the end.
    """
    slots, seeds = path.shape
    most = int(cycles.max())
    found = np.full((most, seeds), np.nan)
    for number in range(most):
        begun = cycles > number
        for seed in np.flatnonzero(begun.any(axis=0)):
            first = begun[:, seed].argmax()
            if first + AFTER <= slots:
                found[number, seed] = path[first : first + AFTER, seed].max()
    return found


@experiment(
    "A33",
    needs="discounting",
    target=at_least(1.2),
    source="claims.md, A33",
    relationships=3,
)
def first_incident_disorients(lab: Lab) -> np.ndarray:
    """The judgement is never as torn as after the first incident.

    Two years of the cycle. Spread of the appraisal: its highest value in the two weeks from the
    first incident, over the median of these for all later incidents. Incidents differ by chance
    in length and harm, so one of twenty later ones may be higher; a fifth more than the usual
    later one is asked for.
    """
    lived = lab.relationship()
    path, _ = lab.follow(lived.inputs, state("disorientation"))
    found = peaks(path, lived.cycles)
    return ratio(found[0], np.nanmedian(found[1:], axis=0))


ROW = first_incident_disorients
