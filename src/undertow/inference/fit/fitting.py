"""The fit of one record: some of the lives it may tell of, each fitted, and mixed.

What happened on days without a word, at vague times and of unknown strength differs between
lives. A few of them, chosen by how well the first reading found that they explain the ratings, are
fitted one by one (multiple imputation), and mixed by evidence: the density of the ratings under
each, over the chance with which it was chosen. With as many unknown hours as a record has, one
life would nearly always take all; so the evidence is tempered until half of them count, as in the
first reading.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from undertow.inference.bank import traits_of
from undertow.inference.fit.draws import TRUSTED, Draws, Facts, Method
from undertow.inference.fit.laplace import laplace
from undertow.inference.fit.model import Problem, natural, people_of, population
from undertow.inference.fit.nuts import nuts
from undertow.inference.fit.pathfinder import pathfinder
from undertow.inference.fit.problems import problem
from undertow.inference.lives import Fitted, Lives, pick
from undertow.inference.states import tempered
from undertow.record import Daily
from undertow.theory import States, Theory

DRAWS = 128
"""Lives that a fit gives."""
_MOST_R_HAT = 1.05
"""Chains further apart than this are not one posterior."""


class Way(NamedTuple):
    """How a method is run.

    Attributes:
        method: one person, one life.
        lives: fitted.
        draws: from each.
    """

    method: Method
    lives: int
    draws: int


WAYS = {
    "pathfinder": Way(pathfinder, 8, 128),
    "laplace": Way(laplace, 8, 16),
    "nuts": Way(nuts, 2, 1200),
}
"""Ways to fit."""

AFTER = {"pathfinder": "laplace"}
"""What is tried where a way cannot be trusted; after the others the first reading stands. NUTS is
not among them: nobody who asked for seconds should wait for an hour."""


def fit(
    lives: Lives,
    daily: Daily,
    per_day: int,
    theory: Theory,
    seed: int = 0,
    progress: Callable[[float], None] = lambda share: None,
    method: str = "laplace",
) -> Fitted:
    """Fit a person to a record.

    Nothing is fitted to a record without ratings: they are all that a fit is fitted to.

    Args:
        lives: that the record may tell of, weighed by the first reading.
        daily: the record by day.
        per_day: steps in a day.
        theory: what makes the ties.
        seed: the same seed gives the same fit.
        progress: told the share done.
        method: one of `WAYS`, to begin with.
    """
    rng = np.random.default_rng([seed, 2])
    name = method if daily.rated.any() else None
    tried = 0
    while name is not None:
        way = WAYS[name]
        progress(0.05)
        chosen, chance = _chosen(lives.weight, way.lives, rng)
        stacked = _stacked(lives, chosen, daily, per_day, theory)
        progress(0.2)
        found = _each(jax.random.key(seed), stacked, way, per_day, theory)
        progress(0.9)
        trusted = _trusted(found.facts)
        tried += 1
        if 2 * trusted.sum() > len(trusted):
            mixture = _mixture(np.asarray(found.evidence), np.log(chance), trusted)
            which = rng.choice(len(chosen), DRAWS, p=mixture)
            of = [rng.choice(way.draws, p=_sum_one(found.weight[one])) for one in which]
            people = _people(found.u[which, np.array(of)], which, stacked, theory)
            picked = pick(lives, chosen[which])
            fitted = picked._replace(people=picked.people._replace(**people))
            facts = _told(found.facts, trusted, mixture) | {"tried": float(tried)}
            return Fitted(fitted, name, facts)
        name = AFTER.get(name)
    return Fitted(lives, "first", {"tried": float(tried)})


def _sum_one(weight: Any) -> np.ndarray:
    """Weights as `choice` wants them, whose sum is 1 to the last digit."""
    exact = np.asarray(weight, np.float64)
    return exact / exact.sum()


def _chosen(
    weight: np.ndarray, count: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Different lives, the likelier the more their weight, and the weight of each; (count,)."""
    luck = np.log(np.maximum(weight, 1e-300)) + rng.gumbel(size=len(weight))
    chosen = np.argsort(-luck)[:count]
    return chosen, weight[chosen]


def _stacked(
    lives: Lives, chosen: np.ndarray, daily: Daily, per_day: int, theory: Theory
) -> Problem:
    """The chosen lives as models, one after the other on a leading axis."""
    one_by_one = [
        problem(lives, int(life), daily, per_day, theory, population()) for life in chosen
    ]
    return jax.tree.map(lambda *rows: np.stack(rows), *one_by_one)


@partial(jax.jit, static_argnames=("way", "per_day", "theory"))
def _each(key: jax.Array, stacked: Problem, way: Way, per_day: int, theory: Theory) -> Draws:
    """Draws under every life; each field with a leading axis of lives."""
    keys = jax.random.split(key, way.lives)
    # One after the other: side by side they compile longer and run no faster on a few cores.
    return jax.lax.map(
        lambda one: way.method(one[0], one[1], way.draws, per_day, theory), (keys, stacked)
    )


def _trusted(facts: Facts) -> np.ndarray:
    """Under which lives the diagnostics allow the draws to be used; boolean (lives,)."""
    weighed, chains = np.asarray(facts.k_hat), np.asarray(facts.r_hat)
    return (weighed <= TRUSTED) | (chains <= _MOST_R_HAT)


def _mixture(evidence: np.ndarray, log_chance: np.ndarray, trusted: np.ndarray) -> np.ndarray:
    """Share of each life, (lives,), sum 1; 0 where its draws are not trusted."""
    share = np.zeros(len(evidence))
    total = (evidence - log_chance)[trusted]
    share[trusted] = tempered(total, max(1, len(total) // 2))
    return share


def _people(
    u: Any, which: np.ndarray, stacked: Problem, theory: Theory
) -> dict[str, np.ndarray | States]:
    """Traits and first-day states of some draws, as a bank holds them.

    Args:
        u: (draws, n).
        which: life that each belongs to, (draws,).
        stacked: the lives.
        theory: what makes the ties.
    """
    own = jax.tree.map(lambda field: jnp.asarray(field)[which], stacked)
    small = own._replace(inputs=(), rating=(), answered=())
    w = np.asarray(jax.vmap(natural)(u, small))
    traits = len(traits_of(theory.parameters))
    states = w[:, traits : people_of(stacked)].T
    return {"traits": w[:, :traits], "states": States(*states)}


def _told(facts: Facts, trusted: np.ndarray, mixture: np.ndarray) -> dict[str, float]:
    """Facts of the mixture, by name: the worst of its lives, and how many they are."""
    worst = {"effective": np.min, "ess_bulk": np.min, "ess_tail": np.min, "accepted": np.min}
    found = {
        name: float(worst.get(name, np.max)(np.asarray(value)[trusted]))
        for name, value in facts._asdict().items()
    }
    found = {name: value for name, value in found.items() if np.isfinite(value)}
    return found | {
        "lives": float(len(trusted)),
        "lives_trusted": float(trusted.sum()),
        "lives_effective": float(1 / (mixture**2).sum()),
    }
