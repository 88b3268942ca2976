"""Where the next answer is expected, and how far off that usually is.

The expectation mixes memories of different length; its weights make the absolute error of
training answers least (a median regression), drawn to even weights. How far off it usually is, is
the person's own running error, drawn to everybody's; the shape of the error is everybody's.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference.score.memory import fading_mean, gaps
from undertow.inference.score.panel import Panel

RATES = (0.0, 0.1, 0.3, 1.0)
"""How fast the memories fade that are mixed: all answers, about ten, about three, the last one."""

_START = (0.25, 0.35, 0.3, 0.1)
"""Weights of the memories before any answer was seen: close to a usual moving average."""
_START_WORTH = 10.0
"""Answers that the starting weights count for."""
_PRIOR_WORTH = 2.0
"""Answers that everybody's median counts for in a person's memory."""
_ERROR_WORTH = 5.0
"""Answers that everybody's error counts for in a person's own."""
_ERROR_FADES = 0.1
"""How fast the quicker of the two running errors fades, for times when a person changes more."""
_SMALLEST_ERROR = 0.1
"""Of a step of the grid: even who always answered alike may give another answer."""
_QUANTILES = np.linspace(0.01, 0.99, 50)
"""Quantiles of the error that are kept. Finer ones change nothing: each is smoothed anyway."""
_SMOOTHING = 0.09
"""Width of the logistic kernel around each of these, in usual errors."""
_ROUNDS = 30
"""Rounds of reweighting in the median regression; it settles after about 20."""


class Location(NamedTuple):
    """What training answers say of expectations and errors.

    Attributes:
        centre: everybody's median.
        spread: everybody's mean distance from it.
        weights: of the memories, their lapse, a constant and what events left behind, (6 + E,).
        error: everybody's mean absolute error.
        shape: quantiles of the error in units of its own size, (50,).
    """

    centre: float
    spread: float
    weights: np.ndarray
    error: float
    shape: np.ndarray


def learn_location(panel: Panel) -> Location:
    """Weights and errors from training answers alone."""
    answers = panel.answers[panel.train]
    centre = float(np.median(answers))
    spread = float(np.abs(answers - centre).mean()) or 1.0
    judged = panel.judged()
    features = _features(panel, centre, spread)
    goal = (panel.answers[judged] - centre) / spread
    start = np.r_[_START, 0.0, 0.0, np.zeros(panel.events.shape[2])]
    weights = _median_regression(features[judged], goal, start)
    error = float(np.abs(goal - features[judged] @ weights).mean()) * spread
    unshaped = Location(centre, spread, weights, error, np.zeros(0))
    where, size = expected(panel, unshaped, 0.0)
    ratio = (panel.answers - where)[judged] / np.maximum(size[judged], 1e-9 * spread)
    return unshaped._replace(shape=np.quantile(ratio, _QUANTILES))


def expected(panel: Panel, location: Location, step: float) -> tuple[np.ndarray, np.ndarray]:
    """The expectation of each answer and the usual size of its error, both (P, T).

    Args:
        panel: the people.
        location: what training answers said.
        step: of the grid.
    """
    features = _features(panel, location.centre, location.spread)
    mixed = location.centre + location.spread * (features @ location.weights)
    where = np.clip(mixed, panel.low, panel.high)
    off = np.where(panel.given, np.abs(panel.answers - where), 0.0)
    steps = np.ones_like(off)
    slow, quick = (
        fading_mean(off, steps, rate, location.error, _ERROR_WORTH) for rate in (0.0, _ERROR_FADES)
    )
    return where, np.maximum(np.sqrt(slow * quick), _SMALLEST_ERROR * step)


def below_middle(
    where: np.ndarray, size: np.ndarray, location: Location, grid: np.ndarray
) -> np.ndarray:
    """Probability of an answer nearer to this point or those below it than to the next one.

    Args:
        where: expectations, (...).
        size: usual sizes of the error, (...).
        location: what training answers said.
        grid: (G,).

    Returns:
        (..., G - 1); what lies beyond the scale's ends falls on the ends.
    """
    middle = (grid[:-1] + grid[1:]) / 2
    far = np.linspace(-8, 8, 801)
    within = (far[:, None] - location.shape) / _SMOOTHING
    smooth = (1 / (1 + np.exp(-np.clip(within, -40, 40)))).mean(axis=1)
    return np.interp((middle - where[..., None]) / size[..., None], far, smooth)


def _features(panel: Panel, centre: float, spread: float) -> np.ndarray:
    """Memories in units of everybody's spread, a lapse, a constant, what events left behind.

    The lapse lets the last answer say less, and the mean more, the longer ago it was.

    Returns:
        (P, T, 6 + E).
    """
    gap = gaps(panel)
    memories = [
        fading_mean(panel.answers, gap, rate, centre, _PRIOR_WORTH if rate < 1 else 0.0)
        for rate in RATES
    ]
    scaled = (np.stack(memories, axis=-1) - centre) / spread
    lapse = (scaled[:, :, -1:] - scaled[:, :, :1]) * np.log(gap)[:, :, None]
    one = np.ones((*panel.answers.shape, 1))
    return np.concatenate([scaled, lapse, one, panel.events], axis=-1)


def _median_regression(features: np.ndarray, goal: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Weights with the least absolute error, by reweighted least squares, drawn to `start`."""
    weights = start.copy()
    if len(goal) == 0:
        return weights
    smallest = 0.02 * np.abs(goal).mean() + 1e-9
    for _ in range(_ROUNDS):
        inverse = 1 / np.hypot(goal - features @ weights, smallest)
        weighted = features * inverse[:, None]
        pull = _START_WORTH * np.median(inverse)
        left = weighted.T @ features + pull * np.eye(len(start))
        weights = np.linalg.solve(left, weighted.T @ goal + pull * start)
    return weights
