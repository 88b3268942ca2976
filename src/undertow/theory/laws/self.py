"""What it does to the person: the body's alarm, judgement, bewilderment, grief, identity."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.laws.learning import reopening
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above


def alarm(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """What months of threat leave behind in the body, 0 to 1: symptoms (B14 E13).

    Grows with the square of threat, because many small frights leave nothing where a few great
    ones do. It outlasts threat by years, and eases by calming, by safe company and in therapy,
    not by understanding. Nothing feeds it back into threat: that would break the cascade.
    """
    rise = state.threat**2 / p.alarm_rise_days if p.mechanisms.alarm else 0.0 * state.threat
    own = state.soothing if p.mechanisms.soothing else 0.0
    people = state.support if p.mechanisms.support else 0.0
    calming = (own + people) / p.alarm_calming_days
    therapy = inputs.therapy / p.alarm_therapy_days if p.mechanisms.therapy else 0.0
    return rise, rise + 1 / p.alarm_days + calming + therapy


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


def _turning(inputs: Inputs, p: Parameters) -> Any:
    """Rate per day at which affection that has lost its person turns into grief: only apart."""
    return (1 - inputs.contact) / p.grief_up_days


def _undone(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """Rate per day at which a loss is undone: by being together, and by what reopens it apart."""
    return inputs.contact / p.mending_days + reopening(state, inputs, p)


def unmourned(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """U. What of the affection has not been grieved yet (A20).

    A loss is grieved once: apart this runs out into grief. Being together again for months makes
    what was grieved losable anew, and so does contact, or their page, while hope lives (E17).
    Without it grief would be fed by affection for as long as there is any, for years, and never
    pass (E10).
    """
    if not p.mechanisms.grief:
        return 0.0, 1 / p.mending_days
    undone = _undone(state, inputs, p)
    return state.affection * undone, undone + _turning(inputs, p) + 1 / p.lifetime_days


def grief(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Z. Comes within days of a loss, passes over months (A20 A35 E10).

    Sooner when honoured, and in therapy, one of whose tasks it is (A16).

    What flows in has left `unmourned`, and what fills `unmourned` again takes grief away at the
    same rate. So grief never exceeds affection, whatever the contacts.
    """
    if not p.mechanisms.grief:
        return 0.0, 1 / p.grief_days
    therapy = inputs.therapy / p.grief_therapy_days if p.mechanisms.therapy else 0.0
    passing = 1 / p.grief_days + inputs.grieving / p.grieving_days + therapy
    return state.unmourned * _turning(inputs, p), passing + _undone(state, inputs, p)


def identity(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """I. Being oneself (A19 E19).

    Worn down together by the bond; and by a loss, which takes a part of a shared self with it as
    it sinks in. Comes back apart, sooner with acts of one's own and with being asked to reflect.
    """
    erosion = inputs.contact * state.bond / p.identity_days if p.mechanisms.erosion else 0.0
    lost = p.shared_self * state.unmourned * _turning(inputs, p) if p.mechanisms.loss else 0.0
    back = (
        (1 - inputs.contact) / p.identity_back_days
        + inputs.identity / p.identity_act_days
        + inputs.naming / p.reflection_days
        + 1 / p.drift_days
    )
    return back, back + erosion + lost
