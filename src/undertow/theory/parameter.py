"""One entry that says everything about a number: value, unit, range, prior, meaning, source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, log
from typing import Any, overload

import numpy as np

Draw = Callable[[np.random.Generator, int], np.ndarray]


@dataclass(frozen=True)
class Support:
    """Closed range of values that a parameter may take."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


positive = Support(0.0, inf)
unit_interval = Support(0.0, 1.0)


@dataclass(frozen=True)
class Prior:
    """A named distribution and how to draw from it: `draw(generator, size)` gives (size,)."""

    name: str
    draw: Draw


def lognormal(median: float, log_sd: float) -> Prior:
    """Log-normal prior with the given median and standard deviation of the logarithm."""
    return Prior(
        f"lognormal(median={median:g}, log_sd={log_sd:g})",
        lambda rng, size: rng.lognormal(log(median), log_sd, size),
    )


def beta(a: float, b: float) -> Prior:
    """Beta prior on the unit interval."""
    return Prior(f"beta({a:g}, {b:g})", lambda rng, size: rng.beta(a, b, size))


def fixed(value: float) -> Prior:
    """No uncertainty: the value fixes a scale or follows from a definition."""
    return Prior(f"fixed({value:g})", lambda rng, size: np.full(size, value))


@dataclass(frozen=True)
class Parameter:
    """A number of the theory, as a typed attribute.

    On a class it reads as this entry; on an instance as its value.

    Attributes:
        value: starting value, in `unit`; what the prior expects.
        unit: physical unit; days are the unit of time.
        support: range of allowed values.
        prior: what is believed before any data.
        symbol: letter used in docs and equations.
        meaning: one line in plain words.
        claims: ids of claims.md that rest on it.
        status: `literature`, `calibrated` or `assumed`.
        source: finding id, citation, or the document that the starting value comes from.
        personal: True if people differ in it (a trait), False if it belongs to the population.
    """

    value: float
    unit: str
    support: Support
    prior: Prior
    symbol: str
    meaning: str
    claims: tuple[str, ...]
    status: str
    source: str
    personal: bool = False
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        object.__setattr__(self, "name", name)

    @overload
    def __get__(self, instance: None, owner: type) -> Parameter: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Any: ...
    def __get__(self, instance: object | None, owner: type) -> Any:
        return self if instance is None else instance.__dict__[self.name]
