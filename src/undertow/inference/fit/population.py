"""Many persons at once: each fitted as ever, what they share learned from all (empirical Bayes).

How people answer differs between tables: other scales, other habits. So the population's ways of
answering are re-estimated from the fits, in turns (expectation and maximisation): every person is
fitted under the present population; then the population's middle and spread become those of the
fitted persons, with what `theory.rating` assumes counting as some persons more. A population of
one is the same code, and stays near what is assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from undertow.inference.fit.draws import Draws
from undertow.inference.fit.laplace import laplace
from undertow.inference.fit.model import Answering, Problem, people_of
from undertow.theory import Theory

_ASSUMED_PERSONS = 8.0
"""Persons that the assumed population counts as: a handful of people must not overturn it."""
_TURNS = 4
_DRAWS = 128


class Population(NamedTuple):
    """Persons fitted together.

    Attributes:
        answering: the population's ways of answering.
        draws: of each person, with a leading axis of persons.
        moved: by how many of its spreads the population's middle moved in the last turn, at most.
    """

    answering: Answering
    draws: Draws
    moved: float


def fit_population(
    problems: Sequence[Problem], per_day: int, theory: Theory, seed: int = 0, turns: int = _TURNS
) -> Population:
    """Fit persons and what they share.

    Args:
        problems: one a person, all filled up to one length and with one prior of answering.
        per_day: steps in a day.
        theory: what makes the ties.
        seed: the same seed gives the same fits.
        turns: of fitting all, at least 1.
    """
    stacked = jax.tree.map(lambda *rows: jnp.stack([jnp.asarray(row) for row in rows]), *problems)
    assumed = jax.tree.map(jnp.asarray, problems[0].answering)
    now, moved = assumed, 0.0
    keys = jax.random.split(jax.random.key(seed), len(problems))
    draws = _fit_each(keys, stacked, per_day, theory)
    for _ in range(turns - 1):
        before, now = now, _learned(draws, stacked, assumed)
        everyone = jax.tree.map(
            lambda field: jnp.broadcast_to(field[None], (len(problems), *field.shape)), now
        )
        stacked = stacked._replace(answering=everyone)
        draws = _fit_each(keys, stacked, per_day, theory)
        moved = float(jnp.max(jnp.abs(now.mean - before.mean) / before.spread))
    return Population(now, draws, moved)


@partial(jax.jit, static_argnames=("per_day", "theory"))
def _fit_each(keys: Any, stacked: Problem, per_day: int, theory: Theory) -> Draws:
    return jax.vmap(lambda key, one: laplace(key, one, _DRAWS, per_day, theory))(keys, stacked)


def _learned(draws: Draws, stacked: Problem, assumed: Answering) -> Answering:
    """The population's middle and spread, from all draws of all persons."""
    ways = draws.u[:, :, people_of(stacked) :]
    value = stacked.answering.mean[:, None] + stacked.answering.spread[:, None] * ways
    weight = draws.weight[..., None]
    persons = len(value)
    mean = (weight * value).sum(axis=(0, 1)) + _ASSUMED_PERSONS * assumed.mean
    mean = mean / (persons + _ASSUMED_PERSONS)
    # Second moments of draws: what is not known of a person counts as spread, as it should.
    gap = (weight * (value - mean[None, None]) ** 2).sum(axis=(0, 1))
    held = assumed.spread**2 + (assumed.mean - mean) ** 2
    spread = jnp.sqrt((gap + _ASSUMED_PERSONS * held) / (persons + _ASSUMED_PERSONS))
    return Answering(mean, spread)
