"""How often one person writes of things on each kind of day: tables shrunk to those of their class.

People of one class still differ: one writes of nearly every warm hour, another of none. Their own
chances are Dirichlet distributed about the class's; what the record shows moves them (variational
Bayes, one turn at a time). A class that would have to be bent far pays for it in its evidence.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference.gamma_function import digamma, log_gamma
from undertow.inference.observations import NOT_SEEN, Observations
from undertow.inference.stage_model import StageModel

_RARE = 1e-6
"""Smallest chance in a prior: what no simulated person of a class wrote can still be written."""


class OwnEvents(NamedTuple):
    """One person's events under each class.

    Attributes:
        likelihood: expected log probability of each day's events, (D, K, S); 0 where not seen.
        bent: how far the own tables lie from the class's, nats, (K,), at least 0 (the
            Kullback-Leibler divergence of the Dirichlet distributions).
    """

    likelihood: np.ndarray
    bent: np.ndarray


def _counts(seen: Observations, kinds: np.ndarray, widest: int) -> np.ndarray:
    """Expected number of days by class, feature, kind of day and category, (K, F, S, C)."""
    _, classes, count = kinds.shape
    total = np.zeros((len(seen.categories), widest, classes, count))
    for feature, category in enumerate(seen.categories):
        for value in np.unique(category[category != NOT_SEEN]):
            total[feature, value] = kinds[category == value].sum(axis=0)
    return total.transpose(2, 0, 3, 1)


def own_events(seen: Observations, kinds: np.ndarray, model: StageModel) -> OwnEvents:
    """Log likelihood of a person's events, their own chances learned from the record itself.

    Args:
        seen: observations of D days.
        kinds: current probability of each kind of day, by class; (D, K, S), sums 1 over S.
        model: the population.
    """
    prior = model.likeness[:, :, None] * np.maximum(model.emission, _RARE)
    counts = _counts(seen, kinds, prior.shape[-1])
    own = prior + counts
    total, before = own.sum(axis=-1), prior.sum(axis=-1)
    log_chance = digamma(own) - digamma(total)[..., None]
    bent = log_gamma(total) - log_gamma(before)
    bent -= (log_gamma(own) - log_gamma(prior)).sum(axis=-1)
    bent += (counts * log_chance).sum(axis=-1)
    likelihood = np.zeros(kinds.shape)
    for feature, category in enumerate(seen.categories):
        there = category != NOT_SEEN
        table = log_chance[:, feature]
        likelihood[there] += np.moveaxis(table[:, :, category[there]], 2, 0)
    return OwnEvents(likelihood, bent.sum(axis=(1, 2)))


def likeness(counts: np.ndarray, responsibility: np.ndarray, emission: np.ndarray) -> np.ndarray:
    """How alike people of one class are, by maximum likelihood over a grid.

    Args:
        counts: days by person, feature, kind of day and category, (people, F, S, C).
        responsibility: who belongs to which class, (people, K).
        emission: chances of each class, (K, F, S, C).

    Returns:
        Number of days that a class's table counts for in a person's own, (F, S), 1 to 3000; the
        largest where nothing tells.
    """
    grid = np.geomspace(1.0, 3000.0, 25)
    total = counts.sum(axis=-1)
    score = np.zeros((len(grid), *total.shape[1:]))
    for row, size in zip(score, grid, strict=True):
        for table, member in zip(emission, responsibility.T, strict=True):
            prior = size * np.maximum(table, _RARE)
            whole = prior.sum(axis=-1)
            each = log_gamma(whole) - log_gamma(whole + total)
            each += (log_gamma(prior + counts) - log_gamma(prior)).sum(axis=-1)
            row += np.tensordot(member, each, axes=1)
    best = score >= score.max(axis=0) - 1e-6
    return grid[len(grid) - 1 - best[::-1].argmax(axis=0)]
