"""Sums of chances kept as logarithms, safe in value and gradient where one of them is zero."""

from __future__ import annotations

from typing import Any

import numpy as np

IMPOSSIBLE = -1e30
"""Logarithm of no chance at all: finite, so that a difference of two is a number and a gradient
never 0 times infinity; small enough that its exponential is 0 beside anything possible."""


def log_chance(chance: Any, xp: Any = np) -> Any:
    """Logarithm of chances, `IMPOSSIBLE` for 0; the gradient there is 0."""
    possible = chance > 0
    return xp.where(possible, xp.log(xp.where(possible, chance, 1.0)), IMPOSSIBLE)


def log_sum(x: Any, axis: int | tuple[int, ...], xp: Any = np) -> Any:
    """log(sum(exp(x))) along axes."""
    top = x.max(axis=axis, keepdims=True)
    return xp.squeeze(xp.log(xp.exp(x - top).sum(axis=axis, keepdims=True)) + top, axis=axis)


def log_add(x: Any, y: Any, xp: Any = np) -> Any:
    """log(exp(x) + exp(y)), by element."""
    top = xp.maximum(x, y)
    return top + xp.log(xp.exp(x - top) + xp.exp(y - top))
