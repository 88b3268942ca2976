"""From the 0 to 10 that a person writes to the strength the theory speaks of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

UPPER_QUANTILE = 0.75
"""Of a person's own values of one kind: what a strong episode is for them."""

POOLED_STRONG = 7.0
"""A strong episode on the 0 to 10 scale, for somebody of whom nothing is known."""

POOLED_WEIGHT = 3.0
"""How many entries that guess counts for."""


def typical_strong(values: NDArray[np.float64]) -> float:
    """A person's typical strong episode of one kind, on the 0 to 10 scale.

    The theory fixes its scale by w = 1 and H = 1 there (theory.md), because one person's 4 is
    another's 8. The upper quantile of few values is uncertain, so it is shrunk toward
    `POOLED_STRONG`.

    Args:
        values: known values of that kind, 0 to 10, shape (n,); may be empty.

    Returns:
        Above 0, at most 10.
    """
    if values.size == 0:
        return POOLED_STRONG
    own = float(np.quantile(values, UPPER_QUANTILE))
    return (values.size * own + POOLED_WEIGHT * POOLED_STRONG) / (values.size + POOLED_WEIGHT)


def strengths(kinds: NDArray[np.int8], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each event's strength, in the person's typical strong episodes of its kind.

    Args:
        kinds: the kind of each event, shape (n,).
        values: 0 to 10, nan where the strength is unknown, shape (n,).

    Returns:
        Strength >= 0, nan where the value is; shape (n,).
    """
    scaled = np.full(values.shape, np.nan)
    for kind in np.unique(kinds):
        here = kinds == kind
        known = here & ~np.isnan(values)
        scaled[here] = values[here] / typical_strong(values[known])
    return scaled
