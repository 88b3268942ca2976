"""A21: leaving, and just after, is the most dangerous time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least, at_most
from undertow.evidence.lab import YEAR, Lab
from undertow.theory.danger import danger

ORDINARY, CONTROLLING = 0.1, 0.9
"""Power of two partners, 0 to 1."""


def no_difference(lab: Lab) -> dict[str, np.ndarray]:
    """The same where neither separation nor control matters."""
    return _ratios(
        replace(lab, parameters=lab.parameters.replace(danger_separation=1.0, danger_power=1.0))
    )


def _ratios(lab: Lab) -> dict[str, np.ndarray]:
    def at(days: float, power: float) -> np.ndarray:
        return np.broadcast_to(danger(days, power, lab.parameters, np), lab.seeds)

    together = at(-1.0, ORDINARY)
    return {
        "at once": at(0.0, ORDINARY) / together,
        "a year later": at(float(YEAR), ORDINARY) / together,
        "controlling partner": at(0.0, CONTROLLING) / at(0.0, ORDINARY),
    }


@experiment(
    "A21",
    target={
        "at once": at_least(2.0),
        "a year later": at_most(1.25),
        "controlling partner": at_least(1.5),
    },
    control=no_difference,
    origin="built in",
    source="claims.md, A21; Campbell 2003; Wilson & Daly 1993",
)
def leaving_is_the_most_dangerous_time(lab: Lab) -> dict[str, np.ndarray]:
    """Danger from the other is highest just after separation, and more with a controlling partner.

    Ratios of the danger function on day 0 and day 365 to being together, and of a controlling
    partner to an ordinary one. For messages only; it is never computed for a person.
    """
    return _ratios(lab)


ROW = leaving_is_the_most_dangerous_time
