"""Varied people with varied partners, drawn for simulation."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.engine.life import Habits
from undertow.theory import Parameters
from undertow.theory.partner import PARTNERS, Partner

MIXTURE = {
    "cycle": 0.65,
    "steady_warm": 0.09,
    "steady_harsh": 0.07,
    "indifferent": 0.05,
    "unpredictable": 0.07,
    "withdrawing": 0.07,
}
"""Share of each partner among those who might write such a diary; assumed."""

_CHANCES = (
    "warm_idealization",
    "warm_incident",
    "warm_reconciliation",
    "warm_calm",
    "warm_steady",
    "harm_incident",
    "harm_calm",
    "harm_steady",
)
_SIZES = {
    "first_median": 0.5,
    "incident_median": 0.3,
    "reconciliation_median": 0.4,
    "calm_median": 0.45,
    "shape": 0.25,
    "height": 0.15,
    "severity": 0.3,
    "friction": 0.3,
    "swing_days": 0.3,
    "pursuit": 0.8,
}
"""Standard deviation of the logarithm with which partners differ."""


class People(NamedTuple):
    """A simulated sample: every field holds arrays of shape (persons,).

    Attributes:
        p: parameters, traits drawn from their priors.
        partner: ways of everyone's partner.
        habits: what everyone does for themselves.
        kind: name of the partner's kind, for checks; never an input of a reading.
    """

    p: Parameters
    partner: Partner
    habits: Habits
    kind: np.ndarray


def draw_people(
    generator: np.random.Generator,
    size: int,
    mixture: dict[str, float] | None = None,
    parameters: type[Parameters] = Parameters,
) -> People:
    """Draw people who differ in traits, partners and habits.

    Args:
        generator: source of randomness.
        size: number of people.
        mixture: share of each partner by name; `MIXTURE` if left out.
        parameters: those of the theory at hand.

    Raises:
        KeyError: for an unknown partner.
    """
    shares = mixture or MIXTURE
    names = np.array(list(shares))
    weights = np.array(list(shares.values()), float)
    kind = names[generator.choice(len(names), size, p=weights / weights.sum())]
    fields: dict[str, np.ndarray] = {}
    for name in Partner._fields:
        fields[name] = np.array([float(getattr(PARTNERS[k], name)) for k in kind])
    for name in _CHANCES:
        odds = fields[name] / (1 - fields[name]) * np.exp(generator.normal(0, 0.35, size))
        fields[name] = odds / (1 + odds)
    for name, spread in _SIZES.items():
        fields[name] = fields[name] * np.exp(generator.normal(0, spread, size))
    cyclic = fields["cyclic"] > 0
    harsher = generator.random(size) < 0.4
    fields["escalation"] = np.where(cyclic & harsher, generator.uniform(0, 0.04, size), 0.0)
    fields["fading"] = np.where(cyclic, generator.beta(1, 25, size), 0.0)
    fields["power"] = np.clip(fields["power"] + generator.normal(0, 0.15, size), 0.0, 0.95)
    rates = {
        name: getattr(Habits(), name) * np.exp(generator.normal(0, 0.8, size))
        for name in Habits._fields
    }
    rates["needed"] = np.where(generator.random(size) < 0.25, 0.08, 0.0)
    rates["therapy"] = np.where(generator.random(size) < 0.15, 1.0, 0.0)
    return People(
        p=parameters.draw(generator, size, traits_only=True),
        partner=Partner(**fields),
        habits=Habits(**rates),
        kind=kind,
    )
