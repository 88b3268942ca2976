"""States of a record: prior draws run through the laws and filtered by the ratings."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from undertow.engine import stretch
from undertow.inference.rating_fit import log_evidence
from undertow.record import Daily
from undertow.theory import REINFORCEMENT, Inputs, Parameters, States, Theory, rating
from undertow.theory.readouts import Readouts, readouts, withdrawal

_BLOCK_DAYS = 10
"""Days solved at once: few calls, and arrays that stay in the cache."""

_FEWEST_EFFECTIVE = 40
"""Effective draws below which the ratings' weight is taken back."""


class Trajectories(NamedTuple):
    """Daily means of what is told, for every draw; arrays of shape (D, M), and the end states."""

    pull: np.ndarray
    bond: np.ndarray
    affection: np.ndarray
    threat: np.ndarray
    withdrawal: np.ndarray
    appraisal: np.ndarray
    readouts: Readouts
    end: States


def run_draws(
    start: States,
    inputs: Inputs,
    p: Parameters,
    per_day: int,
    progress: Callable[[float], None] = lambda share: None,
    theory: Theory = REINFORCEMENT,
) -> Trajectories:
    """Run the laws for all draws and keep daily means.

    Args:
        start: fields of shape (M,).
        inputs: fields of shape (D * per_day, M).
        p: parameters.
        per_day: steps in a day.
        progress: told the share done.
        theory: what makes the ties, and how they pull.
    """
    steps = len(inputs.warmth)
    rows = []
    state = start
    for first in range(0, steps, _BLOCK_DAYS * per_day):
        block = slice(first, first + _BLOCK_DAYS * per_day)
        now = Inputs(*(field[block].astype(float) for field in inputs))
        shape = now.warmth.shape
        ends, means, _ = stretch.run(state, now, p, 1 / per_day, shape, theory)
        state = States(*(field[-1] for field in ends))
        told = [
            theory.pull(means, now, p),
            means.bond,
            means.affection,
            means.threat,
            withdrawal(means, now, p),
            means.appraisal,
            *readouts(means, now, p, theory.pull),
        ]
        by_day = (-1, per_day, shape[1])
        rows.append(
            np.stack([np.broadcast_to(x, shape).reshape(by_day).mean(axis=1) for x in told])
        )
        progress(min(1.0, block.stop / steps))
    told = np.concatenate(rows, axis=1)
    return Trajectories(*told[:6], readouts=Readouts(*told[6:]), end=state)


def rating_weights(trajectories: Trajectories, daily: Daily) -> np.ndarray:
    """Weight of each draw given the ratings, (M,), sum 1."""
    total = np.zeros(trajectories.pull.shape[1])
    for index, scale in enumerate(rating.SCALES):
        total += log_evidence(
            trajectories.readouts[index], daily.rating[index], daily.rated[index], scale
        )
    return tempered(total)


def tempered(total: np.ndarray, fewest: float = _FEWEST_EFFECTIVE) -> np.ndarray:
    """Weights of draws, (M,), sum 1, from their log evidence.

    Where few draws would be left, the ratings' say is lowered until enough remain: wider bands
    are honest, and a handful of draws is not.

    Args:
        total: log evidence of each draw, (M,).
        fewest: effective draws that must remain.
    """
    weight = np.full(len(total), 1 / len(total))
    for temper in (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.0):
        weight = np.exp(temper * (total - total.max()))
        weight /= weight.sum()
        if 1 / (weight**2).sum() >= min(fewest, len(weight)):
            break
    return weight
