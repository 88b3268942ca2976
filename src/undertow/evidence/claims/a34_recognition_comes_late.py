"""A34: where nothing physical happens, harm is recognised late."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.engine.life import APART, Habits, Slot
from undertow.evidence.cohort import cohort
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import SLOTS_A_DAY, YEAR, Lab
from undertow.theory.partner import Partner

PERSONS, YEARS = 30, 3


def only_physical(habits: Habits, partner: Partner) -> tuple[Habits, Partner]:
    """All harm is physical."""
    return habits, partner._replace(physical=1.0 + 0.0 * partner.physical)


def never_physical(habits: Habits, partner: Partner) -> tuple[Habits, Partner]:
    """The same harm, none of it physical."""
    return habits, partner._replace(physical=0.0 * partner.physical)


def named_and_apart(slot: Slot) -> Any:
    """Whether the pattern was named in the slot, and whether they were apart."""
    return slot.inputs.naming > 0, slot.stage == APART


def _days_until(happened: np.ndarray) -> np.ndarray:
    """Mean over persons of the day on which something first happens; the end if never."""
    first = np.where(happened.any(axis=0), happened.argmax(axis=0), len(happened))
    return first.mean(axis=1) / SLOTS_A_DAY


@experiment(
    "A34",
    needs="recognition",
    target={"naming": at_least(1.25), "staying": at_least(1.02)},
    origin="built in",
    source="claims.md, A34",
)
def recognition_comes_late(lab: Lab) -> dict[str, np.ndarray]:
    """Where nothing physical happens, the pattern is named later and the person stays longer.

    The same people with the same partner of the cycle live three years twice: with harm that is
    physical, and with the same doses of harm that is not. Ratio of the mean day of the first
    naming, and of the first leaving.
    """

    def days(change: Any) -> tuple[np.ndarray, np.ndarray]:
        lived = cohort(lab, PERSONS, float(YEARS * YEAR), named_and_apart, {"cycle": 1.0}, change)
        named, apart = lived.kept
        return _days_until(named), _days_until(apart)

    (named, left), (named_late, left_late) = days(only_physical), days(never_physical)
    return {"naming": named_late / named, "staying": left_late / left}


ROW = recognition_comes_late
