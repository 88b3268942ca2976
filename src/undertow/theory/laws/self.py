"""What it does to the person: judgement, bewilderment, identity, grief."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above


def discount(state: Above, p: Parameters) -> Any:
    """Share of harm that is explained away, 0 to 1 (A27).

    Grows with the tie and with a model in which love must hurt; clarity takes it back.
    """
    if not p.mechanisms.discounting:
        return 0.0 * state.bond
    tie = (state.affection + state.bond) * (1 + state.working_model)
    return tie / (tie + p.discount_half) * (1 - state.clarity)


def evidence(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """What the moment says of the relationship: warmth minus the harm that is let count (A01)."""
    return inputs.warmth - p.harm_weight * inputs.harm * (1 - discount(state, p))


def appraisal(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """L. The judgement of the relationship, about -1 to 1. The inflow may be negative.

    Separate from the pull, and neither reads the other: wanting is not liking (A01).
    Apart there is no new evidence, and the judgement stays what it was.
    """
    rate = inputs.contact / p.appraisal_days
    return rate * evidence(state, inputs, p), rate + 1 / p.lifetime_days


def disorientation(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Spread of the appraisal: squared distance of each moment from the judgement so far (A33).

    Largest after the first incident, when the same person had been extraordinary.
    """
    rate = inputs.contact / p.appraisal_days
    distance = evidence(state, inputs, p) - state.appraisal
    return rate * distance**2, rate + 1 / p.lifetime_days


def identity(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """I. Being oneself: worn down together by the bond, back apart and with own acts (A19)."""
    erosion = inputs.contact * state.bond / p.identity_days if p.mechanisms.erosion else 0.0
    back = (
        (1 - inputs.contact) / p.identity_days
        + inputs.identity / p.identity_act_days
        + 1 / p.drift_days
    )
    return back, back + erosion


def grief(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Z. Affection without contact becomes grief; grieving empties it (A20 A35).

    The inflow is tied to the outflow, so brief contacts cannot pump it above affection.
    """
    if not p.mechanisms.grief:
        return 0.0, 1 / p.grief_days
    turning = (1 - inputs.contact) / p.grief_up_days
    return state.affection * turning, turning + 1 / p.grief_days + inputs.grieving / p.grieving_days
