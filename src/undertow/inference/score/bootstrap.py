"""How sure a ratio of two mean errors is, by drawing people anew."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

DRAWS = 2000
"""Draws of people; the ends of a 95 % interval then move by less than a hundredth of its width."""


class Ratio(NamedTuple):
    """A ratio and its 95 % interval; the ends are None where there is one person only."""

    value: float
    low95: float | None
    high95: float | None


def ratio_of_errors(ours: np.ndarray, theirs: np.ndarray, test: np.ndarray) -> Ratio | None:
    """Our mean error in units of theirs, pooled over test answers.

    People are drawn whole, with replacement: the answers of one person are not independent.

    Args:
        ours: errors, >= 0, (P, T).
        theirs: errors of the same answers, (P, T).
        test: which of them count, boolean (P, T).

    Returns:
        None if theirs are all 0.
    """
    mine, other = (np.where(test, errors, 0).sum(axis=1) for errors in (ours, theirs))
    if other.sum() <= 0:
        return None
    value = float(mine.sum() / other.sum())
    people = len(mine)
    if people < 2:
        return Ratio(value, None, None)
    drawn = np.random.default_rng(0).multinomial(people, np.full(people, 1 / people), DRAWS)
    bottom = drawn @ other
    ratios = (drawn @ mine)[bottom > 0] / bottom[bottom > 0]
    low, high = np.quantile(ratios, (0.025, 0.975))
    return Ratio(value, float(low), float(high))
