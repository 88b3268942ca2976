"""What the states feel like: the pull, and what each rating reads.

Pull and appraisal are separate: neither reads the other (A01). Every readout lies roughly
between 0 and 1 (judgement between -1 and 1); a rating is intercept + gain x readout + noise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from undertow.theory.inputs import Inputs
from undertow.theory.parameters import Parameters
from undertow.theory.states import States


class Readouts(NamedTuple):
    """One readout for each rating of a diary, in the order of the diary's ratings."""

    craving: Any
    stress: Any
    closeness: Any
    fear: Any
    mood: Any
    hope: Any
    judgement: Any
    myself: Any
    losing: Any


def withdrawal(state: States, inputs: Inputs, p: Parameters) -> Any:
    """The opponent state as felt: only apart (A02 A15 B10)."""
    return state.opponent * (1 - inputs.contact)


def pull(state: States, inputs: Inputs, p: Parameters) -> Any:
    """P. How strongly one is drawn back, >= 0, about 0 to 2.

    The ties, times what wakes them: withdrawal apart (A02), threat (A11), hope (A08); and grief
    apart (A20).
    """
    apart = 1 - inputs.contact
    waking = p.pull_base + p.pull_withdrawal * withdrawal(state, inputs, p)
    waking = waking + p.pull_hope * state.hope
    if p.mechanisms.attachment:
        alone = 1 - state.soothing if p.mechanisms.soothing else 1.0
        waking = waking + p.pull_threat * (1 + p.anxiety) * state.threat * alone
    ties = state.affection + state.bond
    return ties * waking + p.pull_grief * state.grief * apart


def pull_from_relief(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Share of the felt tie that is relief rather than affection, 0 to 1 (B05)."""
    return state.bond / (state.affection + state.bond + 1e-9)


def fear(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Threat, the more so the less one can tell when warmth comes (A10)."""
    return state.threat * (1 - 0.5 * state.reward_rate)


def closeness(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Felt closeness: warmth as it arrives on ties that are there, relief included (B04 B05)."""
    ties = state.affection + state.bond
    return state.felt_warmth * (0.5 + 0.5 * ties) + 0.2 * ties * inputs.contact


def losing(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Fear of losing them: separation distress (B10)."""
    ties = state.affection + state.bond
    distress = withdrawal(state, inputs, p) + 0.5 * state.hope
    return (0.2 + 0.5 * p.anxiety) * ties + 0.5 * ties * distress


def longing(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Grief that still hopes (A20)."""
    return state.grief * (0.5 + 0.5 * state.hope)


def mood(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Mood: warmth felt, less threat, withdrawal and grief."""
    load = state.threat + withdrawal(state, inputs, p) + longing(state, inputs, p)
    return 0.5 + 0.4 * state.felt_warmth + 0.2 * (state.identity - 0.5) - 0.4 * load


def readouts(
    state: States,
    inputs: Inputs,
    p: Parameters,
    drawn: Callable[[States, Inputs, Parameters], Any] = pull,
) -> Readouts:
    """What each rating reads, from step means of the states.

    Args:
        state: step means.
        inputs: as for the laws.
        p: parameters.
        drawn: the pull of the theory at hand.
    """
    return Readouts(
        craving=drawn(state, inputs, p),
        stress=state.threat,
        closeness=closeness(state, inputs, p),
        fear=fear(state, inputs, p),
        mood=mood(state, inputs, p),
        hope=state.hope,
        judgement=state.appraisal,
        myself=state.identity,
        losing=losing(state, inputs, p),
    )
