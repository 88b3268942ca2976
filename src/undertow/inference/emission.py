"""How likely one day's data are under each stage: events by class, ratings by person."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference.observations import NOT_SEEN, Observations
from undertow.inference.stage_model import StageModel

_DAYS_REPEAT = 0.4
"""Weight of a day in a person's means: its slow level makes neighbouring days alike."""

_FEW = 20.0
"""How many answers the population's spread counts for in a person's own."""


class Answers(NamedTuple):
    """How one person answers: expected rating in each stage, and spread beyond the population's.

    mean: (S, R). scale: factor on the residual variance of each rating, (R,), > 0.
    """

    mean: np.ndarray
    scale: np.ndarray


def event_likelihood(seen: Observations, emission: np.ndarray) -> np.ndarray:
    """Log probability of each day's events by class and stage, (D, K, S); 0 where not seen."""
    total = np.zeros((seen.categories.shape[1], emission.shape[0], emission.shape[2]))
    for feature, category in enumerate(seen.categories):
        table = np.log(np.maximum(emission[:, feature], 1e-12))
        there = category != NOT_SEEN
        total[there] += np.moveaxis(table[:, :, category[there]], 2, 0)
    return total


def population_answers(model: StageModel) -> Answers:
    """Before anything is known of the person."""
    return Answers(model.intercept + model.offset, np.ones(len(model.intercept)))


def personal_answers(seen: Observations, stages: np.ndarray, model: StageModel) -> Answers:
    """A person's own level in each stage, shrunk to the population's.

    Args:
        seen: observations, D days.
        stages: current probability of each stage, (D, S).
        model: the population.
    """
    mean = population_answers(model).mean.copy()
    variance = np.diag(model.residual)
    scale = np.ones(len(variance))
    for index in np.flatnonzero(seen.rated.any(axis=0)):
        there = seen.rated[:, index]
        weight = stages[there] * _DAYS_REPEAT
        prior = model.intercept_sd[index] ** 2 + np.diag(model.offset_sd[:, index] ** 2)
        precision = np.linalg.inv(prior)
        shift = precision @ mean[:, index]
        data = weight.T @ seen.rating[there, index] / variance[index]
        own = np.linalg.solve(
            precision + np.diag(weight.sum(axis=0)) / variance[index], shift + data
        )
        mean[:, index] = own
        misfit = (seen.rating[there, index, None] - own) ** 2 * stages[there]
        scale[index] = (misfit.sum() / variance[index] + _FEW) / (there.sum() + _FEW)
    return Answers(mean, scale)


def rating_likelihood(seen: Observations, answers: Answers, model: StageModel) -> np.ndarray:
    """Log density of each day's answers by stage, (D, S); 0 on days without any.

    The answers of one day share a level, so their covariance is full: six ratings are not six
    witnesses. Days with the same answered set are handled together.
    """
    stages = len(answers.mean)
    total = np.zeros((len(seen.rating), stages))
    patterns, which = np.unique(seen.rated, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        if not pattern.any():
            continue
        rows = np.flatnonzero(which.reshape(-1) == number)
        spread = np.sqrt(answers.scale[pattern])
        covariance = np.outer(spread, spread) * model.residual[np.ix_(pattern, pattern)]
        distance = seen.rating[rows][:, None, pattern] - answers.mean[:, pattern]
        whitened = np.linalg.solve(
            np.linalg.cholesky(covariance), distance.reshape(-1, pattern.sum()).T
        )
        square = (whitened**2).sum(axis=0).reshape(len(rows), stages)
        width = pattern.sum()
        # A multivariate t with 8 degrees of freedom: one odd day must not decide.
        total[rows] = -0.5 * (8 + width) * np.log1p(square / 8)
    return total * float(model.witness)
