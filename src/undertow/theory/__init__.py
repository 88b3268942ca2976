"""The theory: laws, parameters, inputs, states, readouts, behaviour, partners. Imports no room."""

from undertow.theory.cascade import cascade
from undertow.theory.inputs import EVENT_DAYS, Inputs
from undertow.theory.mechanisms import ALL, Mechanisms
from undertow.theory.parameter import Parameter
from undertow.theory.parameters import Parameters
from undertow.theory.states import Signals, States, before_the_relationship
from undertow.theory.theory import REINFORCEMENT, Theory

__all__ = [
    "ALL",
    "EVENT_DAYS",
    "REINFORCEMENT",
    "Inputs",
    "Mechanisms",
    "Parameter",
    "Parameters",
    "Signals",
    "States",
    "Theory",
    "before_the_relationship",
    "cascade",
]
