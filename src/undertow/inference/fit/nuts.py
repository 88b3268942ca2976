"""NUTS, four chains, on the axes of the linearised posterior.

Hoffman & Gelman 2014, JMLR 15:1593; kernel, step size adaptation and diagnostics are blackjax's.
Draws from the linearised posterior give starting places and the metric, so nothing but the step
size is left to learn. Windows that learn the metric anew were tried: another copy of the sampler
to compile, which takes longer than it runs.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from blackjax.adaptation.step_size import dual_averaging_adaptation
from blackjax.diagnostics import ess_bulk, ess_tail, rhat
from blackjax.mcmc import hmc
from blackjax.mcmc import nuts as kernels

from undertow.inference.fit import moves
from undertow.inference.fit.draws import Draws, Facts
from undertow.inference.fit.laplace import gaussian_evidence
from undertow.inference.fit.linearised import climb, origin
from undertow.inference.fit.model import Problem, log_posterior
from undertow.theory import Theory

CHAINS = 4
_WARMUP = 150
_STARTS = 128
"""Draws from the linearised posterior: their covariance is the metric."""
_OWN_SHARE = 0.9
"""Of that covariance in the metric; the rest is the prior's, for what 128 draws cannot tell."""
_MOST_DOUBLINGS = 7
_FIRST_STEP = 0.2
_WANTED = 0.85
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
    first, rest = jax.random.split(key)
    mode = climb(problem, origin(problem), per_day, theory)
    moved = moves.draw(first, mode, problem, _STARTS)
    size = len(mode.u)
    metric = _OWN_SHARE * jnp.cov(moved.u.T) + (1 - _OWN_SHARE) * jnp.eye(size)
    kernel = kernels.build_kernel()
    begin, learn, learned = dual_averaging_adaptation(_WANTED)

    def density(u: Any) -> jax.Array:
        return log_posterior(u, problem, per_day, theory)

    def chain(key: jax.Array, start: Any) -> Any:
        def once(carry: Any, row: Any) -> tuple[Any, Any]:
            state, steps = carry
            key, number = row
            warm = number < _WARMUP
            step: Any = jnp.where(warm, jnp.exp(steps.log_step_size), learned(steps))
            info: Any
            state, info = kernel(key, state, density, step, metric, _MOST_DOUBLINGS)
            new = learn(steps, info.acceptance_rate)
            steps = jax.tree.map(partial(jnp.where, warm), new, steps)
            told = (info.is_divergent, info.num_integration_steps, info.acceptance_rate)
            return (state, steps), (state.position, *told)

        rounds = _WARMUP + draws // CHAINS
        rows = (jax.random.split(key, rounds), jnp.arange(rounds))
        state = hmc.init(start, density)
        found = jax.lax.scan(once, (state, begin(_FIRST_STEP)), rows)[1]
        return jax.tree.map(lambda field: field[_WARMUP:], found)

    # blackjax leans on JAX's usual promotions, whatever ours are.
    with jax.numpy_rank_promotion("allow"), jax.numpy_dtype_promotion("standard"):
        every: Any = jax.vmap(chain)
        u, divergent, leaps, accepted = every(jax.random.split(rest, CHAINS), moved.u[:CHAINS])
        bulk = jnp.min(ess_bulk(u))
        facts = Facts(
            effective=bulk,
            accepted=accepted.mean(),
            steps=leaps.sum(),
            r_hat=jnp.max(rhat(u)),
            ess_bulk=bulk,
            ess_tail=jnp.min(ess_tail(u)),
            divergences=divergent.sum(),
        )
    flat = u.reshape(-1, size)
    weight = jnp.full(len(flat), 1 / len(flat))
    return Draws(flat, weight, gaussian_evidence(mode, problem), facts)
