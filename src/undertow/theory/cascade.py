"""The one place that lists the states in the order in which they are solved.

Every state is a leaky integrator x' = inflow - outflow x whose two rates depend only on inputs
and on states above it, so each is solved exactly over a step, given the step means of what
stands above. `advance` does that, for whatever the arrays are: one step of many persons, or
the whole time axis of one diary. The engines differ only in the `advance` that they hand in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from undertow.theory.inputs import Inputs
from undertow.theory.laws import learning, resources, self, threat
from undertow.theory.parameters import Parameters
from undertow.theory.states import Above, Signals, States
from undertow.theory.theory import REINFORCEMENT, Theory

Advance = Callable[[Any, Any, Any], tuple[Any, Any]]
"""`advance(start, inflow, outflow)` gives the state at the end of the step and its step mean."""


def cascade(
    start: States,
    inputs: Inputs,
    p: Parameters,
    advance: Advance,
    theory: Theory = REINFORCEMENT,
) -> tuple[States, States, Signals]:
    """Solve all states in order.

    Args:
        start: states at the beginning.
        inputs: what comes from outside, constant within a step.
        p: parameters and mechanisms.
        advance: solver of one leaky integrator.
        theory: what makes the ties.

    Returns:
        States at the end of each step, their means over it, and the derived signals.
    """
    above = Above()
    end: dict[str, Any] = {}

    def solve(*laws: Any, **named: Any) -> None:
        for name, law in ({law.__name__: law for law in laws} | named).items():
            end[name], mean = advance(getattr(start, name), *law(above, inputs, p))
            setattr(above, name, mean)

    def derive(signal: Any) -> None:
        setattr(above, signal.__name__, signal(above, inputs, p))

    solve(resources.clarity, resources.soothing, resources.support)
    solve(
        learning.felt_warmth,
        learning.expected_warmth,
        learning.volatility,
        learning.acquaintance,
        learning.reward_rate,
        learning.template,
    )
    solve(threat.exclusivity, threat.threat, threat.cortisol, resources.working_model)
    derive(learning.associability)
    derive(threat.relief)
    solve(learning.expected_relief, learning.hope)
    derive(learning.relief_surprise)
    derive(learning.reward_surprise)
    derive(learning.reactivation)
    solve(affection=theory.affection, bond=theory.bond, opponent=theory.opponent)
    solve(self.alarm, self.appraisal, self.disorientation)
    solve(self.unmourned, self.grief, self.identity)

    means = States(*(getattr(above, name) for name in States._fields))
    signals = Signals(*(getattr(above, name) for name in Signals._fields))
    return States(**end), means, signals
