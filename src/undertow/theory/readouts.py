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


def alone(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Share of the pull that other people do not take over, 0 to 1 (A18 A24).

    They do so by being there, and the more so while one is with them.
    """
    if not p.mechanisms.support:
        return 1.0
    with_them = inputs.support / (1 + inputs.support)
    return 1 - p.pull_shared * (state.support + (1 - state.support) * with_them)


def pang(state: States, inputs: Inputs, p: Parameters) -> Any:
    """What a contact or a cue stirs while it lasts, and leaves nothing of (A28).

    Conditioned to the relief-bond, as craving at the sight of a drug outlasts withdrawal (E09);
    so it is there when hope is gone, and nothing where there is no such bond (N2 N6).
    """
    if not p.mechanisms.reactivation:
        return 0.0 * state.bond
    cue = p.cue_wakes / p.contact_wakes * inputs.cue
    return p.pull_pang * state.bond * (inputs.onset + cue)


def pull(state: States, inputs: Inputs, p: Parameters) -> Any:
    """P. How strongly one is drawn back, >= 0, about 0 to 2.

    The ties, times what wakes them: withdrawal apart (A02), threat (A11), hope (A08); and grief
    apart (A20). Other people take a part of all that over (A24). Besides, the pang of the
    moment (A28).
    """
    apart = 1 - inputs.contact
    waking = p.pull_base + p.pull_withdrawal * withdrawal(state, inputs, p)
    waking = waking + p.pull_hope * state.hope
    if p.mechanisms.attachment:
        unsoothed = 1 - state.soothing if p.mechanisms.soothing else 1.0
        waking = waking + p.pull_threat * (1 + p.anxiety) * state.threat * unsoothed
    ties = state.affection + state.bond
    mourning = state.grief * apart + protest(state, inputs, p)
    drawn = ties * waking + p.pull_grief * mourning
    return drawn * alone(state, inputs, p) + pang(state, inputs, p)


def pull_from_relief(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Share of the felt tie that is relief rather than affection, 0 to 1 (B05)."""
    return state.bond / (state.affection + state.bond + 1e-9)


def stress(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Threat of the moment, and the alarm that months of it left in the body (A10 B14 E13)."""
    return state.threat + p.alarm_share * state.alarm * (1 - state.threat)


def fear(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Stress, the more so the less one can tell when warmth comes (A10)."""
    return stress(state, inputs, p) * (1 - 0.5 * state.reward_rate)


def closeness(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Felt closeness: warmth as it arrives on ties that are there, relief included (B04 B05)."""
    ties = state.affection + state.bond
    return state.felt_warmth * (0.5 + 0.5 * ties) + 0.2 * ties * inputs.contact


def losing(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Fear of losing them: separation distress (B10).

    Withdrawal weighs in it as it does in the pull.
    """
    ties = state.affection + state.bond
    quiet = 0.2 + 0.5 * p.anxiety + 0.25 * state.hope
    return ties * (quiet + p.pull_withdrawal * withdrawal(state, inputs, p))


def longing(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Grief that still hopes, apart: being together stills it (A15 A20)."""
    return state.grief * (0.5 + 0.5 * state.hope) * (1 - inputs.contact)


def protest(state: States, inputs: Inputs, p: Parameters) -> Any:
    """What of the loss has not sunk in yet, apart: it hurts at once, and turns into grief (E04).

    Protest before despair (Bowlby 1980, Loss; Sbarra & Hazan 2008, Pers Soc Psychol Rev 12:141).
    """
    return state.unmourned * (1 - inputs.contact)


def distress(state: States, inputs: Inputs, p: Parameters) -> Any:
    """What weighs on the mood: stress, withdrawal and longing; each about 0 to 1 (E10 E13)."""
    missed = protest(state, inputs, p) + longing(state, inputs, p)
    return stress(state, inputs, p) + withdrawal(state, inputs, p) + missed


def mood(state: States, inputs: Inputs, p: Parameters) -> Any:
    """Mood: warmth felt and being oneself, less what weighs on it.

    Looking at what was bad sobers while one looks, a little (E18).
    """
    lifted = 0.5 + 0.4 * state.felt_warmth + 0.2 * (state.identity - 0.5)
    return lifted - 0.4 * distress(state, inputs, p) - p.sobering * inputs.naming


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
        stress=stress(state, inputs, p),
        closeness=closeness(state, inputs, p),
        fear=fear(state, inputs, p),
        mood=mood(state, inputs, p),
        hope=state.hope,
        judgement=state.appraisal,
        myself=state.identity,
        losing=losing(state, inputs, p),
    )
