"""Hamiltonian moves along the linearised posterior; no gradient of the laws is needed.

Leapfrogs follow the slope of the quadratic stand-in, which costs microseconds. Accepted or not is
decided by a density of one's choice: by the stand-in itself to draw from it, or by the true
posterior, one run of the laws a move, to draw from that. Leapfrogs keep volumes and can be run
backwards whatever slope they follow, so the second is exact (Neal 2011, Handbook of MCMC, 5.4).

Many short chains side by side learn one step size together in the first half of their rounds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from undertow.inference.fit.linearised import Mode, precision_at, quadratic_posterior
from undertow.inference.fit.model import Problem

_ROUNDS, _LEAPS = 120, 8
_WANTED = 0.8
"""Acceptance that the step size is steered to (Betancourt et al. 2014)."""

Density = Callable[[jax.Array], jax.Array]


class Moved(NamedTuple):
    """Where the chains ended.

    Attributes:
        u: (chains, n).
        density: that decided, there, (chains,).
        accepted: share of moves accepted in the second half, scalar.
    """

    u: Any
    density: Any
    accepted: Any


def draw(key: jax.Array, mode: Mode, problem: Problem, chains: int) -> Moved:
    """Draw from the posterior with the quadratic in place of the likelihood.

    Args:
        key: source of randomness.
        mode: of one person.
        problem: the person.
        chains: as many draws come back.
    """
    first, rest = jax.random.split(key)
    spread = _axes(mode, problem)
    luck = jax.random.normal(first, (chains, len(mode.u)))
    begin = mode.u[None] + 0.3 * luck @ spread.T
    density = jax.vmap(partial(quadratic_posterior, near=mode.near, problem=problem))
    return walk(rest, begin, density(begin), mode, problem, density, _ROUNDS)


def walk(
    key: jax.Array,
    begin: Any,
    value: Any,
    mode: Mode,
    problem: Problem,
    density: Density,
    rounds: int,
) -> Moved:
    """Move chains from where they begin.

    Args:
        key: source of randomness.
        begin: (chains, n).
        value: density there, (chains,).
        mode: whose quadratic is followed.
        problem: the person.
        density: decides; logarithm, of all chains at once.
        rounds: moves of each chain.
    """
    spread = _axes(mode, problem)
    slope = jax.grad(partial(quadratic_posterior, near=mode.near, problem=problem))
    chains = len(begin)

    def glide(u: Any, speed: Any, step: Any) -> tuple[Any, Any]:
        def leap(_: Any, carry: Any) -> Any:
            u, speed, pushed = carry
            speed = speed + 0.5 * step * pushed
            u = u + step * (spread @ speed)
            pushed = spread.T @ slope(u)
            return u, speed + 0.5 * step * pushed, pushed

        return lax.fori_loop(0, _LEAPS, leap, (u, speed, spread.T @ slope(u)))[:2]

    def turn(carry: Any, row: Any) -> tuple[Any, Any]:
        u, value, size = carry
        key, number = row
        jitter, kick, coin = jax.random.split(key, 3)
        step = size * jnp.exp(0.3 * jax.random.normal(jitter, (chains,)))
        speed = jax.random.normal(kick, u.shape)
        there, after = jax.vmap(glide)(u, speed, step)
        new = density(there)
        gained = new - value + 0.5 * (speed**2 - after**2).sum(axis=1)
        chance = jnp.exp(jnp.minimum(jnp.where(jnp.isnan(gained), -jnp.inf, gained), 0.0))
        taken = jax.random.uniform(coin, (chains,)) < chance
        u, value = jnp.where(taken[:, None], there, u), jnp.where(taken, new, value)
        learns = jnp.where(number < rounds // 2, 0.7, 0.0)
        return (u, value, size * jnp.exp(learns * (chance.mean() - _WANTED))), chance.mean()

    rows = (jax.random.split(key, rounds), jnp.arange(rounds))
    start = (begin, value, jnp.asarray(0.3))
    (u, value, _), chance = lax.scan(turn, start, rows)
    return Moved(u, value, chance[rounds // 2 :].mean())


def _axes(mode: Mode, problem: Problem) -> jax.Array:
    """Square root of the covariance at the mode, (n, n)."""
    root = jnp.linalg.cholesky(precision_at(mode, problem))
    return jax.scipy.linalg.solve_triangular(root.T, jnp.eye(len(root), dtype=root.dtype))
