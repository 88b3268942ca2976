"""One forecast from several: their log odds, weighted and summed, point by point of the scale.

A logarithmic pool with learned weights. Unlike a mean of forecasts it can be sharper than each of
them (Ranjan & Gneiting 2010), and it keeps the mass on the scale's ends and on answers that a
person often gives. The weights make the CRPS of training answers least.
"""

from __future__ import annotations

import numpy as np

_SMALLEST = 0.002
"""Probability below which forecasts are not told apart: answers enough to know them are rare."""
_ROUNDS = 25
"""Rounds of Gauss-Newton; it settles after about 8."""
_SETTLED = 1e-7
"""Relative fall of the loss below which it ends."""
_WORST_DAMPING = 1e8
"""Damping at which no step is small enough to help: the weights are at their best."""


def log_odds(probability: np.ndarray) -> np.ndarray:
    """Log odds, kept finite."""
    inside = np.clip(probability, _SMALLEST, 1 - _SMALLEST)
    return np.log(inside / (1 - inside))


def probability(odds: np.ndarray) -> np.ndarray:
    """The probability with these log odds, no less at a point than at those before it.

    Args:
        odds: (..., G - 1), by points of the grid but the last.

    Returns:
        (..., G); 1 at the last point.
    """
    share = np.maximum.accumulate(1 / (1 + np.exp(-np.clip(odds, -30, 30))), axis=-1)
    return np.concatenate([share, np.ones_like(share[..., :1])], axis=-1)


def learn_weights(
    odds: np.ndarray, came: np.ndarray, width: np.ndarray, start: np.ndarray, worth: float
) -> np.ndarray:
    """Weights of forecasts with the least mean CRPS.

    Args:
        odds: log odds of each forecast, (N, G - 1, K).
        came: whether the answer was at or below each point, (N, G - 1).
        width: of each step of the grid, summing to 1, (G - 1,).
        start: weights before any answer was seen, (K,).
        worth: answers that the start counts for.

    Returns:
        (K,).
    """
    kinds = odds.shape[-1]
    flat, goal = odds.reshape(-1, kinds).astype(np.float64), came.ravel()
    share = np.broadcast_to(width, came.shape).ravel()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        guess = 1 / (1 + np.exp(-np.clip(flat @ weights, -30, 30)))
        off = share @ (guess - goal) ** 2 + worth * ((weights - start) ** 2).sum()
        return float(off), guess

    weights, damping = start.copy(), 1e-3
    now, guess = loss(weights)
    for _ in range(_ROUNDS):
        slope = (guess * (1 - guess))[:, None] * flat
        weighted = slope * share[:, None]
        square = weighted.T @ slope + worth * np.eye(kinds)
        uphill = weighted.T @ (guess - goal) + worth * (weights - start)
        before = now
        while damping < _WORST_DAMPING:
            damped = square + damping * np.diag(np.diag(square))
            tried = weights - np.linalg.solve(damped, uphill)
            after, guess_there = loss(tried)
            if after <= now:
                weights, now, guess = tried, after, guess_there
                damping = max(damping / 10, 1e-6)
                break
            damping *= 10
        if before - now <= _SETTLED * now:
            break
    return weights
