"""N7: violence is not a clock."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_most
from undertow.evidence.lab import Lab
from undertow.evidence.reporting import daily_abuse, periodic_chance
from undertow.evidence.samples import VIOLENT

MINORITY, LEVEL = 0.5, 0.05


@experiment(
    "N7",
    target=at_most(MINORITY),
    use="guard",
    source="Katerndahl 2014, J Eval Clin Pract: 12 % of 200 women; here a minority is asked for",
)
def not_a_clock(lab: Lab) -> np.ndarray:
    """Violence has a strict period in a minority of violent couples only.

    200 women as in E21, but with partners who harm in the population's shares: the cycle is where a
    period could be. Share whose reports have a period by Fisher's test
    at one in twenty; the study used Lyapunov exponents and correlation dimensions. Bouts of some
    days count against the theory here: the test knows no other alternative to a period than
    days that are independent of each other.
    """
    reports, asked = daily_abuse(lab, VIOLENT)
    periodic = periodic_chance(1.0 * reports) < LEVEL
    return np.array([periodic[asked[:, seed], seed].mean() for seed in range(lab.seeds)])


ROW = not_a_clock
