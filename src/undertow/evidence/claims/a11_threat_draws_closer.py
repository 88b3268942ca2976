"""A11: threat switches on the attachment system, toward the very person who harms."""

from __future__ import annotations

import numpy as np

from undertow.evidence.courses import along, between, lived, none, ratio, readout
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most
from undertow.evidence.lab import Lab, side_by_side
from undertow.evidence.sizes import MORE
from undertow.theory import Inputs

QUIET, DAYS = 28, 30
SEVERITIES = (0.0, 0.3, 1.0)


def pull_after_harm(lab: Lab) -> np.ndarray:
    """Pull on the day of an incident and the next, over the day before; (severities, seeds)."""
    courses = [
        Inputs(harm=between(DAYS, QUIET + 1, QUIET + 1, severity) + none(DAYS))
        for severity in SEVERITIES
    ]
    seen, _ = along(lab, side_by_side(courses), {"pull": readout(lab, "pull")}, lived(lab))
    return ratio(seen["pull"][QUIET:].mean(axis=0), seen["pull"][QUIET - 1])


@experiment(
    "A11",
    needs="attachment",
    origin="built in",
    target={
        "attachment on: pull after an incident, over before": MORE,
        "attachment on: pull after an incident, over after a friction": MORE,
        "attachment off: pull after an incident, over before": at_most(1.0),
    },
    source="claims.md, A11",
)
def threat_draws_closer(lab: Lab) -> dict[str, np.ndarray]:
    """The wish for closeness is strongest when harm is greatest, toward the one who harms.

    Two years of the cycle and four quiet weeks together; then a day of harm as in an incident, a
    friction, or nothing. Pull on that day and the next, over the day before. It falls when the
    attachment to danger is switched off.
    """
    _, friction, incident = pull_after_harm(lab)
    off = pull_after_harm(lab.without("attachment"))[-1]
    return {
        "attachment on: pull after an incident, over before": incident,
        "attachment on: pull after an incident, over after a friction": ratio(incident, friction),
        "attachment off: pull after an incident, over before": off,
    }


ROW = threat_draws_closer
