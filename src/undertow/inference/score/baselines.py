"""The simple forecasts that ours stands beside; all (P, T), each from earlier answers only.

Weights that are not a person's own are picked on training answers after the warm-up, pooled over
people, by their mean absolute error.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from undertow.inference.score.panel import WARM_UP, Panel

EWMA_RATES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)
EWMA_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""What is tried: how fast the moving average forgets, and its share beside the running mean."""

DECAY_TIMES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Time constants that are tried, in usual gaps between answers."""


def mean(panel: Panel) -> np.ndarray:
    """The mean of the person's training answers."""
    total = np.where(panel.train, panel.answers, 0).sum(axis=1)
    average = total / panel.train.sum(axis=1)
    return np.broadcast_to(average[:, None], panel.answers.shape)


def persistence(panel: Panel) -> np.ndarray:
    """The answer before; the first stands for itself, and no score counts it."""
    return np.concatenate([panel.answers[:, :1], panel.answers[:, :-1]], axis=1)


def ar1(panel: Panel) -> np.ndarray:
    """First-order autoregression, least squares on each person's training answers."""
    before, pairs = persistence(panel), panel.train.copy()
    pairs[:, 0] = False
    count = pairs.sum(axis=1)
    middle_before = np.where(pairs, before, 0).sum(axis=1) / count
    middle = np.where(pairs, panel.answers, 0).sum(axis=1) / count
    off_before = before - middle_before[:, None]
    square = np.where(pairs, off_before**2, 0).sum(axis=1)
    product = np.where(pairs, off_before * (panel.answers - middle[:, None]), 0).sum(axis=1)
    slope = np.clip(np.where(square > 0, product / np.where(square > 0, square, 1), 0), -1, 1)
    return middle[:, None] + slope[:, None] * off_before


def decay(panel: Panel) -> np.ndarray:
    """The last answer, falling exponentially with time to the mean of training answers."""
    between = np.diff(panel.times, axis=1, prepend=panel.times[:, :1])
    later = panel.train.copy()
    later[:, 0] = False
    usual = float(np.median(between[later])) or 1.0
    level, before = mean(panel), persistence(panel)
    between = np.maximum(between, 0)  # filled-up places have no time
    return _best(
        panel,
        (level + (before - level) * np.exp(-between / (usual * time)) for time in DECAY_TIMES),
    )


def ewma(panel: Panel) -> np.ndarray:
    """A moving average that forgets exponentially, mixed with the running mean."""
    length = panel.answers.shape[1]
    counts = np.arange(1, length)
    running = persistence(panel).copy()
    running[:, 1:] = np.cumsum(panel.answers[:, :-1], axis=1) / counts
    return _best(
        panel,
        (
            share * average + (1 - share) * running
            for rate in EWMA_RATES
            for average in [_moving_average(panel.answers, rate)]
            for share in EWMA_SHARES
        ),
    )


def training_deviation(panel: Panel, forecast: np.ndarray) -> np.ndarray:
    """Standard deviation of each person's training errors after the warm-up; (P,)."""
    errors = panel.answers - forecast
    return np.array(
        [
            row[WARM_UP:][train[WARM_UP:]].std()
            for row, train in zip(errors, panel.train, strict=True)
        ]
    )


def _moving_average(answers: np.ndarray, rate: float) -> np.ndarray:
    """The average before each answer, begun at the first one."""
    averages = answers.copy()
    for step in range(1, answers.shape[1]):
        before = averages[:, step - 1]
        # The first answer is the first average, so that its own step adds nothing.
        averages[:, step] = before + rate * (answers[:, step - 1] - before)
    return averages


def _best(panel: Panel, forecasts: Iterable[np.ndarray]) -> np.ndarray:
    """The first of those forecasts that were closest to training answers after the warm-up."""
    judged = panel.judged()

    def error(forecast: np.ndarray) -> float:
        return float(np.abs(panel.answers - forecast)[judged].mean())

    return min(forecasts, key=error)
