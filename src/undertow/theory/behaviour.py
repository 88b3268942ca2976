"""What a person does: leaving, slipping into contact, going back. Simulation only.

Hazards are log-linear in the states. Clarity's weight is small beside the pull's: knowing is not
leaving (A25). People differ in leaving, and each leaving teaches (A26, E07). Never shown to a
person, and never a score of one (safety.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from undertow.theory.inputs import Inputs
from undertow.theory.laws.learning import living_hope
from undertow.theory.parameters import Parameters
from undertow.theory.readouts import longing, pull, withdrawal
from undertow.theory.states import States


class Hazards(NamedTuple):
    """Rates per day, each >= 0, of shape (persons,)."""

    leaving: Any
    returning: Any
    slipping: Any


def recognition(physical: Any, p: Parameters) -> Any:
    """Share of its naming that harm gets, 0 to 1: less where nothing physical happens (A34).

    Args:
        physical: share of the harm that is physical, 0 to 1.
        p: parameters.
    """
    if not p.mechanisms.recognition:
        return 1.0 + 0.0 * physical
    return 1 - p.unrecognised * (1 - physical)


def meeting(
    state: States,
    inputs: Inputs,
    p: Parameters,
    xp: Any,
    drawn: Callable[[States, Inputs, Parameters], Any] = pull,
) -> Any:
    """Rate per day, >= 0, of meeting somebody new while apart; the pull keeps from it (B09).

    Arguments are those of `hazards`.
    """
    return p.meeting_base * xp.exp(-p.meeting_pull * drawn(state, inputs, p))


def company(state: States, inputs: Inputs) -> Any:
    """What other people can do against going back, 0 to 1 (A18).

    Less where the other has power and where much harm has been bound in relief, so that support
    protects mostly where there was little violence before (E12).
    """
    return state.support * (1 - inputs.power) * (1 - state.bond)


def preoccupation(p: Parameters) -> Any:
    """Anxiety without avoidance, 0 to 1: closeness is sought, not shunned, in distress (E07)."""
    return p.anxiety * (1 - p.avoidance)


def hazards(
    state: States,
    inputs: Inputs,
    p: Parameters,
    separations: Any,
    xp: Any,
    drawn: Callable[[States, Inputs, Parameters], Any] = pull,
    recognised: Any = 1.0,
) -> Hazards:
    """How likely a person leaves, goes back or slips into contact, per day.

    Args:
        state: states now.
        inputs: inputs now; contact says whether the person is together or apart.
        p: parameters.
        separations: separations so far (A26).
        xp: the arrays' namespace.
        drawn: the pull of the theory at hand.
        recognised: share of the harm that is seen as harm, 0 to 1; only that is a reason to
            leave (A34).
    """
    pulled, missed = drawn(state, inputs, p), withdrawal(state, inputs, p)
    preoccupied = preoccupation(p)
    leaving = (
        p.leaving_base
        * p.leaving_propensity
        * xp.exp(
            p.leaving_threat * state.threat * recognised
            + p.leaving_clarity * state.clarity
            + p.leaving_support * state.support
            + p.leaving_identity * state.identity
            + p.leaving_protest * preoccupied
            - p.leaving_pull * pulled
        )
    )
    hoping = living_hope(state, p)
    returning = (
        p.returning_base
        * hoping
        * xp.exp(
            p.returning_pull * pulled
            + p.returning_withdrawal * missed
            + p.returning_longing * longing(state, inputs, p)
            - p.returning_clarity * state.clarity
            - p.returning_support * company(state, inputs)
            - p.returning_identity * state.identity
            - p.returning_learned * separations
        )
    )
    slipping = (
        p.slipping_base
        * p.slipping_propensity
        * hoping
        * xp.exp(
            p.slipping_pull * pulled
            + p.slipping_withdrawal * missed
            + p.slipping_preoccupied * preoccupied
        )
    )
    return Hazards(leaving, returning, slipping)
