"""What an experiment is: a claim, how to measure it, what must come out, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import comb, inf
from typing import Literal, NamedTuple

import numpy as np

from undertow.evidence.lab import Lab

CONFIDENCE = 0.95


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


def at_least(value: float) -> Target:
    """This or more."""
    return Target(low=value)


class Verdict(NamedTuple):
    """What came out.

    Attributes:
        outcome: `holds` if the whole interval lies within the target, `fails` if none of it
            does, `open` if more seeds are needed to tell.
        figure: median over seeds with its interval.
    """

    outcome: Literal["holds", "fails", "open"]
    figure: Interval


def judge(figures: np.ndarray, target: Target) -> Verdict:
    """Hold the median of figures, one a seed, against a target."""
    figure = median_interval(figures)
    if target.low <= figure.low and figure.high <= target.high:
        return Verdict("holds", figure)
    if figure.high < target.low or figure.low > target.high:
        return Verdict("fails", figure)
    return Verdict("open", figure)


@dataclass(frozen=True)
class Experiment:
    """One claim made executable.

    Attributes:
        id: of the claim or finding.
        claim: the sentence that is tested.
        needs: the mechanism without which it must not hold.
        target: what must come out.
        measure: from a lab to one figure a seed; (seeds,).
    """

    id: str
    claim: str
    needs: str
    target: Target
    measure: Callable[[Lab], np.ndarray]

    def verdict(self, lab: Lab) -> Verdict:
        """Run it."""
        return judge(self.measure(lab), self.target)

    def without_mechanism(self, lab: Lab) -> Verdict:
        """Run it with the mechanism that it needs taken out."""
        return self.verdict(lab.without(self.needs))


def experiment(
    id: str, needs: str, target: Target
) -> Callable[[Callable[[Lab], np.ndarray]], Experiment]:
    """Make an experiment of a function whose docstring is the claim."""

    def made(measure: Callable[[Lab], np.ndarray]) -> Experiment:
        return Experiment(id, (measure.__doc__ or "").strip(), needs, target, measure)

    return made
