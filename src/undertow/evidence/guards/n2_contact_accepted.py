"""N2: contact does not always harm."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import after_a_breakup
from undertow.evidence.samples import Sample, apart_evenly, run
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import mood

ADULTS, TOGETHER, BEFORE, DAYS = 137, 900, 90, 60
OFTEN = 2 / 7
"""Contacts per day where there is contact: twice a week."""


@experiment(
    "N2",
    target={"who accept": at_least(0.0), "who accept less who do not": at_least(0.0)},
    use="guard",
    source="Mason 2012, J Soc Clin Psychol 31:488; people who separated",
)
def contact_accepted(lab: Lab) -> dict[str, np.ndarray]:
    """Contact does not always harm: who accepts the separation can do better with it.

    137 adults three months after ordinary relationships of two and a half years; everyone with
    two contacts a week for two months and with none, and everyone as they are and as people who
    have accepted that it is over (hope gone). Readout: mood over the last two weeks; what
    contact does to it, in standard deviations between people.
    """
    people, left = after_a_breakup(lab, ADULTS, TOGETHER)
    _, then = run(people, apart_evenly(people, BEFORE), 1.0, start=left)

    def watch(means: States, signals: Signals, now: Inputs) -> Any:
        return mood(means, now, people.p)

    def effect(start: States) -> np.ndarray:
        without, with_contact = (
            run(people, _apart(people, often), 1.0, watch, start)[0][-14:].mean(axis=0)
            for often in (0.0, OFTEN)
        )
        change = (with_contact - without).mean(axis=0)
        return change / without.std(axis=0, ddof=1)

    accepting, hoping = effect(then._replace(hope=0.0 * then.hope)), effect(then)
    return {"who accept": accepting, "who accept less who do not": accepting - hoping}


def _apart(people: Sample, often: float) -> Inputs:
    seeks = people._replace(
        partner=people.partner._replace(pursuit=0 * people.partner.pursuit + often)
    )
    return apart_evenly(seeks, DAYS)


ROW = contact_accepted
