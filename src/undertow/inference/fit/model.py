"""One person's model: unknown numbers in, density of the ratings out.

All unknowns are standard normal before any rating. Who somebody is on the first day goes through
the laws with what happened since; the daily means of the readouts, the person's own way of
answering and the slow shared level give the density. An answer at an end of the scale says only
that what was felt lies there or beyond.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from undertow.engine import cascade
from undertow.inference.bank import traits_of
from undertow.inference.fit import level
from undertow.inference.fit.level import Answered, level_filter, sort_answers
from undertow.inference.fit.prior import Start
from undertow.theory import Inputs, Parameters, States, Theory, rating
from undertow.theory.readouts import readouts

SCALES = len(rating.SCALES)
LOADING = np.array([scale.loading for scale in rating.SCALES])


class Answering(NamedTuple):
    """How people answer: mean and spread of what they differ in, each (3 scales + 2,).

    In this order: intercept of each scale; log gain; log noise; log size of the shared level and
    logit of its memory.
    """

    mean: Any
    spread: Any


_LEVEL_LOG_SD = 0.3
"""People differ in how large the shared level is; as much as in noise, for want of a figure."""
_MEMORY_LOGIT_SD = 0.5
"""A memory of .8 for most lies between .71 and .87 for two thirds; assumed."""


def population() -> Answering:
    """What `theory.rating` assumes of everybody."""
    memory = rating.LEVEL_MEMORY
    mean = [scale.intercept for scale in rating.SCALES]
    mean += [np.log(scale.gain) for scale in rating.SCALES]
    mean += [np.log(rating.NOISE_SD)] * SCALES
    mean += [np.log(rating.LEVEL_SD), np.log(memory / (1 - memory))]
    spread = [rating.INTERCEPT_SD] * SCALES + [rating.GAIN_LOG_SD] * SCALES
    spread += [rating.NOISE_LOG_SD] * SCALES + [_LEVEL_LOG_SD, _MEMORY_LOGIT_SD]
    return Answering(np.array(mean), np.array(spread))


class Problem(NamedTuple):
    """All that the density of one person depends on; arrays only, so nothing is compiled in.

    Attributes:
        start: prior of the first day.
        answering: prior of the ways of answering.
        inputs: what happened, fields of shape (D * per_day,).
        rating: answers, 0 to 1, any safe fill where there is none, (D, scales).
        answered: where there is one, boolean (D, scales).
    """

    start: Start
    answering: Answering
    inputs: Inputs
    rating: Any
    answered: Any


class Answers(NamedTuple):
    """One person's way of answering; (scales,) each, then two scalars."""

    intercept: Any
    gain: Any
    noise: Any
    size: Any
    memory: Any


def size_of(problem: Problem) -> int:
    """How many unknown numbers there are, n."""
    return problem.start.mean.shape[-1] + problem.answering.mean.shape[-1]


def people_of(problem: Problem) -> int:
    """How many of them are traits and first-day states; they come first."""
    return problem.start.mean.shape[-1]


def natural(u: Any, problem: Problem) -> jax.Array:
    """The unknown numbers in their own units, (n,), from standard normal ones.

    Traits and first-day states; intercepts; gains; logarithms of the noise; the level's two.
    """
    people = people_of(problem)
    own = problem.answering.mean + problem.answering.spread * u[people:]
    gain = jnp.exp(own[SCALES : 2 * SCALES])
    return jnp.concatenate(
        [_bent(u[:people], problem.start), own[:SCALES], gain, own[2 * SCALES :]]
    )


def _bent(u: Any, start: Start) -> jax.Array:
    """Values whose normal scores are mean + root @ u, by monotone cubics between the nodes."""
    score = start.mean + start.root @ u
    place = jnp.clip((score - start.low) / start.step, 0.0, start.value.shape[1] - 1.000001)
    left = jnp.floor(place).astype(int)
    t = place - left.astype(place.dtype)
    each = jnp.arange(len(left))
    y0, y1 = start.value[each, left], start.value[each, left + 1]
    d0, d1 = start.slope[each, left] * start.step, start.slope[each, left + 1] * start.step
    rise = t**2 * (3 - 2 * t)
    return y0 + (y1 - y0) * rise + d0 * t * (1 - t) ** 2 - d1 * t**2 * (1 - t)


def first_day(w: Any, kind: type[Parameters]) -> tuple[Parameters, States]:
    """Traits and first-day states of natural numbers; leading axis n, further ones persons."""
    names = traits_of(kind)
    traits = dict(zip(names, w[: len(names)], strict=True))
    states = w[len(names) : len(names) + len(States._fields)]
    return kind(**traits), States(*states)


def answers(w: Any) -> Answers:
    """Way of answering that the last 3 scales + 2 natural numbers stand for."""
    intercept, gain, noise = w[-(3 * SCALES + 2) : -2].reshape(3, SCALES)
    return Answers(intercept, gain, jnp.exp(noise), jnp.exp(w[-2]), jax.nn.sigmoid(w[-1]))


def daily_readouts(w: Any, problem: Problem, per_day: int, theory: Theory) -> jax.Array:
    """Daily means of what each rating reads, (D, scales)."""
    p, start = first_day(w, theory.parameters)
    means = cascade.run(start, problem.inputs, p, 1 / per_day, theory=theory)[1]
    shape = problem.inputs.warmth.shape
    read = readouts(means, problem.inputs, p, theory.pull)
    stacked = jnp.stack([jnp.broadcast_to(x, shape) for x in read], axis=-1)
    return stacked.reshape(-1, per_day, SCALES).mean(axis=1)


def gaps(readout: Any, own: Answers, seen: Answered) -> jax.Array:
    """Answers less what was expected, (D, scales); finite where there is none."""
    return seen.value - (own.intercept[None] + own.gain[None] * readout)


def answers_density(gap: Any, own: Answers, seen: Answered) -> jax.Array:
    """Log density of the answers, given how far each lies from what was expected."""
    known = level_filter(seen.inside, LOADING, own.noise, own.size, own.memory)
    return level.log_likelihood(known, gap, seen)


def log_likelihood(w: Any, problem: Problem, per_day: int, theory: Theory) -> jax.Array:
    """Log density of the answers given the natural numbers."""
    own = answers(w)
    seen = sort_answers(problem.rating, problem.answered)
    gap = gaps(daily_readouts(w, problem, per_day, theory), own, seen)
    return answers_density(gap, own, seen)


def log_prior(u: Any) -> jax.Array:
    """Standard normal in every direction."""
    return -0.5 * (u**2).sum() - 0.5 * len(u) * np.log(2 * np.pi)


def log_posterior(u: Any, problem: Problem, per_day: int, theory: Theory) -> jax.Array:
    """Log density of the unknowns and the answers together.

    Args:
        u: unknown numbers, (n,).
        problem: the person.
        per_day: steps in a day.
        theory: what makes the ties.
    """
    return log_prior(u) + log_likelihood(natural(u, problem), problem, per_day, theory)
