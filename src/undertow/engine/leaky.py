"""The exact solution of one leaky integrator over one step, for any array library."""

from __future__ import annotations

from typing import Any

_SERIES_BELOW = 0.05


def relaxation(z: Any, xp: Any) -> tuple[Any, Any]:
    """(1 - e^-z) / z and (z - 1 + e^-z) / z^2, both finite in value and gradient at z = 0.

    Args:
        z: outflow times step, >= 0, any shape.
        xp: the arrays' namespace, `numpy` or `jax.numpy`.
    """
    small = z < _SERIES_BELOW
    safe = xp.where(small, 1.0, z)
    first = -xp.expm1(-safe) / safe
    series = 1 - z / 7 * (1 - z / 8)
    for n in (6, 5, 4, 3):
        series = 1 - z / n * series
    second = xp.where(small, 0.5 * series, (1 - first) / safe)
    return xp.where(small, 1 - z * second, first), second


def advance(start: Any, inflow: Any, outflow: Any, step: float, xp: Any) -> tuple[Any, Any]:
    """One step of x' = inflow - outflow x with constant rates.

    The same as `x e^{-ah} + (b/a)(1 - e^{-ah})`, written as an increment: in single precision a
    state with a half-life of years would otherwise drift by rounding.

    Args:
        start: x at the beginning.
        inflow: per day.
        outflow: per day, >= 0.
        step: h, in days.
        xp: the arrays' namespace.

    Returns:
        x at the end of the step, and its mean over the step.
    """
    first, second = relaxation(outflow * step, xp)
    change = step * (inflow - outflow * start)
    return start + change * first, start + change * second
