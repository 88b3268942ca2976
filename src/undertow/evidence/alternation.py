"""A04: consistent harm alone does not form the bond, alternation of harm and affection does.

"The experiment that matters most" of theory.md. Everything here lives through the same two
years, drawn from the partner process, with the person together throughout and unable to act.
"""

from __future__ import annotations

import numpy as np

from undertow.evidence import orders
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import Lab, bond, bonds_at_the_end, side_by_side
from undertow.evidence.orders import Order

APART_IN_TIME: dict[str, Order] = {
    "all harm, then all warmth": orders.harm_then_warmth,
    "all warmth, then all harm": orders.warmth_then_harm,
    "warmth only": orders.warmth_only,
    "harm only": orders.harm_only,
    "both constant": orders.both_constant,
}
"""Orders without alternation. None of them may bond: this is required."""

ALSO_ALTERNATIONS: dict[str, Order] = {
    "time reversed": orders.reversed_in_time,
    "shuffled in blocks of 6 hours": orders.shuffled(1),
    "shuffled in blocks of a day": orders.shuffled(4),
    "shuffled in blocks of 7 days": orders.shuffled(28),
    "harm and warmth at the same moments": orders.at_the_same_moments,
    "episodes of both at even distances": orders.evenly_spaced,
    "harm constant, warmth as lived": orders.harm_constant,
    "warmth constant, harm as lived": orders.warmth_constant,
}
"""Orders in which harm and warmth still meet: A09 predicts a bond. Reported, not required."""

IN_HALVES: dict[str, Order] = {
    "a year of harm, then a year of warmth": orders.a_year_of_harm_first,
    "a year of warmth, then a year of harm": orders.a_year_of_warmth_first,
}
"""A looser reading of the first two orders: in two halves, spread out. Reported."""

STRONG = 0.5
"""Every harm of an incident is at least this strong, no friction of calm days is."""


def _strong_times(factor: float) -> Order:
    return lambda lived: lived._replace(
        harm=np.where(lived.harm >= STRONG, factor * lived.harm, lived.harm)
    )


VARIATIONS: dict[str, Order] = {
    "all harm sixteen times as severe": lambda lived: lived._replace(harm=16 * lived.harm),
    "incidents sixteen times as severe": _strong_times(16.0),
    "all harm a quarter as severe": lambda lived: lived._replace(harm=lived.harm / 4),
    "naming throughout": lambda lived: lived._replace(naming=1.0),
    "no power": lambda lived: lived._replace(power=0.0),
    "full power": lambda lived: lived._replace(power=1.0),
}
"""The lived order under other conditions (N1 A17 A18). Reported."""

LIVED, NO_RELIEF = "lived alternation", "lived, relief switched off"


@experiment(
    "A04",
    needs="relief",
    target=at_least(3.0),
    source="theory.md, the experiment that matters most",
)
def alternation_forms_the_bond(lab: Lab) -> np.ndarray:
    """Same harm, same warmth, six orders in time: only the lived alternation bonds."""
    lived = lab.relationship().inputs
    courses = [lived, *(order(lived) for order in APART_IN_TIME.values())]
    bonds = bonds_at_the_end(lab, courses)
    return bonds[0] / bonds[1:].max(axis=0)


def bonds_over_time(lab: Lab) -> dict[str, np.ndarray]:
    """The relief-bond through the two years in every order, by its words; (slots, seeds)."""
    lived = lab.relationship().inputs
    changes = APART_IN_TIME | ALSO_ALTERNATIONS
    courses = [lived, *(change(lived) for change in changes.values())]
    paths, _ = lab.follow(side_by_side(courses), bond)
    without, _ = lab.without("relief").follow(lived, bond)
    return {NO_RELIEF: without} | dict(zip([LIVED, *changes], paths.swapaxes(0, 1), strict=True))


def all_bonds(lab: Lab) -> dict[str, np.ndarray]:
    """The relief-bond at the end under every order and variation, by its words; (seeds,)."""
    lived = lab.relationship().inputs
    changes = APART_IN_TIME | IN_HALVES | ALSO_ALTERNATIONS | VARIATIONS
    courses = [lived, *(change(lived) for change in changes.values())]
    bonds = dict(zip([LIVED, *changes], bonds_at_the_end(lab, courses), strict=True))
    (without,) = bonds_at_the_end(lab.without("relief"), [lived])
    return {LIVED: bonds[LIVED], NO_RELIEF: without} | bonds
