"""What a theory is: what makes the ties, and how they pull. The rest of a person is shared.

Rival theories read the same inputs, keep the same states and answer with the same readouts, so
that they can be held against one record on equal terms. They differ in four functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from undertow.theory.inputs import Inputs
from undertow.theory.laws import attachments
from undertow.theory.parameters import Parameters
from undertow.theory.readouts import pull
from undertow.theory.states import Above, States

Law = Callable[[Above, Inputs, Parameters], tuple[Any, Any]]
"""From what stands above a state to (inflow, outflow)."""

Pull = Callable[[States, Inputs, Parameters], Any]
"""From the states to how strongly one is drawn back, >= 0, about 0 to 2."""


class Theory(NamedTuple):
    """One account of what holds a person.

    Attributes:
        name: one lower-case word.
        meaning: one sentence.
        source: who says so.
        affection: law of the tie that warmth makes.
        bond: law of the tie that is not affection.
        opponent: law of what is missed, or left unfinished.
        pull: readout of the pull.
        parameters: class of its parameters; a theory from another package may add its own.
    """

    name: str
    meaning: str
    source: str
    affection: Law
    bond: Law
    opponent: Law
    pull: Pull
    parameters: type[Parameters] = Parameters


REINFORCEMENT = Theory(
    name="reinforcement",
    meaning="relief from threat by the one who threatens makes the bond",
    source="claims.md, source A",
    affection=attachments.affection,
    bond=attachments.bond,
    opponent=attachments.opponent,
    pull=pull,
)
