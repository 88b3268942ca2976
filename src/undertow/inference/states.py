"""States of a record: prior draws run through the laws and filtered by the ratings."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from undertow.engine.plain import step_once
from undertow.engine.walk import scan
from undertow.inference.rating_fit import log_evidence
from undertow.record import Daily
from undertow.theory import Inputs, Parameters, States, rating
from undertow.theory.readouts import Readouts, pull, readouts, withdrawal

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
) -> Trajectories:
    """Run the laws for all draws and keep daily means.

    Args:
        start: fields of shape (M,).
        inputs: fields of shape (D * per_day, M).
        p: parameters.
        per_day: steps in a day.
        progress: told the share done.
    """
    days = len(inputs.warmth) // per_day

    def day(state: States, number: int) -> tuple[States, np.ndarray]:
        total: list | None = None
        for step in range(number * per_day, (number + 1) * per_day):
            now = Inputs(*(field[step] for field in inputs))
            state, mean, _ = step_once(state, now, p, 1 / per_day)
            row = [
                pull(mean, now, p),
                mean.bond,
                mean.affection,
                mean.threat,
                withdrawal(mean, now, p),
                mean.appraisal,
                *readouts(mean, now, p),
            ]
            total = row if total is None else [a + b for a, b in zip(total, row, strict=True)]
        if number % 30 == 0:
            progress(number / days)
        return state, np.stack(np.broadcast_arrays(*(total or []))) / per_day

    end, rows = scan(day, start, range(days))
    told = np.stack(rows, axis=1)
    return Trajectories(*told[:6], readouts=Readouts(*told[6:]), end=end)


def rating_weights(trajectories: Trajectories, daily: Daily) -> np.ndarray:
    """Weight of each draw given the ratings, (M,), sum 1.

    Where few draws would be left, the ratings' say is lowered until enough remain: wider bands
    are honest, and a handful of draws is not.
    """
    total = np.zeros(trajectories.pull.shape[1])
    for index, scale in enumerate(rating.SCALES):
        total += log_evidence(
            trajectories.readouts[index], daily.rating[index], daily.rated[index], scale
        )
    for temper in (1.0, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1, 0.05, 0.0):
        weight = np.exp(temper * (total - total.max()))
        weight /= weight.sum()
        if 1 / (weight**2).sum() >= min(_FEWEST_EFFECTIVE, len(weight)):
            break
    return weight
