"""Logarithm of the gamma function and its derivative, for arrays, without a further package."""

from __future__ import annotations

from typing import Any

import numpy as np

_SHIFT = 8
"""Both series are used from here on; below, the recurrence leads up to it."""


def digamma(x: Any) -> Any:
    """Derivative of the logarithm of the gamma function, x > 0; to about 1e-9."""
    total = -sum(1 / (x + step) for step in range(_SHIFT))
    large = x + _SHIFT
    inverse = 1 / large**2
    series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse / 240)))
    return total + np.log(large) - 0.5 / large - series


def log_gamma(x: Any) -> Any:
    """Logarithm of the gamma function, x > 0; to about 1e-9."""
    large = x + _SHIFT
    product = x
    for step in range(1, _SHIFT):
        product = product * (x + step)
    inverse = 1 / large**2
    series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / large
    stirling = (large - 0.5) * np.log(large) - large + 0.5 * np.log(2 * np.pi) + series
    return stirling - np.log(product)
