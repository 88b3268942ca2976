"""The cascade over a stretch of time at once, for many persons, in NumPy.

The same laws and the same exact solution as `engine.plain`, with the loops the other way round:
state by state, and within each through the steps. A law is then called once a stretch instead of
once a step, which makes hour steps over years cheap.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from undertow.engine.leaky import relaxation
from undertow.theory import REINFORCEMENT, Inputs, Parameters, Signals, States, Theory, cascade


def run(
    start: States,
    inputs: Inputs,
    p: Parameters,
    step: float,
    shape: tuple[int, ...],
    theory: Theory = REINFORCEMENT,
) -> tuple[States, States, Signals]:
    """Run the laws through a stretch.

    Args:
        start: states at the beginning; broadcast to `shape[1:]`.
        inputs: constant within a step; broadcast to `shape`.
        p: parameters, scalars or arrays that broadcast to `shape[1:]`.
        step: in days.
        shape: steps first, then persons along any number of axes.
        theory: what makes the ties.

    Returns:
        End states, step means, and signals; states of `shape`.
    """
    return cascade(start, inputs, p, partial(_advance, step=step, shape=shape), theory)


def _advance(
    start: Any, inflow: Any, outflow: Any, step: float, shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Ends and means, over each step, of x' = inflow - outflow x; see `engine.leaky.advance`."""
    first, second = relaxation(np.asarray(outflow * step), np)
    gained = np.broadcast_to(step * inflow * first, shape)
    kept = np.broadcast_to(1 - step * outflow * first, shape)
    points = np.empty((shape[0] + 1, *shape[1:]))
    points[0] = start
    for t in range(shape[0]):
        points[t + 1] = kept[t] * points[t] + gained[t]
    before = points[:-1]
    return points[1:], before + step * (inflow - outflow * before) * second
