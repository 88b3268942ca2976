"""How good a reading is, against the truth: scores of daily stages, and coverage of bands.

A tally holds one diary's sums. Every figure is a function of summed tallies, so that a bootstrap
over diaries, whose days are not independent, is a sum with weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

BINS = 15
"""Bins of equal width of the calibration error."""
RESAMPLES = 1000
_SMALLEST = 1e-12
"""A probability of zero for what happened would be a score of minus infinity."""


class Tally(NamedTuple):
    """Sums over the days of one diary, or of many.

    Attributes:
        confusion: days by true (row) and most probable (column) stage, (S, S).
        bins: days, right ones and summed confidence by confidence of the top stage, (BINS, 3).
        log_score: summed log probability of the true stage, in nats.
        days: how many.
    """

    confusion: np.ndarray
    bins: np.ndarray
    log_score: np.ndarray
    days: np.ndarray


def tally(true: np.ndarray, probability: np.ndarray) -> Tally:
    """Sums of one diary.

    Args:
        true: stage of each day, int (D,).
        probability: of each stage, (D, S), rows sum to 1.
    """
    days, stages = probability.shape
    best = probability.argmax(axis=1)
    confusion = np.zeros((stages, stages))
    np.add.at(confusion, (true, best), 1.0)
    sure = probability.max(axis=1)
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    bins = np.zeros((BINS, 3))
    np.add.at(bins, place, np.stack([np.ones(days), best == true, sure], axis=1))
    score = np.log(np.maximum(probability[np.arange(days), true], _SMALLEST)).sum()
    return Tally(confusion, bins, np.array(score), np.array(float(days)))


def together(tallies: Sequence[Tally], weight: np.ndarray | None = None) -> Tally:
    """Weighted sum of tallies; every diary once if no weight is given."""
    share = np.ones(len(tallies)) if weight is None else weight
    return Tally(
        *(np.tensordot(share, np.stack(part), axes=1) for part in zip(*tallies, strict=True))
    )


def f1_by_stage(total: Tally) -> np.ndarray:
    """F1 of each stage, (S,); nan for a stage that neither was nor was named."""
    hits = np.diag(total.confusion)
    either = total.confusion.sum(axis=0) + total.confusion.sum(axis=1)
    return np.where(either > 0, 2 * hits / np.maximum(either, 1e-300), np.nan)


def macro_f1(total: Tally) -> float:
    """Mean F1 over the stages that occur in truth; a stage only named costs the others."""
    there = total.confusion.sum(axis=1) > 0
    return float(f1_by_stage(total)[there].mean())


def accuracy(total: Tally) -> float:
    """Share of days whose most probable stage is the true one."""
    return float(np.trace(total.confusion) / total.days)


def calibration_error(total: Tally) -> float:
    """Expected calibration error of the top stage: mean gap of confidence and being right."""
    _, right, sure = total.bins.T
    return float(np.abs(right - sure).sum() / total.days)


def log_score(total: Tally) -> float:
    """Mean log probability of the true stage, nats a day; higher is better."""
    return float(total.log_score / total.days)


def bootstrap(
    parts: Sequence[object], figure: Callable[[np.ndarray], float], seed: int = 0
) -> tuple[float, float]:
    """95 % interval of a figure over resampled diaries.

    Args:
        parts: one a diary; only their number counts.
        figure: from how often each diary is drawn, (diaries,), to the figure.
        seed: of the resampling.
    """
    rng = np.random.default_rng(seed)
    count = len(parts)
    weights = rng.multinomial(count, np.full(count, 1 / count), size=RESAMPLES)
    found = [figure(weight.astype(float)) for weight in weights]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def stage_interval(
    tallies: Sequence[Tally], figure: Callable[[Tally], float]
) -> tuple[float, float]:
    """95 % interval of a figure of tallies, by bootstrap over diaries."""
    return bootstrap(tallies, lambda weight: figure(together(tallies, weight)))


class Coverage(NamedTuple):
    """How often the truth lies within bands.

    Attributes:
        pooled: share of all days, with its 95 % interval over diaries.
        by_diary: the shares of single diaries at their 10th, 50th and 90th hundredth.
    """

    pooled: float
    low: float
    high: float
    by_diary: tuple[float, float, float]


def coverage(inside: Sequence[np.ndarray]) -> Coverage:
    """Coverage from booleans of days, one array a diary."""
    hits = np.array([days.sum() for days in inside], float)
    count = np.array([len(days) for days in inside], float)
    low, high = bootstrap(inside, lambda weight: float(weight @ hits / (weight @ count)))
    tenth, half, most = np.quantile(hits / count, [0.1, 0.5, 0.9])
    return Coverage(
        float(hits.sum() / count.sum()), low, high, (float(tenth), float(half), float(most))
    )
