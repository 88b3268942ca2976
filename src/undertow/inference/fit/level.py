"""The slow level that all ratings of a day share, integrated out; and answers at the ends.

The level is an AR(1) over days, x' = memory x + shock, seen through each answer's loading; given
its memory, its size and the noise all is linear and Gaussian, so a scalar Kalman filter gives the
likelihood. The same filter is linear in what it filters, so it whitens Jacobians too.

An answer at an end of the scale only says that what was felt lies there or beyond (Tobin 1958,
Econometrica 26:24). Its chance is taken given the level that the answers inside the scale foretell
up to that day; that it says something of the level itself is left out, which costs little while
the level is smaller than the noise, and keeps the filter exact for all others.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax
from jax.scipy.special import log_ndtr

HALF_A_POINT = 0.05
"""Answers are whole points of ten: a 0 is anything below a half."""


class Answered(NamedTuple):
    """Answers sorted by what they say; each (D, scales).

    Attributes:
        value: answer, or where the end of the scale begins; a safe fill where there is none.
        inside: whether it is an answer within the scale.
        end: 1 at the lower end, -1 at the upper, 0 otherwise.
    """

    value: Any
    inside: Any
    end: Any


class Filter(NamedTuple):
    """What the masks and variances alone decide; D days.

    Attributes:
        weight: of each answer, loading / variance, 0 where there is none inside, (D, scales).
        precision: what a day's answers say of the level, (D,).
        spread: variance of the level before the day's answers, (D,).
        memory: scalar.
        noise, loading: of each scale, (scales,).
    """

    weight: Any
    precision: Any
    spread: Any
    memory: Any
    noise: Any
    loading: Any


def sort_answers(rating: Any, answered: Any) -> Answered:
    """Sort answers, 0 to 1, by whether they lie at an end of the scale."""
    low, high = answered & (rating <= 0), answered & (rating >= 1)
    value = jnp.where(low, HALF_A_POINT, jnp.where(high, 1 - HALF_A_POINT, rating))
    end = low.astype(value.dtype) - high.astype(value.dtype)
    return Answered(jnp.where(answered, value, 0.5), answered & ~low & ~high, end)


def level_filter(inside: Any, loading: Any, noise: Any, size: Any, memory: Any) -> Filter:
    """Run the variances of the filter, which do not depend on the answers.

    Args:
        inside: where there is an answer within the scale, boolean (D, scales).
        loading: how the level enters each answer, (scales,).
        noise: standard deviation of each answer, (scales,).
        size: stationary standard deviation of the level, scalar.
        memory: its correlation from one day to the next, scalar.
    """
    weight = jnp.where(inside, (loading / noise**2)[None], 0.0)
    precision = weight @ loading

    def once(spread: Any, seen: Any) -> tuple[jax.Array, jax.Array]:
        left = spread / (1 + spread * seen)
        return memory**2 * left + size**2 * (1 - memory**2), spread

    spread = lax.scan(once, size**2, precision)[1]
    return Filter(weight, precision, spread, memory, noise, jnp.asarray(loading))


def unexpected(known: Filter, gap: Any) -> tuple[jax.Array, jax.Array]:
    """What is left of gaps once the level is taken off; linear in the gaps.

    Args:
        known: the filter.
        gap: answers less what they were expected to be, finite everywhere, (D, scales, ...);
            trailing axes are filtered alike.

    Returns:
        Gaps less the level that the days before foretell, and less the level that the day's own
        answers foretell too; both as `gap`.
    """
    pulled = jnp.einsum("ds,ds...->d...", known.weight, gap)
    shrink = 1 / (1 + known.spread * known.precision)

    def along(days: Any) -> jax.Array:
        return days.reshape(-1, *([1] * (pulled.ndim - 1)))

    def once(level: Any, row: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        keep, new = row
        return keep * level + new, level

    # m' = memory (m + P / (1 + P A) (b - A m)) = memory / (1 + P A) (m + P b)
    kept = known.memory * shrink
    rows = (kept, along(kept * known.spread) * pulled)
    before = lax.scan(once, jnp.zeros(pulled.shape[1:], pulled.dtype), rows)[1]
    after = along(shrink) * (before + along(known.spread) * pulled)
    loading = known.loading.reshape(1, -1, *([1] * (pulled.ndim - 1)))
    return gap - before[:, None] * loading, gap - after[:, None] * loading


def _ends(known: Filter, left: Any, seen: Answered) -> tuple[jax.Array, jax.Array]:
    """Standard score of each answer at an end, safe elsewhere, and its standard deviation."""
    doubt = known.spread / (1 + known.spread * known.precision)
    sd = jnp.sqrt((known.noise**2)[None] + doubt[:, None] * (known.loading**2)[None])
    return jnp.where(seen.end != 0, seen.end * left / sd, 0.0), sd


def log_likelihood(known: Filter, gap: Any, seen: Answered) -> jax.Array:
    """Log density of all answers, the level integrated out.

    Args:
        known: the filter.
        gap: `seen.value` less what was expected without the level; finite, (D, scales).
        seen: the answers.
    """
    new, left = unexpected(known, gap)
    squares = jnp.where(seen.inside, (new / known.noise[None]) ** 2, 0.0).sum()
    pulled = (known.weight * new).sum(axis=1)
    grown = 1 + known.spread * known.precision
    explained = (known.spread * pulled**2 / grown).sum()
    constant = 2 * jnp.log(known.noise)[None] + jnp.log(2 * jnp.pi)
    logs = jnp.where(seen.inside, constant, 0.0).sum() + jnp.log(grown).sum()
    score, _ = _ends(known, left, seen)
    beyond = jnp.where(seen.end != 0, log_ndtr(score), 0.0).sum()
    return beyond - 0.5 * (squares - explained + logs)


def information(known: Filter, slope: Any, gap: Any, seen: Answered) -> jax.Array:
    """Curvature of the log likelihood in what moves the expected answers.

    Args:
        known: the filter.
        slope: derivative of each expected answer, finite everywhere, (D, scales, n).
        gap: as for the likelihood.
        seen: the answers.

    Returns:
        (n, n), positive semi-definite.
    """
    new, left = unexpected(known, slope)
    inside = jnp.where(seen.inside[..., None], new, 0.0)
    flat = (inside / known.noise[None, :, None]).reshape(-1, slope.shape[-1])
    pulled = jnp.einsum("ds,dsn->dn", known.weight, inside)
    share = known.spread / (1 + known.spread * known.precision)
    score, sd = _ends(known, unexpected(known, gap)[1], seen)
    # Of log Phi(z): -d2/dz2 = r (r + z), r = phi / Phi; between 0 and 1.
    ratio = jnp.exp(-0.5 * score**2 - 0.5 * jnp.log(2 * jnp.pi) - log_ndtr(score))
    bend = jnp.where(seen.end != 0, jnp.maximum(ratio * (ratio + score), 0.0) / sd**2, 0.0)
    beyond = (jnp.sqrt(bend)[..., None] * left).reshape(-1, slope.shape[-1])
    return flat.T @ flat - (share[:, None] * pulled).T @ pulled + beyond.T @ beyond
