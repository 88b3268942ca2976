"""Repetition: the familiar attracts, in the hope of mastering it this time.

Source B's definition. What was early learned of love decides who pulls: a partner who frightens
is like home to someone for whom love came with fear. How harm and warmth are arranged in time
teaches nothing here.
"""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.laws import attachments
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above, States
from undertow.theory.theory import Theory


def bond(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """B. The tie to the familiar: grows with likeness to the early template (B01 B11).

    Likeness is threat in someone whose working model expects it.
    """
    growth = p.repetition_growth * state.working_model * state.threat * inputs.contact
    together = inputs.contact / p.bond_together_days
    apart = (1 - inputs.contact) / (p.bond_apart_days * (1 + p.anxiety))
    therapy = inputs.therapy / p.bond_therapy_days if p.mechanisms.therapy else 0.0
    return growth, growth + together + apart + therapy


def unfinished(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """O. What is nearly mastered: warmth from the one who frightens wakes it (B11)."""
    near_success = inputs.warmth * state.threat
    return p.mastery_gain * state.working_model * near_success / p.mastery_days, 1 / p.mastery_days


def pull(state: States, inputs: Inputs, p: Parameters) -> Any:
    """The ties, what is unfinished, and the charge of danger taken for chemistry (B02).

    The last does not need a tie: it is there at the first meeting, in proportion to the template.
    """
    ties = (state.affection + state.bond) * p.pull_base + state.bond * state.opponent
    chemistry = p.chemistry * state.working_model * state.threat
    return ties + chemistry + p.pull_grief * state.grief * (1 - inputs.contact)


REPETITION = Theory(
    name="repetition",
    meaning="the early template draws to the familiar, in the hope of mastering it this time",
    source="claims.md, source B",
    affection=attachments.affection,
    bond=bond,
    opponent=unfinished,
    pull=pull,
)
