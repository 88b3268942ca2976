"""E09: withdrawal peaks in the first week and is mostly gone within a month; urges outlast it."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.apart import on_leaving
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most, within
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.evidence.leaving import first_below
from undertow.evidence.statistics import ratio
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import pull, withdrawal

DAYS, MONTH = 120, 28


@experiment(
    "E09",
    needs="opponent",
    target={
        "day of the peak": at_most(7.0),
        "days to a third": within(7.0, 21.0),
        "urge left less withdrawal left": at_least(0.0),
    },
    origin="built in",
    use="calibration",
    source="Smokers, [S2]: withdrawal peaks in week 1 and is mostly gone in 2 to 4 weeks",
)
def withdrawal_first(lab: Lab) -> dict[str, np.ndarray]:
    """Withdrawal is worst in the first week and mostly gone within a month; urges outlast it.

    Smokers who stop; here people who leave after two years of the cycle, without any contact.
    Withdrawal is read as felt apart, as daily means, from the day of leaving. Days from its peak
    until 1/e of it is left (a third, 37 %) are the time constant that is asked for. Urge: the
    pull. What is left of each after 28 days, as a share of its own peak.
    """
    left = on_leaving(lab)
    apart = Inputs(contact=np.zeros((DAYS * SLOTS_A_DAY, 1)))

    def felt(means: States, signals: Signals, now: Inputs) -> Any:
        return withdrawal(means, now, lab.parameters)

    def urged(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, lab.parameters)

    worst, urge = (
        lab.follow(apart, watch, left)[0].reshape(DAYS, SLOTS_A_DAY, -1).mean(axis=1)
        for watch in (felt, urged)
    )
    remaining = [ratio(path[MONTH], path.max(axis=0)) for path in (urge, worst)]
    return {
        "day of the peak": worst.argmax(axis=0) + 1.0,
        "days to a third": first_below(worst, np.exp(-1)),
        "urge left less withdrawal left": remaining[0] - remaining[1],
    }


ROW = withdrawal_first
