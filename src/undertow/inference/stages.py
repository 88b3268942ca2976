"""Stages of a record: probability of each on each day, and whole paths."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference import emission, smoothing
from undertow.inference.kinds_of_day import STAGE_OF, by_stage
from undertow.inference.observations import NOT_SEEN, Observations
from undertow.inference.personal_events import own_events
from undertow.inference.stage_model import StageModel

_ROUNDS = 2
"""Rounds of learning the person's own ways. Five told stages no better on other simulated people:
each round is surer of what it took for true before."""

_DOUBT_WITHOUT_EVENTS = 0.4
"""Share of the population's stages where nothing but ratings is written: they hardly tell stages
apart (docs/reading_quality.md). Chosen for the log score on other simulated people."""
_DOUBT_UNTOLD = 0.1
"""The same where things are written, but no harm, warmth or apology."""


class StageReading(NamedTuple):
    """What the record says of its stages.

    Attributes:
        probability: (D, S), in the order of `undertow.engine.life.STAGE_NAMES`.
        paths: sampled stage paths, int (paths, D).
        classes: class of each path, (paths,).
        last: kind of each path's last day (`undertow.inference.kinds_of_day`), (paths,).
        evidence: log density of the record under the model, up to a constant of the ratings.
    """

    probability: np.ndarray
    paths: np.ndarray
    classes: np.ndarray
    last: np.ndarray
    evidence: float


def read_stages(
    seen: Observations, model: StageModel, rng: np.random.Generator, paths: int
) -> StageReading:
    """Smooth the stages of one record, learning the person's ways of writing and answering.

    Args:
        seen: observations of D days.
        model: the frozen population.
        rng: for the sampled paths.
        paths: how many to sample.
    """
    events, bent = emission.event_likelihood(seen, model.emission), np.zeros(len(model.classes))
    ratings = np.zeros((len(seen.rating), 1, 1))
    smoothed = _smooth(events, bent, seen.turning, model)
    for _ in range(_ROUNDS):
        events, bent = own_events(seen, smoothed.by_class, model)
        if seen.rated.any():
            answers = emission.personal_answers(seen, smoothed.probability, model)
            ratings = emission.rating_likelihood(seen, answers, model)[:, None, :]
        del smoothed  # ten years of it are large; the next is made without the last
        smoothed = _smooth(events + ratings, bent, seen.turning, model)
    shares = np.einsum("k,ksa->s", model.classes, model.start)
    doubt = max(float(model.doubt), _doubt(seen))
    probability = (1 - doubt) * smoothed.probability + doubt * shares
    filtered = smoothed.filtered
    kinds, classes = smoothing.sample_paths(filtered, model, seen.turning, paths, rng)
    top = filtered.evidence.max()
    evidence = top + np.log((model.classes * np.exp(filtered.evidence - top)).sum())
    return StageReading(
        by_stage(probability), STAGE_OF[kinds], classes, kinds[:, -1], float(evidence)
    )


def _doubt(seen: Observations) -> float:
    """Least share of the population's stages, by what is written of at all."""
    if (seen.categories[:2] != NOT_SEEN).any():
        return 0.0
    return _DOUBT_UNTOLD if (seen.categories != NOT_SEEN).any() else _DOUBT_WITHOUT_EVENTS


class _Smoothed(NamedTuple):
    """Forward pass; kinds of day by class, (D, K, S); the same over all classes, (D, S)."""

    filtered: smoothing.Filtered
    by_class: np.ndarray
    probability: np.ndarray


def _smooth(
    likelihood: np.ndarray, bent: np.ndarray, turning: np.ndarray, model: StageModel
) -> _Smoothed:
    """Both passes; `bent` (K,) is what each class's own tables cost it in evidence."""
    filtered = smoothing.filter_stages(likelihood, model, turning)
    filtered = filtered._replace(evidence=filtered.evidence - bent)
    by_class = smoothing.smooth_stages(likelihood, filtered, model, turning)
    weights = smoothing.class_weights(filtered, model)
    return _Smoothed(filtered, by_class, np.einsum("dks,k->ds", by_class, weights))
