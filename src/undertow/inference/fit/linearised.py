"""The laws made linear about one point, everything else as it is.

Seen from one person's first day, expected answers are nearly linear in the traits, the states, the
intercepts and the gains, while the prior is far from normal in them (most people have no grief, a
few have much). So the log likelihood is taken as quadratic in the *natural* numbers, and the prior
stays exact. A quadratic in the standard normal numbers instead, which is Laplace's method as
usually meant, has flat halves and cliffs to deal with: tried, its importance weights had a
standard deviation of 4 to 95 nats on six simulated diaries of 90 days.

Information about what moves the expected answers comes from their Jacobian (forward mode: a few
dozen numbers, thousands of answers), so it is positive semi-definite wherever one stands; that
about noise and level from second derivatives, with signs taken off. No Hessian of the laws.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from undertow.inference.fit.level import information, level_filter, sort_answers
from undertow.inference.fit.model import (
    LOADING,
    SCALES,
    Problem,
    answers,
    answers_density,
    daily_readouts,
    gaps,
    log_prior,
    natural,
    people_of,
    size_of,
)
from undertow.theory import Theory

_OUTER, _INNER = 12, 30
_ENOUGH = 1e-2
"""Gain in nats below which nothing is improved any more."""


class Quadratic(NamedTuple):
    """Log likelihood near a point: value + slope (w - at) - (w - at) curve (w - at) / 2.

    Attributes:
        at: natural numbers, (n,).
        value: scalar.
        slope: (n,).
        curve: positive semi-definite, (n, n).
    """

    at: Any
    value: Any
    slope: Any
    curve: Any


def linearise(w: Any, problem: Problem, per_day: int, theory: Theory) -> Quadratic:
    """The log likelihood about natural numbers `w`, (n,)."""
    people = people_of(problem)
    means = people + 2 * SCALES
    own = answers(w)

    def read(first: Any) -> jax.Array:
        return daily_readouts(jnp.concatenate([first, w[people:]]), problem, per_day, theory)

    readout, push = jax.linearize(read, w[:people])
    moved = jax.vmap(push, out_axes=-1)(jnp.eye(people, dtype=w.dtype))
    each = jnp.eye(SCALES, dtype=w.dtype)[None]
    slope = jnp.concatenate(
        [
            own.gain[None, :, None] * moved,
            jnp.broadcast_to(each, (len(readout), SCALES, SCALES)),
            each * readout[..., None],
        ],
        axis=-1,
    )
    seen = sort_answers(problem.rating, problem.answered)
    gap = gaps(readout, own, seen)
    known = level_filter(seen.inside, LOADING, own.noise, own.size, own.memory)
    about_mean = information(known, slope, gap, seen)

    def density(last: Any, gap: Any) -> jax.Array:
        return answers_density(gap, answers(jnp.concatenate([w[:means], last])), seen)

    value, (by_last, by_gap) = jax.value_and_grad(density, (0, 1))(w[means:], gap)
    size, way = jnp.linalg.eigh(-jax.hessian(density)(w[means:], gap))
    about_rest = (way * jnp.abs(size)[None]) @ way.T
    curve = jnp.zeros((len(w), len(w)), w.dtype)
    curve = curve.at[:means, :means].set(about_mean).at[means:, means:].set(about_rest)
    by_mean = -jnp.einsum("ds,dsn->n", by_gap, slope)
    return Quadratic(w, value, jnp.concatenate([by_mean, by_last]), curve)


def quadratic_posterior(u: Any, near: Quadratic, problem: Problem) -> jax.Array:
    """Log posterior with the quadratic in place of the likelihood; costs no run of the laws."""
    step = natural(u, problem) - near.at
    return near.value + near.slope @ step - 0.5 * step @ (near.curve @ step) + log_prior(u)


class Mode(NamedTuple):
    """Where the climb ended.

    Attributes:
        u: (n,).
        density: log posterior there.
        near: the likelihood about it.
        steps: linearisations.
        gain: nats that the last step brought; above `_ENOUGH` the climb was cut short.
    """

    u: Any
    density: Any
    near: Quadratic
    steps: Any
    gain: Any


def _inner(u: Any, near: Quadratic, problem: Problem, damping: Any) -> jax.Array:
    """The most probable numbers under the quadratic, by damped Newton steps."""
    curve = near.curve + damping * jnp.diag(jnp.diagonal(near.curve))
    near = near._replace(curve=curve)
    value_of = partial(quadratic_posterior, near=near, problem=problem)
    bend = jax.jacfwd(lambda u: natural(u, problem))

    def body(carry: Any) -> Any:
        u, value, ridge, left, _ = carry
        slope = jax.grad(value_of)(u)
        way = bend(u)
        # Gauss-Newton: the bends of the prior's quantiles have no say in the curvature.
        precision = way.T @ near.curve @ way + jnp.eye(len(u), dtype=u.dtype)
        step = jnp.linalg.solve(precision + ridge * jnp.diag(jnp.diagonal(precision)), slope)
        new = value_of(u + step)
        better = new > value
        return (
            jnp.where(better, u + step, u),
            jnp.where(better, new, value),
            jnp.where(better, ridge * 0.2, jnp.maximum(ridge * 8, 0.01)),
            left - 1,
            jnp.where(better, new - value, jnp.inf),
        )

    def going(carry: Any) -> jax.Array:
        return (carry[-1] > 0.1 * _ENOUGH) & (carry[-2] > 0)

    begin = (u, value_of(u), jnp.asarray(0.001), jnp.asarray(_INNER), jnp.asarray(jnp.inf))
    return lax.while_loop(going, body, begin)[0]


@partial(jax.jit, static_argnames=("per_day", "theory"))
def climb(problem: Problem, first: Any, per_day: int, theory: Theory) -> Mode:
    """Climb to the most probable numbers from `first`, (n,), by linearising again and again.

    A step that does not lead up is taken back and tried again shorter (Levenberg & Marquardt).
    """

    def body(carry: Any) -> Any:
        u, near, value, damping, steps, _ = carry
        # The first turn only looks about: the laws are compiled once, not twice.
        there = jnp.where(steps == 0, u, _inner(u, near, problem, damping))
        other = linearise(natural(there, problem), problem, per_day, theory)
        new = other.value + log_prior(there)
        better = new > value
        return (
            jnp.where(better, there, u),
            jax.tree.map(partial(jnp.where, better), other, near),
            jnp.where(better, new, value),
            jnp.where(better, damping * 0.1, jnp.maximum(damping * 10, 0.1)),
            steps + 1,
            # A step back is no reason to stop, unless even a tiny one leads nowhere.
            jnp.where(better, new - value, jnp.where(damping > 1e4, 0.0, jnp.inf)),
        )

    def going(carry: Any) -> jax.Array:
        return (carry[-1] > _ENOUGH) & (carry[-2] < _OUTER)

    size = len(first)
    flat = Quadratic(jnp.zeros(size), jnp.zeros(()), jnp.zeros(size), jnp.zeros((size, size)))
    nowhere = (first, flat, jnp.asarray(-jnp.inf), jnp.asarray(0.0))
    begin = (*nowhere, jnp.asarray(0), jnp.asarray(jnp.inf))
    u, near, value, _, steps, gain = lax.while_loop(going, body, begin)
    return Mode(u, value, near, steps, gain)


def precision_at(mode: Mode, problem: Problem) -> jax.Array:
    """Precision of the standard normal numbers at a mode, (n, n), by Gauss and Newton."""
    way = jax.jacfwd(lambda u: natural(u, problem))(mode.u)
    return way.T @ mode.near.curve @ way + jnp.eye(len(mode.u), dtype=mode.u.dtype)


def origin(problem: Problem) -> jax.Array:
    """The middle of the prior."""
    return jnp.zeros(size_of(problem))
