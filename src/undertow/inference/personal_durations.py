"""How long stages last for one person: the durations of their class at the person's own pace.

People of one class still differ: stages of one follow each other faster than those of another. A
pace stretches every duration of a stage by a factor, as the partner's ways do in simulated lives
(`undertow.engine.population`: medians differ, shapes do not). It lies on a grid with a prior
learned from simulated people, so that what the record shows of it is counted up exactly
(variational Bayes, one turn at a time, like `undertow.inference.personal_events`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference.log_sums import log_chance, log_sum
from undertow.inference.semi_markov import Tables, tables
from undertow.inference.smoothing import Smoothed
from undertow.inference.stage_model import StageModel

PACES = np.exp(np.linspace(-1.0, 1.0, 9))
"""Factors on durations, .37 to 2.7: medians of simulated partners differ by .3 to .5 in log."""

_SUREST = 1e-6
"""A hazard is never 0 or 1: what no simulated stage did, one can still do."""


class OwnDurations(NamedTuple):
    """One person's durations under each class.

    Attributes:
        walk: expected log chances of ending and not; start and moves are the class's.
        bent: how far the own paces lie from the population's, nats, (K,), at least 0.
        pace: probability of each of `PACES` by class and stage, (K, S, P).
    """

    walk: Tables
    bent: np.ndarray
    pace: np.ndarray


def at_paces(hazard: np.ndarray) -> np.ndarray:
    """Hazards by age of the same durations stretched by each of `PACES`.

    Args:
        hazard: chance to end after a day at each age, (..., A); the last stands for all older.

    Returns:
        (P, ..., A).
    """
    ages = hazard.shape[-1]
    rate = -np.log1p(-np.clip(hazard, _SUREST, 1 - _SUREST))
    summed = np.concatenate([np.zeros_like(rate[..., :1]), np.cumsum(rate, axis=-1)], axis=-1)
    stretched = []
    for pace in PACES:
        place = np.arange(ages + 1) / pace
        whole = np.minimum(place.astype(int), ages - 1)
        total = summed[..., whole] + (place - whole) * rate[..., whole]
        stretched.append(-np.expm1(-np.diff(total, axis=-1)))
    return np.clip(np.stack(stretched), _SUREST, 1 - _SUREST)


def own_durations(smoothed: Smoothed, model: StageModel) -> OwnDurations:
    """Expected log chances of a person's stages to end, their own pace learned from the record.

    Args:
        smoothed: current expected days lived and ended by stage and age.
        model: the population.
    """
    hazard = at_paces(model.hazard)
    end, stay = np.log(hazard), np.log1p(-hazard)
    score = np.einsum("ksa,pksa->ksp", smoothed.ended, end)
    score += np.einsum("ksa,pksa->ksp", smoothed.lived - smoothed.ended, stay)
    prior = log_chance(model.pace)
    posterior = prior + score
    posterior -= log_sum(posterior, -1)[..., None]
    pace = np.exp(posterior)
    walk = tables(model)._replace(
        end=np.einsum("ksp,pksa->ksa", pace, end), stay=np.einsum("ksp,pksa->ksa", pace, stay)
    )
    return OwnDurations(walk, (pace * (posterior - prior)).sum(axis=(1, 2)), pace)


def learn_paces(
    ended: np.ndarray, lived: np.ndarray, responsibility: np.ndarray, hazard: np.ndarray
) -> np.ndarray:
    """How people of one class differ in pace, by expectation maximisation.

    Args:
        ended: days after which a stage ended, by person, stage and age, (people, S, A).
        lived: all days that another follows, (people, S, A).
        responsibility: who belongs to which class, (people, K).
        hazard: of each class, (K, S, A).

    Returns:
        Share of people at each of `PACES`, (S, P).
    """
    table = at_paces(hazard)
    score = np.einsum("nsa,pksa->nksp", ended, np.log(table), optimize=True)
    score += np.einsum("nsa,pksa->nksp", lived - ended, np.log1p(-table), optimize=True)
    share = np.full((hazard.shape[1], len(PACES)), 1 / len(PACES))
    seen = responsibility[:, :, None] * (lived.sum(axis=-1) > 0)[:, None]
    for _ in range(_ROUNDS):
        member = np.log(share) + score
        member = np.exp(member - log_sum(member, -1)[..., None]) * seen[..., None]
        share = member.sum(axis=(0, 1)) + _SMOOTH
        share /= share.sum(axis=-1, keepdims=True)
    return share


_ROUNDS = 30
_SMOOTH = 1.0
"""Rounds, and people that each pace counts for before any is seen."""
