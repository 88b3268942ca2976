"""NUTS, four chains, on axes that the linearised posterior has made nearly round.

Hoffman & Gelman 2014, JMLR 15:1593; sampler and window adaptation are blackjax's.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import blackjax
import jax
import jax.numpy as jnp
from blackjax.diagnostics import ess_bulk, ess_tail, rhat

from undertow.inference.fit import moves
from undertow.inference.fit.draws import Draws, Facts
from undertow.inference.fit.laplace import gaussian_evidence
from undertow.inference.fit.linearised import climb, origin
from undertow.inference.fit.model import Problem, log_posterior
from undertow.theory import Theory

CHAINS = 4
_WARMUP = 300
_STARTS = 64
"""Draws from the linearised posterior: their spread is the first guess of the axes."""
_MOST_DOUBLINGS = 7
_WANTED = 0.9
"""Acceptance that the step is steered to: quantiles of the prior bend sharply in places."""


@partial(jax.jit, static_argnames=("draws", "per_day", "theory"))
def nuts(key: jax.Array, problem: Problem, draws: int, per_day: int, theory: Theory) -> Draws:
    """Draws from the posterior itself, a quarter from each chain, all alike in weight.

    Args:
        key: source of randomness.
        problem: the person.
        draws: how many, over all chains.
        per_day: steps in a day.
        theory: what makes the ties.
    """
    first, warm, run = jax.random.split(key, 3)
    mode = climb(problem, origin(problem), per_day, theory)
    moved = moves.draw(first, mode, problem, _STARTS)
    centre = moved.u.mean(axis=0)
    size = len(centre)
    spread = jnp.cov(moved.u.T) * 0.9 + 0.1 * jnp.eye(size, dtype=centre.dtype)
    root = jnp.linalg.cholesky(spread)

    def density(v: Any) -> jax.Array:
        return log_posterior(centre + root @ v, problem, per_day, theory)

    def chain(keys: jax.Array, start: Any) -> tuple[jax.Array, Any]:
        adaptation = blackjax.window_adaptation(
            blackjax.nuts,
            density,
            target_acceptance_rate=_WANTED,
            max_num_doublings=_MOST_DOUBLINGS,
        )
        (state, found), _ = adaptation.run(keys[0], start, _WARMUP)  # pyright: ignore
        kernel = blackjax.nuts(density, **found)

        def once(state: Any, key: jax.Array) -> tuple[Any, Any]:
            info: Any
            state, info = kernel.step(key, state)
            told = (state.position, info.is_divergent, info.num_integration_steps)
            return state, (*told, info.acceptance_rate)

        return jax.lax.scan(once, state, jax.random.split(keys[1], draws // CHAINS))[1]

    starts = jax.scipy.linalg.solve_triangular(
        root, (moved.u[:CHAINS] - centre[None]).T, lower=True
    )
    keys = jnp.stack([jax.random.split(warm, CHAINS), jax.random.split(run, CHAINS)], axis=1)
    # blackjax leans on JAX's usual promotions, whatever ours are.
    with jax.numpy_rank_promotion("allow"), jax.numpy_dtype_promotion("standard"):
        run_all: Any = jax.vmap(chain)
        v, divergent, leaps, accepted = run_all(keys, starts.T)
        u = centre[None, None] + v @ root.T
        facts = Facts(
            accepted=accepted.mean(),
            steps=leaps.sum(),
            r_hat=jnp.max(rhat(u)),
            ess_bulk=jnp.min(ess_bulk(u)),
            ess_tail=jnp.min(ess_tail(u)),
            divergences=divergent.sum(),
            effective=jnp.min(ess_bulk(u)),
        )
    flat = u.reshape(-1, size)
    weight = jnp.full(len(flat), 1 / len(flat))
    return Draws(flat, weight, gaussian_evidence(mode, problem), facts)
