"""Small statistics over weighted draws."""

from __future__ import annotations

from math import erf, sqrt

import numpy as np

from undertow.inference.reading import Band

LOW, HIGH = 0.1, 0.9
"""Ends of a central 80 % interval."""


def weighted_quantile(draws: np.ndarray, weight: np.ndarray, level: float) -> np.ndarray:
    """Quantile over the last axis with one weight a draw: (..., M) and (M,) to (...)."""
    order = np.argsort(draws, axis=-1)
    ranked = np.take_along_axis(draws, order, axis=-1)
    below = np.cumsum(weight[order], axis=-1) - 0.5 * weight[order]
    place = (below < level).sum(axis=-1, keepdims=True)
    last = draws.shape[-1] - 1
    right, left = np.minimum(place, last), np.maximum(place - 1, 0)
    x0, x1 = (np.take_along_axis(ranked, index, -1)[..., 0] for index in (left, right))
    b0, b1 = (np.take_along_axis(below, index, -1)[..., 0] for index in (left, right))
    share = np.clip((level - b0) / np.maximum(b1 - b0, 1e-12), 0, 1)
    return x0 + share * (x1 - x0)


def band(draws: np.ndarray, weight: np.ndarray) -> Band:
    """Mean and central 80 % interval over the last axis.

    Where draws are so skewed that their mean lies outside, the interval reaches to the mean.
    """
    mean = draws @ weight
    return Band(
        mean=mean,
        low80=np.minimum(weighted_quantile(draws, weight, LOW), mean),
        high80=np.maximum(weighted_quantile(draws, weight, HIGH), mean),
    )


def variance(draws: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Variance over the last axis."""
    centre = (draws @ weight)[..., None]
    return ((draws - centre) ** 2) @ weight


def probability_above(sample: np.ndarray, level: float, prior_sd: float) -> float | None:
    """Probability that the mean behind a small sample lies above a level.

    Normal approximation with the standard error widened by a prior guess of the spread, counted
    as three observations, so that two alike answers do not make a certainty.

    Args:
        sample: (n,); fewer than 2 say nothing.
        level: to compare with.
        prior_sd: spread expected before seeing any, in the sample's units.
    """
    n = len(sample)
    if n < 2:
        return None
    spread = np.sqrt((3 * prior_sd**2 + ((sample - sample.mean()) ** 2).sum()) / (n + 2))
    distance = float((sample.mean() - level) / (spread / np.sqrt(n)))
    return 0.5 * (1 + erf(distance / sqrt(2)))


def probability_of_more(one: np.ndarray, other: np.ndarray, prior_sd: float) -> float | None:
    """Probability that the mean behind one small sample lies above that behind another.

    As `probability_above`, with the uncertainty of both means.

    Args:
        one: (n,); fewer than 2 say nothing.
        other: (m,); likewise.
        prior_sd: spread expected before seeing any, in the samples' units.
    """
    if min(len(one), len(other)) < 2:
        return None
    squared = 0.0
    for sample in (one, other):
        n = len(sample)
        squared += (3 * prior_sd**2 + ((sample - sample.mean()) ** 2).sum()) / (n + 2) / n
    return 0.5 * (1 + erf(float((one.mean() - other.mean()) / sqrt(squared)) / sqrt(2)))
