"""Pathfinder: normal approximations along a quasi-Newton path, the best of them kept.

Zhang, Carpenter, Gelman & Vehtari 2022, JMLR 23:306; the path and its samples are blackjax's.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from blackjax.vi import pathfinder as path

from undertow.inference.fit.draws import Draws, Facts, weighed
from undertow.inference.fit.linearised import origin
from undertow.inference.fit.model import Problem, log_posterior
from undertow.theory import Theory

_STEPS = 60
_TRIED = 12
"""Samples by which each point of the path is judged."""
_SHRINKS = 20
"""Times that a step may be halved; blackjax's thousand would stall on a cliff."""


@partial(jax.jit, static_argnames=("draws", "per_day", "theory"))
def pathfinder(key: jax.Array, problem: Problem, draws: int, per_day: int, theory: Theory) -> Draws:
    """Draws from the best normal approximation on the way up, then weighed.

    Args:
        key: source of randomness.
        problem: the person.
        draws: how many.
        per_day: steps in a day.
        theory: what makes the ties.
    """

    def density(u: Any) -> jax.Array:
        return log_posterior(u, problem, per_day, theory)

    way, out = jax.random.split(key)
    u: Any
    logs: Any
    # blackjax leans on JAX's usual promotions, whatever ours are.
    with jax.numpy_rank_promotion("allow"), jax.numpy_dtype_promotion("standard"):
        state, _ = path.approximate(
            way, density, origin(problem), _TRIED, maxiter=_STEPS, maxls=_SHRINKS
        )
        u, logs = path.sample(out, state, draws)
    ratio = jax.vmap(density)(u) - logs
    weight, k_hat, effective = weighed(ratio)
    finite = jnp.where(jnp.isfinite(ratio), ratio, -jnp.inf)
    evidence = jax.scipy.special.logsumexp(finite) - jnp.log(float(draws))
    return Draws(u, weight, evidence, Facts(k_hat=k_hat, effective=effective))
