"""How far a forecast was from the answer: CRPS, median and rank, for forecasts on a grid."""

from __future__ import annotations

from math import erf, pi, sqrt

import numpy as np

_erf = np.vectorize(erf, otypes=[float])


def gaussian_crps(mean: np.ndarray, deviation: np.ndarray, answer: np.ndarray) -> np.ndarray:
    """Continuous ranked probability score of a normal forecast (Gneiting & Raftery 2007, eq. 21).

    Args:
        mean: of the forecast, any shape.
        deviation: its standard deviation, >= 0, same shape.
        answer: what came, same shape.

    Returns:
        In units of the answer, >= 0; the absolute error where the deviation is 0.
    """
    sure = deviation <= 0
    z = (answer - mean) / np.where(sure, 1.0, deviation)
    below = 0.5 * (1 + _erf(z / sqrt(2)))
    density = np.exp(-(z**2) / 2) / sqrt(2 * pi)
    score = deviation * (z * (2 * below - 1) + 2 * density - 1 / sqrt(pi))
    return np.where(sure, np.abs(answer - mean), score)


def grid_crps(below: np.ndarray, grid: np.ndarray, answer: np.ndarray) -> np.ndarray:
    """Continuous ranked probability score of a forecast with its mass on a grid, exactly.

    The integral of (forecast - step at the answer) squared, where the forecast is constant
    between points and the answer may lie anywhere on the scale.

    Args:
        below: probability of an answer at or below each point, (N, G), 1 at the last.
        grid: (G,), rising.
        answer: (N,), from grid[0] to grid[-1].

    Returns:
        (N,), in units of the answer.
    """
    left, width = grid[:-1], np.diff(grid)
    flat = below[:, :-1]
    before = np.clip(answer[:, None] - left, 0, width)
    return (before * flat**2 + (width - before) * (1 - flat) ** 2).sum(axis=1)


def grid_median(below: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """The first point at or below which at least half of the mass lies; (N,)."""
    return grid[(below >= 0.5).argmax(axis=1)]


def middle_ranks(below: np.ndarray) -> np.ndarray:
    """Share of the mass below each point, half of the point's own included; (N, G)."""
    under = np.concatenate([np.zeros_like(below[:, :1]), below[:, :-1]], axis=1)
    return (under + below) / 2


def rank_of(below: np.ndarray, grid: np.ndarray, answer: np.ndarray) -> np.ndarray:
    """The middle rank of what came, 0 to 1; an answer between points takes the nearer; (N,)."""
    nearest = np.abs(grid - answer[:, None]).argmin(axis=1)
    return np.take_along_axis(middle_ranks(below), nearest[:, None], axis=1)[:, 0]


NORMAL_80 = 1.2815515655446004
"""Standard deviations on either side of its mean that hold 80 % of a normal distribution."""
