"""80 % intervals whose width follows how often they were right.

An interval holds the points whose middle rank is no farther from one half than a reach. The reach
starts at everybody's and moves with each answer of the person: in after an answer that fell
inside, out after one that did not (Gibbs & Candes 2021). Where it starts and what it aims at are
set on training answers.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference.scanning import scan
from undertow.inference.score.panel import Panel

GOAL = 0.805
"""Share of training answers inside; half a hundredth above 80 %, because the forecasts were learned
from the same answers and fit them a little better than those to come."""
_MOVES = 0.06
"""How far the reach moves for an answer outside; chosen with the other settings."""
_NEAREST, _FARTHEST = 0.05, 0.495
"""Bounds of the reach; at .5 everything that has any probability would be inside."""
_LATE = 0.5
"""Of the training answers the later half sets the reach: people grow more even with time."""
_WORTH = 30.0
"""Later training answers that the reach and the aim of a perfect forecast count for."""
_AIMS = np.arange(0.6, 0.921, 0.01)
"""Aims that are tried."""


class Reach(NamedTuple):
    """Where the reach starts, and which share inside each person's own answers move it to."""

    start: float
    aim: float


def learn_reach(panel: Panel, distance: np.ndarray) -> Reach:
    """The reach with which `GOAL` of later training answers fall inside.

    Args:
        panel: the people.
        distance: of each answer's middle rank from one half, 0 to .5; (P, T).
    """
    order = np.arange(panel.answers.shape[1])
    late = panel.judged() & (order >= _LATE * panel.train.sum(axis=1, keepdims=True))
    if not late.any():
        return Reach(GOAL / 2, GOAL)
    starts = np.quantile(distance[late], _AIMS)
    inside = _shares_inside(starts, distance, panel.judged(), late)
    best = int(np.abs(inside - GOAL).argmin())
    trust = late.sum() / (late.sum() + _WORTH)
    return Reach(
        float(GOAL / 2 + trust * (starts[best] - GOAL / 2)),
        float(GOAL + trust * (_AIMS[best] - GOAL)),
    )


def reaches(reach: Reach, distance: np.ndarray, moving: np.ndarray) -> np.ndarray:
    """The reach of each interval, from the answers before it; (P, T).

    Args:
        reach: where it starts and what it aims at.
        distance: of each answer's middle rank from one half; (P, T).
        moving: which answers move it, boolean (P, T).
    """

    def step(now: np.ndarray, row: tuple[np.ndarray, np.ndarray]):
        return _moved(now, *row, reach.aim), now

    start = np.full(len(distance), reach.start)
    return scan(step, start, (distance.T, moving.T))[1].T


def _shares_inside(
    starts: np.ndarray, distance: np.ndarray, moving: np.ndarray, late: np.ndarray
) -> np.ndarray:
    """Share of late answers inside, for each aim that is tried from its own start; (A,)."""

    def step(carry: tuple[np.ndarray, np.ndarray], row: tuple[np.ndarray, ...]):
        now, inside = carry
        far, moves, counts = row
        inside = inside + ((far <= now) & counts).sum(axis=1)
        return (_moved(now, far, moves, _AIMS[:, None]), inside), None

    begin = np.repeat(starts[:, None], len(distance), axis=1), np.zeros(len(starts))
    (_, inside), _ = scan(step, begin, (distance.T, moving.T, late.T))
    return inside / late.sum()


def _moved(
    now: np.ndarray, far: np.ndarray, moves: np.ndarray, aim: np.ndarray | float
) -> np.ndarray:
    """The reach after an answer this far from one half."""
    moved = now + _MOVES * (aim - (far <= now))
    return np.where(moves, np.clip(moved, _NEAREST, _FARTHEST), now)
