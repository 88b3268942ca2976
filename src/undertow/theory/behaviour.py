"""What a person does: leaving, slipping into contact, going back. Simulation only.

Hazards are log-linear in the states. Clarity's weight is small beside the pull's: knowing is not
leaving (A25). People differ in leaving, and each leaving teaches (A26, E07). Starting values,
not calibrated yet; never shown to a person, and never a score of one (safety.md).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from undertow.theory.inputs import Inputs
from undertow.theory.parameters import Parameters
from undertow.theory.readouts import pull, withdrawal
from undertow.theory.states import States


class Hazards(NamedTuple):
    """Rates per day, each >= 0, of shape (persons,)."""

    leaving: Any
    returning: Any
    slipping: Any


def hazards(state: States, inputs: Inputs, p: Parameters, separations: Any, xp: Any) -> Hazards:
    """How likely a person leaves, goes back or slips into contact, per day.

    Args:
        state: states now.
        inputs: inputs now; contact says whether the person is together or apart.
        p: parameters.
        separations: separations so far (A26).
        xp: the arrays' namespace.
    """
    drawn = pull(state, inputs, p)
    leaving = (
        p.leaving_base
        * p.leaving_propensity
        * xp.exp(
            p.leaving_threat * state.threat
            + p.leaving_clarity * state.clarity
            + p.leaving_support * state.support
            + p.leaving_identity * state.identity
            - p.leaving_pull * drawn
        )
    )
    returning = p.returning_base * xp.exp(
        p.returning_pull * drawn
        + p.returning_withdrawal * withdrawal(state, inputs, p)
        - p.leaving_clarity * state.clarity
        - p.leaving_support * state.support
        - p.returning_learned * separations
    )
    slipping = p.slipping_base * xp.exp(
        p.returning_pull * drawn + p.returning_withdrawal * withdrawal(state, inputs, p)
    )
    return Hazards(leaving, returning, slipping)
