"""The plain engine: a NumPy loop of a few lines. Oracle of the others, and the first reading."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from undertow.engine.leaky import advance
from undertow.theory import REINFORCEMENT, Inputs, Parameters, Signals, States, Theory, cascade


def step_once(
    start: States, inputs: Inputs, p: Parameters, step: float, theory: Theory = REINFORCEMENT
) -> tuple[States, States, Signals]:
    """One step of the cascade for scalars or persons: end states, step means, signals."""
    return cascade(start, inputs, p, partial(advance, step=step, xp=np), theory)


def run(
    start: States, inputs: Inputs, p: Parameters, step: float, theory: Theory = REINFORCEMENT
) -> tuple[States, States, Signals]:
    """Run the laws through time.

    Args:
        start: states at the beginning, scalars or arrays of shape (persons,).
        inputs: fields of shape (steps,) or (steps, persons), or scalars for constants.
        p: parameters, scalars or (persons,).
        step: in days.
        theory: what makes the ties.

    Returns:
        End states, step means and signals, each field of shape (steps,) or (steps, persons).

    Raises:
        ValueError: if no input has a time axis.
    """
    lengths = {np.shape(field)[0] for field in inputs if np.ndim(field) > 0}
    if len(lengths) != 1:
        raise ValueError("inputs need one common time axis")
    steps = lengths.pop()
    ends: list[States] = []
    means: list[States] = []
    signals: list[Signals] = []
    state = start
    for t in range(steps):
        now = Inputs(*(field[t] if np.ndim(field) > 0 else field for field in inputs))
        state, mean, signal = step_once(state, now, p, step, theory)
        ends.append(state)
        means.append(mean)
        signals.append(signal)
    return _stack(States, ends), _stack(States, means), _stack(Signals, signals)


def _stack(kind: Any, rows: list[Any]) -> Any:
    """Rows over time into arrays, all of one shape."""
    columns = [np.stack(np.broadcast_arrays(*column)) for column in zip(*rows, strict=True)]
    rank = max(column.ndim for column in columns)
    padded = [c.reshape(c.shape + (1,) * (rank - c.ndim)) for c in columns]
    return kind(*np.broadcast_arrays(*padded))
