"""Stages of a record: probability of each on each day, and whole paths."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference import emission, smoothing
from undertow.inference.observations import NOT_SEEN, Observations
from undertow.inference.stage_model import StageModel

_ROUNDS = 3
"""Rounds of learning the person's own answers; more change nothing that can be seen."""

_DOUBT_WITHOUT_EVENTS = 0.4
"""Share of the population's stages where nothing but ratings is written: they hardly tell stages
apart (docs/reading_quality.md). Chosen for the log score on other simulated people."""


class StageReading(NamedTuple):
    """What the record says of its stages.

    Attributes:
        probability: (D, S), in the order of `undertow.engine.life.STAGE_NAMES`.
        paths: sampled stage paths, int (paths, D).
        classes: class of each path, (paths,).
        evidence: log density of the record under the model, up to a constant of the ratings.
    """

    probability: np.ndarray
    paths: np.ndarray
    classes: np.ndarray
    evidence: float


def read_stages(
    seen: Observations, model: StageModel, rng: np.random.Generator, paths: int
) -> StageReading:
    """Smooth the stages of one record, learning the person's way of answering on the way.

    Args:
        seen: observations of D days.
        model: the frozen population.
        rng: for the sampled paths.
        paths: how many to sample.
    """
    events = emission.event_likelihood(seen, model.emission)
    rounds = _ROUNDS if seen.rated.any() else 0
    likelihood = events
    filtered, probability = _smooth(likelihood, seen.turning, model)
    for _ in range(rounds):
        answers = emission.personal_answers(seen, probability, model)
        likelihood = events + emission.rating_likelihood(seen, answers, model)[:, None, :]
        filtered, probability = _smooth(likelihood, seen.turning, model)
    shares = np.einsum("k,ksa->s", model.classes, model.start)
    told = (seen.categories != NOT_SEEN).any()
    doubt = float(model.doubt) if told else max(float(model.doubt), _DOUBT_WITHOUT_EVENTS)
    probability = (1 - doubt) * probability + doubt * shares
    path, classes = smoothing.sample_paths(filtered, model, seen.turning, paths, rng)
    top = filtered.evidence.max()
    evidence = top + np.log((model.classes * np.exp(filtered.evidence - top)).sum())
    return StageReading(probability, path, classes, float(evidence))


def _smooth(
    likelihood: np.ndarray, turning: np.ndarray, model: StageModel
) -> tuple[smoothing.Filtered, np.ndarray]:
    """Forward pass, and the probability of each stage over all classes, (D, S)."""
    filtered = smoothing.filter_stages(likelihood, model, turning)
    by_class = smoothing.smooth_stages(likelihood, filtered, model, turning)
    weights = smoothing.class_weights(filtered, model)
    return filtered, np.einsum("dks,k->ds", by_class, weights)
