"""Severity: harm itself ties, the more the worse it is."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.laws import attachments
from undertow.theory.parameters import Parameters
from undertow.theory.rivals.affection import no_opponent
from undertow.theory.states import Above, States
from undertow.theory.theory import Theory


def bond(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """B. Grows with harm, whatever comes before or after it; apart it fades."""
    growth = p.severity_growth * inputs.harm
    together = inputs.contact / p.bond_together_days
    apart = (1 - inputs.contact) / (p.bond_apart_days * (1 + p.anxiety))
    return growth, growth + together + apart


def pull(state: States, inputs: Inputs, p: Parameters) -> Any:
    """The ties that are there, and grief apart."""
    ties = state.affection + state.bond
    return ties * p.pull_base + p.pull_grief * state.grief * (1 - inputs.contact)


SEVERITY = Theory(
    name="severity",
    meaning="harm itself binds, the more the worse it is",
    source="theory.md, Rivals",
    affection=attachments.affection,
    bond=bond,
    opponent=no_opponent,
    pull=pull,
)
