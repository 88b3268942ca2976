"""N1: severity alone does not raise the bond."""

from __future__ import annotations

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.findings.e01_falls_by_a_quarter import switches
from undertow.evidence.judging import at_most, within
from undertow.evidence.lab import YEAR, Lab, bonds_at_the_end
from undertow.evidence.leaving import out_of_harm
from undertow.evidence.orders import harm_only
from undertow.evidence.statistics import by_seed, regression

PEOPLE = 345
SMALLEST_SEEN = 0.15
"""The smallest correlation that a sample of 345 shows in four studies of five."""
TIMES = 16.0


@experiment(
    "N1",
    target={
        "sixteen times as severe": at_most(1.15),
        "harm without warmth, of the lived bond": at_most(0.05),
        "weight of severity": within(-SMALLEST_SEEN, SMALLEST_SEEN),
    },
    use="guard",
    source="Effiong 2022, J Soc Pers Relat 39:3619; N = 345; issue 4 for sixteen times",
    relationships=3,
)
def severity_alone(lab: Lab) -> dict[str, np.ndarray]:
    """Severity alone does not raise the bond.

    Two years of the cycle: the bond with all harm sixteen times as strong, relative to as lived;
    the bond from so strong a harm without any warmth, relative to as lived. And 345 people after
    a year with partners who harm: weight of severity (mean strength of a harmful slot) on the
    bond, given how often warmth followed harm and who has the power, in standard deviations.
    """
    lived = lab.relationship().inputs
    worse = lived._replace(harm=TIMES * lived.harm)
    usual, severe, alone = bonds_at_the_end(lab, [lived, worse, harm_only(worse)])
    people, course, end = out_of_harm(lab, PEOPLE, YEAR)
    severity = _mean_strength(np.asarray(course.harm))

    def weight(outcome: np.ndarray, *given: np.ndarray) -> float:
        return float(regression(given, outcome).standardized[0])

    power = np.broadcast_to(people.partner.power, severity.shape)
    return {
        "sixteen times as severe": severe / usual,
        "harm without warmth, of the lived bond": alone / usual,
        "weight of severity": by_seed(weight, end.bond, severity, switches(course), power),
    }


def _mean_strength(harm: np.ndarray) -> np.ndarray:
    """Mean strength of what harm there was; 0 where there was none; (persons, seeds)."""
    return harm.sum(axis=0) / np.maximum((harm > 0).sum(axis=0), 1)


ROW = severity_alone
