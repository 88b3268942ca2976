"""Parameters on a scale without ends, in units of their prior."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

import numpy as np

from undertow.theory.parameter import Parameter

FROM_PRIOR = 4096
"""Draws that tell a prior's spread."""


class Space:
    """The parameters that are fitted: those of the population whose prior has a spread.

    Positive numbers are taken by their logarithm, numbers between two ends by their logit. Then
    zero is the starting value, and one step is a standard deviation of the prior.

    Attributes:
        entries: what is fitted, in order.
        names: their names.
    """

    def __init__(self, entries: Iterable[Parameter]) -> None:
        fitted, spreads = [], []
        for entry in entries:
            if entry.personal:
                continue
            drawn = entry.prior.draw(np.random.default_rng(0), FROM_PRIOR)
            if np.ptp(drawn) > 0:
                fitted.append(entry)
                spreads.append(_free(drawn, entry).std())
        self.entries: tuple[Parameter, ...] = tuple(fitted)
        self.names = tuple(entry.name for entry in fitted)
        self._spreads = np.array(spreads)
        self._starts = np.array([_free(np.array(entry.value), entry) for entry in fitted])

    def draw(self, generator: np.random.Generator, members: int) -> np.ndarray:
        """Members from the prior; (parameters, members).

        Each parameter takes its quantiles at even distances, in an order by chance: the members
        are as wide as the prior and not, by luck, narrower or wider.
        """
        drawn = np.empty((len(self.entries), members))
        for row, entry in enumerate(self.entries):
            many = np.sort(entry.prior.draw(generator, FROM_PRIOR))
            middles = (np.arange(members) + 0.5) / members
            drawn[row] = generator.permutation(np.quantile(many, middles))
        return self.of(dict(zip(self.names, drawn, strict=True)))

    def of(self, values: Mapping[str, Any]) -> np.ndarray:
        """Places of values; (parameters, ...)."""
        return np.stack(
            [
                (_free(np.asarray(values[entry.name], float), entry) - start) / spread
                for entry, start, spread in zip(
                    self.entries, self._starts, self._spreads, strict=True
                )
            ]
        )

    def values(self, places: np.ndarray) -> dict[str, Any]:
        """Values by name from places of shape (parameters, ...)."""
        return {
            entry.name: _back(start + spread * place, entry)
            for entry, start, spread, place in zip(
                self.entries, self._starts, self._spreads, places, strict=True
            )
        }


def _free(values: Any, entry: Parameter) -> Any:
    """Logarithm or logit."""
    low, high = entry.support.low, entry.support.high
    return np.log(values - low) if high == inf else np.log((values - low) / (high - values))


def _back(free: Any, entry: Parameter) -> Any:
    """The inverse of `_free`."""
    low, high = entry.support.low, entry.support.high
    return low + np.exp(free) if high == inf else low + (high - low) / (1 + np.exp(-free))
