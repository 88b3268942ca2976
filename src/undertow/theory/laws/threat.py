"""Threat and what takes it away: the stress-relief loop."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.laws.learning import positive_part
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above


def _other_soothing(state: Above, p: Parameters) -> Any:
    """What oneself and other people can do against threat, rate per day (B07 A18)."""
    own = p.soothe * state.soothing if p.mechanisms.soothing else 0.0
    people = p.share * state.support if p.mechanisms.support else 0.0
    return own + people


def exclusivity(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """X. The share of soothing that is expected from the partner: learned, unlearned (A10 A30)."""
    if not p.mechanisms.exclusivity:
        return 0.0, 1 / p.exclusivity_days
    learned = inputs.warmth / p.exclusivity_days
    others = p.others_share * (state.soothing + state.support) / p.exclusivity_days
    return learned, learned + others + 1 / p.lifetime_days


def threat(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """T. Stress load left by harm and taken away by warmth, 0 to 1.

    Every kind of harm adds to it alike (A22), small ones less than in proportion (A03). It is
    bounded and rises fast, so that severity alone hardly matters (N1). Warmth that is expected
    and stays away frightens too: closeness and withdrawal are enough (B12). The partner's own
    warmth takes it away fastest, which makes the source of threat its relief (A10); power and
    exclusivity close the other doors (A18 A30).
    """
    rise = p.threat_rise * inputs.harm * inputs.harm / (inputs.harm + p.harm_scale)
    if p.mechanisms.abandonment:
        missed = state.expected_warmth - state.felt_warmth - p.reward_threshold
        rise = rise + p.abandonment * inputs.contact * positive_part(missed)
    doors = (1 - inputs.power) * (1 - state.exclusivity)
    away = p.quench * inputs.warmth + doors * _other_soothing(state, p)
    return rise, rise + 1 / p.threat_days + away


def relief(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """rho. Threat that the partner's warmth takes away, intensity per day (A07 A10).

    With the step mean of threat this is its exact integral over the step.
    """
    if not p.mechanisms.relief:
        return 0.0 * state.threat
    return p.quench * inputs.warmth * state.threat


def cortisol(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """C. Follows threat within two hours; worth reading at fine steps only (A10)."""
    return state.threat / p.cortisol_days, 1 / p.cortisol_days
