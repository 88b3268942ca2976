"""Stages of a record: probability of each on each day, and whole paths."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.inference import emission
from undertow.inference.kinds_of_day import STAGE_OF, by_stage
from undertow.inference.log_sums import log_sum
from undertow.inference.observations import NOT_SEEN, Observations
from undertow.inference.paths import sample_paths
from undertow.inference.personal_durations import own_durations
from undertow.inference.personal_events import own_events
from undertow.inference.semi_markov import Tables, in_single_precision, tables
from undertow.inference.smoothing import (
    Filtered,
    Smoothed,
    class_weights,
    filter_stages,
    smooth_stages,
)
from undertow.inference.stage_model import StageModel

_ROUNDS = 2
"""Rounds of learning the person's own ways. Five told stages no better on other simulated people:
each round is surer of what it took for true before."""

_UNLIKELY = 1e-4
"""Posterior share, beside that of the likeliest class, under which a class is dropped after a
round: the rest is read in less than half of the time, and the figures hardly change."""

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
    kept, own = np.arange(len(model.classes)), model
    events, bent = emission.event_likelihood(seen, model.emission), np.zeros(len(kept))
    ratings = np.zeros((len(seen.rating), 1, 1))
    walk = in_single_precision(tables(model))
    now = _pass(events, bent, walk, seen.turning, own)
    for _ in range(_ROUNDS):
        likely = np.flatnonzero(now.weight > _UNLIKELY * now.weight.max())
        kept, own, now = kept[likely], own.of_classes(likely), now.of_classes(likely)
        events, bent = own_events(seen, now.smoothed.stage, own)
        durations = own_durations(now.smoothed, own)
        if seen.rated.any():
            answers = emission.personal_answers(seen, now.probability, own)
            ratings = emission.rating_likelihood(seen, answers, own)[:, None, :]
        walk, bent = in_single_precision(durations.walk), bent + durations.bent
        del now  # ten years of it are large; the next is made without the last
        now = _pass(events + ratings, bent, walk, seen.turning, own)
    shares = np.einsum("k,ksa->s", model.classes, model.start)
    doubt = max(float(model.doubt), _doubt(seen))
    probability = (1 - doubt) * now.probability + doubt * shares
    kinds, classes = sample_paths(now.filtered, own.classes, walk, seen.turning, paths, rng)
    evidence = log_sum(np.log(model.classes[kept]) + now.filtered.evidence, 0)
    return StageReading(
        by_stage(probability), STAGE_OF[kinds], kept[classes], kinds[:, -1], float(evidence)
    )


def _doubt(seen: Observations) -> float:
    """Least share of the population's stages, by what is written of at all."""
    if (seen.categories[:2] != NOT_SEEN).any():
        return 0.0
    return _DOUBT_UNTOLD if (seen.categories != NOT_SEEN).any() else _DOUBT_WITHOUT_EVENTS


class _Pass(NamedTuple):
    """Both passes over a record.

    filtered, smoothed: by class. weight: posterior share of each class, (K,). probability: of
    each kind of day over all classes, (D, S).
    """

    filtered: Filtered
    smoothed: Smoothed
    weight: np.ndarray
    probability: np.ndarray

    def of_classes(self, kept: np.ndarray) -> _Pass:
        """What the next round needs of some of the classes; the rest was too unlikely."""
        smoothed = Smoothed(
            self.smoothed.stage[:, kept], self.smoothed.lived[kept], self.smoothed.ended[kept]
        )
        return self._replace(smoothed=smoothed)


def _pass(
    likelihood: np.ndarray, bent: np.ndarray, walk: Tables, turning: np.ndarray, model: StageModel
) -> _Pass:
    """Forward and backward; `bent` (K,) is what a person's own ways cost each class in evidence."""
    likelihood = likelihood.astype(np.float32)
    filtered = filter_stages(likelihood, walk, turning)
    filtered = filtered._replace(evidence=filtered.evidence - bent)
    smoothed = smooth_stages(likelihood, filtered, walk, turning)
    weight = class_weights(filtered, model.classes)
    return _Pass(filtered, smoothed, weight, np.einsum("dks,k->ds", smoothed.stage, weight))
