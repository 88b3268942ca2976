"""Simulated truth for the fit: people from its own prior, exposures from simulated diaries.

What is tested is whether the fit gives back what its model says, so traits, first-day states and
ways of answering are drawn from the prior, and answers from the model, on whole points of the
scale, on the days and scales that the diary answers. Twists break the model on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from undertow.engine import cascade
from undertow.engine.sample import Kept, sample_diaries
from undertow.inference import bank as histories
from undertow.inference import stage_model
from undertow.inference.exposure import SLOTS, draw_inputs
from undertow.inference.fit.model import (
    LOADING,
    Problem,
    answers,
    daily_readouts,
    first_day,
    natural,
    population,
    size_of,
)
from undertow.inference.fit.problems import problem
from undertow.inference.lives import Lives
from undertow.inference.observations import observe
from undertow.inference.people import choose_people
from undertow.inference.stages import read_stages
from undertow.record import daily, to_record
from undertow.theory import REINFORCEMENT, Theory
from undertow.theory.readouts import withdrawal
from undertow.theory.rivals import AFFECTION

DAYS, AHEAD = 90, 30
"""Days with answers, and days after them in which the pull is foretold."""
TOLD = ("pull", "bond", "affection", "threat", "withdrawal", "appraisal", "pull ahead")
"""What is compared: daily means on the last day with answers, and the pull at the end."""
_LIVES = 120
"""Lives drawn for a diary: their people make the prior."""
_FEWEST_ANSWERS = 20

TWISTS = ("none", "heavy tails", "missing when worst", "harm half told", "another theory")


class Case(NamedTuple):
    """One simulated person.

    Attributes:
        problem: as it is given to a fit.
        told: true values of `TOLD`, (7,).
        u: true unknowns.
    """

    problem: Problem
    told: np.ndarray
    u: np.ndarray


@cache
def _reader(theory: Theory) -> Any:
    return jax.jit(partial(daily_readouts, per_day=SLOTS, theory=theory))


@partial(jax.jit, static_argnames="theory")
def _told(u: Any, given: Problem, theory: Theory = REINFORCEMENT) -> jax.Array:
    p, start = first_day(natural(u, given), theory.parameters)
    inputs = given.inputs
    means = cascade.run(start, inputs, p, 1 / SLOTS, theory=theory)[1]
    pull = jnp.broadcast_to(theory.pull(means, inputs, p), inputs.warmth.shape)
    felt = withdrawal(means, inputs, p)
    rows = [pull, means.bond, means.affection, means.threat, felt, means.appraisal]
    by_day = jnp.stack(rows).reshape(len(rows), -1, SLOTS).mean(axis=-1)
    return jnp.concatenate([by_day[:, DAYS - 1], by_day[:1, DAYS + AHEAD - 1]])


told_each = jax.jit(jax.vmap(_told, (0, None)))
"""`TOLD` of many draws of one person, (draws, 7)."""


def lives_of(kept: Kept, seed: int) -> tuple[Lives, Any]:
    """Lives that a simulated diary may tell of, and the diary by day."""
    rng = np.random.default_rng(seed)
    record = to_record(kept.diary)
    by_day = daily(record)
    stages = read_stages(observe(by_day), stage_model.frozen(), rng, _LIVES)
    people = choose_people(histories.frozen(), record, stages.paths, rng)
    inputs = draw_inputs(record, by_day, people, stages.paths, rng)
    even = np.full(_LIVES, 1 / _LIVES)
    return Lives(stages.paths, stages.classes, stages.last, people, inputs, even), by_day


def simulated_answers(
    u: np.ndarray, given: Problem, rng: np.random.Generator, twist: str = "none"
) -> np.ndarray:
    """Answers of a person, on whole points from 0 to 1, (days, scales)."""
    theory = AFFECTION if twist == "another theory" else REINFORCEMENT
    w = natural(u, given)
    own = answers(w)
    expected = np.asarray(own.intercept + own.gain * _reader(theory)(w, given))
    size, memory = float(own.size), float(own.memory)
    level = np.empty(len(expected))
    now = rng.normal() * size
    for day in range(len(level)):
        level[day] = now
        now = memory * now + rng.normal() * size * np.sqrt(1 - memory**2)
    noise = rng.standard_normal(expected.shape)
    if twist == "heavy tails":
        noise = rng.standard_t(3, expected.shape) / np.sqrt(3)
    felt = expected + level[:, None] * LOADING + np.asarray(own.noise) * noise
    return np.round(np.clip(felt, 0, 1), 1)


def cases(size: int, seed: int, twist: str = "none") -> Iterator[Case]:
    """People with 90 days of answers and 30 without.

    Args:
        size: how many.
        seed: the same seed gives the same people.
        twist: one of `TWISTS`.
    """
    length = DAYS + AHEAD
    found = 0
    for number, kept in enumerate(sample_diaries(3 * size, seed, shortest=length, longest=length)):
        if found == size:
            return
        if not any(entry.precision in ("instant", "day") for entry in kept.diary.entries):
            continue
        lives, by_day = lives_of(kept, number)
        if by_day.days != length or by_day.rated[:, :DAYS].sum() < _FEWEST_ANSWERS:
            continue
        found += 1
        given = problem(lives, 0, by_day, SLOTS, REINFORCEMENT, population(), days=length)
        rng = np.random.default_rng([seed, number])
        u = rng.normal(size=size_of(given))
        rating = simulated_answers(u, given, rng, twist)
        answered = given.answered.copy()
        answered[DAYS:] = False
        if twist == "missing when worst":
            craving = rating[:, 0]
            answered &= (rng.random(length) > 0.6 * (craving > np.median(craving)))[:, None]
        told = np.asarray(
            _told(u, given, AFFECTION if twist == "another theory" else REINFORCEMENT)
        )
        if twist == "harm half told":
            given = given._replace(inputs=given.inputs._replace(harm=0.5 * given.inputs.harm))
        yield Case(given._replace(rating=rating, answered=answered), told, u)
