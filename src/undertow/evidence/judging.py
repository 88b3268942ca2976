"""Figures held against a target: a verdict only as firm as the seeds allow."""

from __future__ import annotations

from collections.abc import Iterable
from math import comb, inf
from typing import Literal, NamedTuple

import numpy as np

CONFIDENCE = 0.95
Outcome = Literal["holds", "open", "fails"]
_FROM_BEST: tuple[Outcome, ...] = ("holds", "open", "fails")


class Interval(NamedTuple):
    """A median over seeds and the interval that covers the true median in 95 of 100 repeats."""

    median: float
    low: float
    high: float


def median_interval(figures: np.ndarray) -> Interval:
    """Median with its distribution-free interval, from order statistics.

    Nothing is drawn and no shape is assumed: the number of seeds below the true median is
    binomial, so the k-th smallest and k-th largest figures enclose it with known probability.

    Args:
        figures: one number a seed; (seeds,).

    Raises:
        ValueError: for fewer than 6 seeds, whose whole range covers less than 95 %.
    """
    seeds = len(figures)
    outside = 1.0  # chance, in 2^seeds, that the median lies beyond the outermost figures
    rank = 0
    while 2 * outside / 2**seeds <= 1 - CONFIDENCE:
        rank += 1
        outside += comb(seeds, rank)
    if rank == 0:
        raise ValueError(f"{seeds} seeds give no 95 % interval of a median; at least 6 do")
    ordered = np.sort(figures)
    return Interval(
        float(np.median(ordered)), float(ordered[rank - 1]), float(ordered[seeds - rank])
    )


class Target(NamedTuple):
    """What must come out: a closed range."""

    low: float = -inf
    high: float = inf

    def holds(self, figures: np.ndarray) -> np.ndarray:
        """Whether each figure lies within; False for what is not a number."""
        return (self.low <= figures) & (figures <= self.high)

    def __str__(self) -> str:
        """In words: `at least 3`, `0.2 to 0.35`."""
        if self.high == inf:
            return f"at least {self.low:g}"
        if self.low == -inf:
            return f"at most {self.high:g}"
        return f"{self.low:g} to {self.high:g}"


def at_least(value: float) -> Target:
    """This or more."""
    return Target(low=value)


def at_most(value: float) -> Target:
    """This or less."""
    return Target(high=value)


def within(low: float, high: float) -> Target:
    """Between the two, ends included."""
    return Target(low, high)


class Verdict(NamedTuple):
    """What came out.

    Attributes:
        outcome: `holds` if the whole interval lies within the target, `fails` if none of it
            does, `open` if more seeds are needed to tell.
        figure: median over seeds with its interval.
    """

    outcome: Outcome
    figure: Interval


def judge(figures: np.ndarray, target: Target) -> Verdict:
    """Hold the median of figures, one a seed, against a target.

    A figure that is not a number (a ratio to nothing, a share of none) lies in no target: with
    such figures a row fails, whatever the others say.
    """
    if np.isnan(figures).any():
        return Verdict("fails", Interval(np.nan, np.nan, np.nan))
    figure = median_interval(figures)
    if target.low <= figure.low and figure.high <= target.high:
        return Verdict("holds", figure)
    if figure.high < target.low or figure.low > target.high:
        return Verdict("fails", figure)
    return Verdict("open", figure)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that fares worst; the first of several that fare alike."""
    return max(verdicts, key=lambda verdict: _FROM_BEST.index(verdict.outcome))
