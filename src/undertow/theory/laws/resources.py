"""What a person has of their own: clarity, self-soothing, other people, the working model."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above


def clarity(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """K. Naming raises it within days; together, the partner's story wears it down (A17 A31)."""
    story = inputs.contact / p.story_days if p.mechanisms.story else 0.0
    inflow = inputs.naming / p.naming_days + p.clarity_base * (1 - inputs.contact) / p.drift_days
    outflow = inputs.naming / p.naming_days + story + 1 / p.drift_days
    return inflow, outflow


def soothing(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """R. Practice raises the capacity to calm oneself; unused it fades toward its base (B07)."""
    practice = inputs.soothing / p.practice_days
    return practice + p.soothing_base / p.unpractised_days, practice + 1 / p.unpractised_days


def support(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """S. Reaching out raises it, being apart lets it return, power erodes it together (A18)."""
    reaching = inputs.support / p.reaching_days
    home = (1 - inputs.contact) / p.support_return_days + 1 / p.drift_days
    isolation = inputs.contact * inputs.power / p.isolation_days if p.mechanisms.isolation else 0.0
    return reaching + p.support_base * home, reaching + home + isolation


def working_model(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """M. What love is expected to be; falls with therapy and with years of steady warmth.

    Steady means warmth without threat at the time: relief teaches nothing about safety (A29 B08).
    """
    therapy = inputs.therapy / p.model_therapy_days if p.mechanisms.therapy else 0.0
    steady = inputs.warmth * (1 - state.threat) / p.model_steady_days
    return 0.0, therapy + steady + 1 / p.lifetime_days
