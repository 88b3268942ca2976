"""Sobol's indices: how much of an outcome's variance goes with each parameter.

SALib plans the points and computes the indices (Saltelli 2010, Comput Phys Commun 181:259). The
total index counts everything in which a parameter takes part; the first-order index what it does
alone. Estimates of small indices may fall a little below 0.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from undertow.record.problem import Problem
from undertow.theory.parameter import Parameter

MANY, GRID = 40_001, 2_001
"""Draws behind the quantiles of a prior, and points at which they are kept."""


class Indices(NamedTuple):
    """Indices of one outcome; each (parameters,).

    Attributes:
        total, first: shares of the variance, about 0 to 1.
        total_error, first_error: half-width of the interval that covers 95 of 100 repeats.
    """

    total: np.ndarray
    total_error: np.ndarray
    first: np.ndarray
    first_error: np.ndarray


class Plan:
    """Which parameter sets to try.

    Attributes:
        parameters: what varies.
        samples: sets that stand behind each index, a power of two.
        seed: of the points.
    """

    def __init__(self, parameters: Sequence[Parameter], samples: int, seed: int) -> None:
        if samples < 2 or samples & (samples - 1):
            raise Problem(f"--samples: {samples} is no power of two. Give 64, 128, 256 or so.")
        self.parameters, self.samples, self.seed = parameters, samples, seed
        self._problem = {
            "num_vars": len(parameters),
            "names": [one.name for one in parameters],
            "bounds": [[0.0, 1.0]] * len(parameters),
        }

    @cached_property
    def points(self) -> np.ndarray:
        """Quantiles of each parameter's prior, 0 to 1; (sets, parameters)."""
        return _salib("sample").sample(
            self._problem, self.samples, calc_second_order=False, seed=self.seed
        )

    @cached_property
    def values(self) -> dict[str, np.ndarray]:
        """The sets: each parameter by name, (sets,)."""
        return {
            one.name: at_quantiles(one, column)
            for one, column in zip(self.parameters, self.points.T, strict=True)
        }

    def indices(self, outcome: np.ndarray) -> Indices:
        """Indices of an outcome.

        Args:
            outcome: of each set, in the order of the plan; (sets,).
        """
        count = len(self.parameters)
        if np.ptp(outcome) == 0:
            return Indices(*np.zeros((4, count)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of resamples without variance
            found = _salib("analyze").analyze(
                self._problem,
                outcome,
                calc_second_order=False,
                seed=self.seed + 1,  # SALib takes a seed of 0 for none
            )
        return Indices(*(np.asarray(found[name]) for name in ("ST", "ST_conf", "S1", "S1_conf")))


def at_quantiles(parameter: Parameter, shares: np.ndarray) -> np.ndarray:
    """Values of a parameter at quantiles of its prior, whatever the prior is.

    The prior only says how to draw; its quantiles are those of many draws, always the same.

    Args:
        parameter: whose prior.
        shares: 0 to 1; any shape.
    """
    drawn = parameter.prior.draw(np.random.default_rng(0), MANY)
    middle = (np.arange(GRID) + 0.5) / GRID
    return np.interp(shares, middle, np.quantile(drawn, middle))


def _salib(part: str) -> Any:
    """The part of SALib that samples or analyzes by Sobol's method.

    Raises:
        Problem: where it is not installed.
    """
    from importlib import import_module

    try:
        return import_module(f"SALib.{part}.sobol")
    except ImportError:
        raise Problem(
            "this needs SALib, which is not installed. Try: pip install 'undertow[lab]'"
        ) from None
