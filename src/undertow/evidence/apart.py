"""The time apart: how the pull eases (E01 E02 A24), and what one contact does (A14)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.evidence.lab import SLOTS_A_DAY, YEAR, Lab, bond
from undertow.theory import Inputs, Signals, States
from undertow.theory.readouts import pull

CONTACT_DAY = 30
CONTACT_SHARE = 0.3
"""Share of its six hours that a contact takes up, as in `engine.life`."""
MIDPOINT = round(4.18 * YEAR)
"""Day of the mid-point of the bond to an ex in E02."""


class ContactEffect(NamedTuple):
    """Change of the pull by one contact, relative to none, by days after it; each (seeds,)."""

    next_day: np.ndarray
    two_weeks: np.ndarray
    two_months: np.ndarray


def on_leaving(lab: Lab) -> States:
    """States at the end of the lived relationship; (seeds,)."""
    return lab.follow(lab.relationship().inputs, bond)[1]


def pull_by_day(lab: Lab, start: States, course: Inputs) -> np.ndarray:
    """Daily means of the pull, day 1 being the first one of the course; (days, ..., seeds)."""

    def pulled(means: States, signals: Signals, now: Inputs) -> Any:
        return pull(means, now, lab.parameters)

    path, _ = lab.follow(course, pulled, start)
    return path.reshape(-1, SLOTS_A_DAY, *path.shape[1:]).mean(axis=1)


def pull_without_contact(lab: Lab, start: States, days: int = MIDPOINT) -> np.ndarray:
    """The pull on each day without any contact; (days, seeds)."""
    apart = np.zeros((days * SLOTS_A_DAY, 1))
    return pull_by_day(lab, start, Inputs(contact=apart))


def contact_effects(lab: Lab, start: States, warmth: float = 0.9) -> dict[str, ContactEffect]:
    """One contact on day 30 against none: a neutral one, and one with a warm episode.

    Args:
        lab: where.
        start: states on leaving; (seeds,).
        warmth: height of the warm episode, over the whole six hours.
    """
    days = CONTACT_DAY + 60
    once = np.zeros((days * SLOTS_A_DAY, 3, 1))
    once[(CONTACT_DAY - 1) * SLOTS_A_DAY + SLOTS_A_DAY // 2, 1:] = 1.0
    warm = np.array([[0.0], [0.0], [warmth]])
    course = Inputs(contact=CONTACT_SHARE * once, onset=once, warmth=warm * once)
    none, *contacts = pull_by_day(lab, start, course).swapaxes(0, 1)
    after = [CONTACT_DAY + gap - 1 for gap in (1, 14, 60)]
    return {
        name: ContactEffect(*(path[after] / none[after] - 1))
        for name, path in zip(("neutral", "warm"), contacts, strict=True)
    }
