"""What a method of inference gives: weighted draws, and facts that say how far to trust them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from blackjax.diagnostics import psis_weights

from undertow.inference.fit.model import Problem
from undertow.theory import Theory

TRUSTED = 0.7
"""Pareto k up to which importance weights are reliable (Vehtari et al. 2024, JMLR 25:72)."""


class Facts(NamedTuple):
    """How one run of a method went; nan where a figure does not belong to the method.

    Attributes:
        k_hat: Pareto k of the importance weights.
        effective: number of independent draws that the weighted ones are worth.
        accepted: share of moves accepted.
        steps: linearisations, iterations or leapfrogs.
        r_hat: largest rank-normalised split R-hat over all unknowns (Vehtari et al. 2021).
        ess_bulk, ess_tail: smallest over all unknowns.
        divergences: number of them.
    """

    k_hat: Any = jnp.nan
    effective: Any = jnp.nan
    accepted: Any = jnp.nan
    steps: Any = jnp.nan
    r_hat: Any = jnp.nan
    ess_bulk: Any = jnp.nan
    ess_tail: Any = jnp.nan
    divergences: Any = jnp.nan


class Draws(NamedTuple):
    """Draws of one person's unknowns under one exposure.

    Attributes:
        u: (draws, n).
        weight: (draws,), sum 1.
        evidence: log density of the answers, approximate.
        facts: of the run.
    """

    u: Any
    weight: Any
    evidence: Any
    facts: Facts


Method = Callable[[jax.Array, Problem, int, int, Theory], Draws]
"""`method(key, problem, draws, per_day, theory)` of one person under one exposure."""


def weighed(log_ratio: Any) -> tuple[jax.Array, jax.Array, jax.Array]:
    """Weights, (draws,), sum 1, from log density ratios, their tail smoothed by a Pareto.

    Returns:
        Weights, Pareto k, and the effective number of draws.
    """
    # A draw out of the laws' range has no density; it counts for nothing.
    safe = jnp.where(jnp.isfinite(log_ratio), log_ratio, -1e9)
    smoothed, k_hat = psis_weights(safe)
    weight = jnp.exp(smoothed - smoothed.max())
    weight = weight / weight.sum()
    return weight, k_hat, 1 / (weight**2).sum()
