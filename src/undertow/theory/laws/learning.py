"""What is learned from the schedule of warmth: expectations, surprises, template, hope."""

from __future__ import annotations

from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above, States


def positive_part(x: Any) -> Any:
    """max(x, 0), by operators that every array library has."""
    return 0.5 * (x + abs(x))


def felt_warmth(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Warmth as felt, over two days.

    Without it the moment-to-moment noise of ordinary warmth counts as intermittency (A09).
    """
    return inputs.warmth / p.felt_days, 1 / p.felt_days


def expected_warmth(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """V_w. Expectation of warmth (A09)."""
    return state.felt_warmth / p.expectation_days, 1 / p.expectation_days


def volatility(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Q. How far warmth strays from what is expected of this person, squared (A09 B03 E16)."""
    error = state.felt_warmth - state.expected_warmth
    rate = inputs.contact / p.volatility_days
    return rate * error * error, rate + 1 / p.lifetime_days


def associability(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """alpha, 0 to 1. Surprises teach where surprises are usual (Pearce & Hall 1980).

    That makes repair after stress special in volatile relationships (B03), relief after
    unpredictable dread more pleasant (E16), and lets a quarrel with somebody reliable pass without
    a bond, although it frightens as well (A03). The fourth power: ordinary warmth has a third of
    the cycle's volatility by mere chance, and chance must not teach.
    """
    if not p.mechanisms.associability:
        return 1.0 + 0.0 * state.volatility
    relative = (state.volatility / p.volatility_half) ** 4
    return relative / (1 + relative)


def expected_relief(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """V_rho. Expectation of relief (A09)."""
    return state.relief / p.expectation_days, 1 / p.expectation_days


def relief_surprise(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """D_relief. Relief beyond its expectation; naming weakens it, never removes it (A07 A17).

    Small reliefs hardly count: the excess enters squared until it exceeds its scale (A03).
    """
    excess = positive_part(state.relief - state.expected_relief)
    surprise = state.associability * excess * excess / (excess + p.relief_scale)
    if not p.mechanisms.naming:
        return surprise
    return surprise * (1 - p.naming_share * state.clarity)


def reward_surprise(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """D_reward. Felt warmth beyond expectation and a threshold, saturating to 1 (A09 N4)."""
    if not p.mechanisms.reward:
        return 0.0 * state.felt_warmth
    excess = positive_part(state.felt_warmth - state.expected_warmth - p.reward_threshold)
    return state.associability * excess / (excess + p.reward_scale)


def _warm_share(inputs: Inputs, p: Parameters) -> Any:
    """g. How much a moment counts as warm, 0 to 1: smooth, so that the step does not matter."""
    return inputs.warmth / (inputs.warmth + p.warmth_half)


def acquaintance(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """N. How well the other is known, 0 to 1. What comes first makes the picture (A08)."""
    together = inputs.contact / p.acquaintance_days
    return together, together + 1 / p.lifetime_days


def reward_rate(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """lambda. How often warmth comes while together; frozen apart (A09)."""
    together = inputs.contact / p.reward_days
    return together * _warm_share(inputs, p), together + 1 / p.lifetime_days


def template(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """The remembered level of the warm times: warmth weighted by itself, slow to fade (A08).

    Learned while the other is not known yet: the first weeks set how it can be, and later warmth,
    which is as high after each incident, adds little to that picture.
    """
    learning = (1 - state.acquaintance) * inputs.warmth / p.template_days
    return learning * inputs.warmth, learning + 1 / p.template_fade_days


def hope(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """Hope of having the warm times back.

    Warmth and each return lift it to the template (A08 A32). Without warmth it ends after a
    number of expected and omitted rewards, so that rare warmth is hoped for longest (A09 E03).
    """
    if not p.mechanisms.hope:
        return 0.0, 1 / p.hope_days
    renewal = p.renewal_rate * inputs.renewal if p.mechanisms.renewal else 0.0
    lift = inputs.warmth / p.hope_days + renewal
    rate = state.reward_rate if p.mechanisms.intermittency else 1.0
    omitted = rate / p.omissions * (1 - _warm_share(inputs, p))
    return lift * state.template, lift + omitted + 1 / p.lifetime_days


def living_hope(state: Above | States, p: Parameters) -> Any:
    """How far somebody still hopes, 0 to 1: a little is enough, more adds little (E01).

    Without it nothing is woken, so that an accepted contact is harmless (N2 N6); and nobody seeks
    what they have stopped hoping for (A08 E08).
    """
    return state.hope / (state.hope + p.hope_half)


def _stirred(inputs: Inputs, p: Parameters) -> Any:
    """What contact and cues could wake while apart, whatever their valence (A14 E17)."""
    return p.contact_wakes * inputs.onset + p.cue_wakes * inputs.cue


def reactivation(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """What contact and cues wake of withdrawal (A14)."""
    if not p.mechanisms.reactivation:
        return 0.0 * state.hope
    return living_hope(state, p) * _stirred(inputs, p)


def reopening(state: Above, inputs: Inputs, p: Parameters) -> Any:
    """Rate per day at which contact and cues make a loss fresh again (E04 E17).

    Steeper in hope than what they wake: a contact leaves a trace of hope even in somebody who has
    accepted the end, and there must be more than that to lose it a second time (N2).
    """
    if not p.mechanisms.reactivation:
        return 0.0 * state.hope
    squared = state.hope**2
    return p.reopening * squared / (squared + p.hope_half**2) * _stirred(inputs, p)
