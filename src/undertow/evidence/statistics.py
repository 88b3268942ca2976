"""Statistics that published findings report: regression, survival, ratios. NumPy only.

Each function takes one sample; `by_seed` runs it for every seed of a lab.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

_STEPS, _ENOUGH = 100, 1e-10


class Regression(NamedTuple):
    """Ordinary least squares with an intercept.

    Attributes:
        weights: of each predictor, in units of the outcome per unit of it; (predictors,).
        standardized: the same in standard deviations; nan for a predictor that never varies.
        r_squared: share of the outcome's variance that the predictors explain, 0 to 1; nan where
            the outcome never varies.
    """

    weights: np.ndarray
    standardized: np.ndarray
    r_squared: float


def regression(predictors: Sequence[np.ndarray], outcome: np.ndarray) -> Regression:
    """Linear regression of one outcome on several predictors.

    Args:
        predictors: each (persons,).
        outcome: (persons,).
    """
    columns = np.stack([np.asarray(values, float) for values in predictors], axis=1)
    centred, target = columns - columns.mean(axis=0), outcome - outcome.mean()
    weights = np.linalg.lstsq(centred, target, rcond=None)[0]
    total = float(target @ target)
    left = target - centred @ weights
    with np.errstate(invalid="ignore", divide="ignore"):
        explained = float(1 - np.float64(left @ left) / total) if total > 0 else np.nan
        standardized = np.where(
            centred.std(axis=0) > 0, weights * centred.std(axis=0) / target.std(), np.nan
        )
    return Regression(weights, standardized, explained)


def unique_r_squared(predictors: Sequence[np.ndarray], outcome: np.ndarray) -> np.ndarray:
    """What each predictor explains beyond all the others together; (predictors,), each 0 to 1."""
    whole = regression(predictors, outcome).r_squared
    without = [
        regression([*predictors[:place], *predictors[place + 1 :]], outcome).r_squared
        for place in range(len(predictors))
    ]
    return whole - np.array(without)


def logistic_weights(predictors: Sequence[np.ndarray], outcome: np.ndarray) -> np.ndarray:
    """Log odds ratio per unit of each predictor, by Newton's method; (predictors,).

    Args:
        predictors: each (persons,).
        outcome: true or false, (persons,).

    Returns:
        nan throughout where no finite maximum exists: an outcome that never varies, or one that
        the predictors tell without error.
    """
    columns = np.stack([np.ones(len(outcome)), *predictors], axis=1).astype(float)
    weights = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        curvature = (columns * (chance * (1 - chance))[:, None]).T @ columns
        if np.linalg.cond(curvature) > 1e12:
            break
        step = np.linalg.solve(curvature, columns.T @ (outcome - chance))
        weights = weights + step
        if np.abs(step).max() < _ENOUGH:
            return weights[1:]
    return np.full(len(weights) - 1, np.nan)


def odds_ratio(exposed: np.ndarray, outcome: np.ndarray, added: float = 0.0) -> float:
    """Odds of the outcome among the exposed over those among the others; nan or inf if empty.

    Args:
        exposed: true or false, (persons,).
        outcome: true or false, (persons,).
        added: to each of the four counts; a half keeps the ratio finite where one is empty
            (Haldane 1956, Ann Hum Genet 20:309).
    """
    exposed, outcome = exposed.astype(bool), outcome.astype(bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        counts = [
            np.float64((exposed == e).astype(float) @ (outcome == o)) + added for e, o in _CELLS
        ]
        return float(counts[0] * counts[3] / (counts[1] * counts[2]))


_CELLS = ((True, True), (True, False), (False, True), (False, False))


def risk_ratio(exposed: np.ndarray, outcome: np.ndarray) -> float:
    """Share with the outcome among the exposed over that among the others; nan or inf if empty."""
    exposed = exposed.astype(bool)
    if not exposed.any() or exposed.all():
        return np.nan
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(np.float64(outcome[exposed].mean()) / outcome[~exposed].mean())


def cohens_d(one: np.ndarray, other: np.ndarray) -> float:
    """Difference of two means in pooled standard deviations: one minus other."""
    spread = np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / 2)
    return float((one.mean() - other.mean()) / spread) if spread > 0 else np.nan


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Pearson's r; nan where either never varies."""
    if one.std() == 0 or other.std() == 0:
        return np.nan
    return float(np.corrcoef(one, other)[0, 1])


def ratio(one: Any, other: Any) -> np.ndarray:
    """One over the other; nan where the other is 0, because a ratio to nothing says nothing."""
    one, other = np.broadcast_arrays(np.asarray(one, float), np.asarray(other, float))
    return np.divide(one, other, out=np.full(one.shape, np.nan), where=other != 0)


def by_seed(statistic: Callable[..., float], *samples: np.ndarray) -> np.ndarray:
    """A statistic of each seed's own sample; samples (persons, seeds), the result (seeds,)."""
    seeds = samples[0].shape[-1]
    return np.array(
        [statistic(*(values[..., seed] for values in samples)) for seed in range(seeds)]
    )
