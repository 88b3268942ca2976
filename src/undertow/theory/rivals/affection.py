"""Affection alone: warmth makes a tie, its loss is grieved, and there is nothing else."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.laws import attachments
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above, States
from undertow.theory.theory import Theory


def no_bond(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Nothing but affection ties."""
    return 0.0, 1 / p.bond_apart_days


def no_opponent(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Nothing is missed but what is grieved."""
    return 0.0, 1 / p.opponent_days


def pull(state: States, inputs: Inputs, p: Parameters) -> Any:
    """The affection that is there, and grief apart; threat and withdrawal do not wake it."""
    return state.affection * p.pull_base + p.pull_grief * state.grief * (1 - inputs.contact)


AFFECTION = Theory(
    name="affection",
    meaning="love and grief: one misses whoever was good to one",
    source="theory.md, Rivals",
    affection=attachments.affection,
    bond=no_bond,
    opponent=no_opponent,
    pull=pull,
)
