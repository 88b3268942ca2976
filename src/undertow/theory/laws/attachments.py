"""The ties themselves: affection, the relief-bond, and the opponent state they leave behind."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above


def _apart(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """Share of the time in which a tie fades: apart, and hardly while it is still hoped for.

    So contact that feeds hope delays the end of it (A24 E02). Anxious people let go more slowly.
    """
    return (1 - inputs.contact) / ((1 + p.anxiety) * (1 + p.hope_holds * state.hope))


def affection(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """A. Grows with warmth, whatever the harm; apart it fades over years (B04 A35)."""
    if not p.mechanisms.affection:
        return 0.0, 1 / p.affection_days
    growth = p.affection_growth * inputs.warmth
    fading = _apart(state, inputs, p) / p.affection_days
    return growth, growth + fading + 1 / p.lifetime_days


def bond(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """B. The relief-bond, 0 to 1: made by surprising relief, hardly by mere warmth (A04 A06).

    It extinguishes over years, together and apart, and faster in therapy (A16 A24).
    """
    surprise = state.relief_surprise + p.reward_share * state.reward_surprise
    growth = p.bond_growth * (1 + p.model_gain * state.working_model) * surprise
    together = inputs.contact / p.bond_together_days
    apart = _apart(state, inputs, p) / p.bond_apart_days
    therapy = inputs.therapy / p.bond_therapy_days if p.mechanisms.therapy else 0.0
    return growth, growth + together + apart + therapy


def opponent(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """O. What reward leaves behind, felt only apart: withdrawal (A02 A15; Solomon & Corbit 1974).

    Contact and cues renew it while hope lives (A14).
    """
    if not p.mechanisms.opponent:
        return 0.0, 1 / p.opponent_days
    woken = state.relief_surprise + p.reward_share * state.reward_surprise + state.reactivation
    return p.opponent_gain * state.bond * woken / p.opponent_days, 1 / p.opponent_days
