"""The plain rival: a hidden Markov model with one class and geometric durations.

It sees the same features and ratings through densities of the same form, and learns from labelled
simulated people like the model it is compared with; what it lacks is what a reading claims to
gain from: how long stages last, what kinds of day they have, and that people differ in what they
live and write.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from undertow.engine.life import STAGE_NAMES
from undertow.inference.kinds_of_day import STAGE_OF
from undertow.inference.learning import Example, learn_answers
from undertow.inference.observations import CATEGORIES, NOT_SEEN
from undertow.inference.stage_model import StageModel

_STAGES = len(STAGE_NAMES)
_AGES = 2
"""Alike in everything: where age does not matter, durations are geometric."""
_ALIKE = 1e6
"""Days that the tables count for in one person's own: so many that nobody has any of their own."""


def _in_stages(examples: Sequence[Example]) -> list[Example]:
    """The same people with the stage of each day in place of its kind."""
    return [Example(seen, STAGE_OF[days], STAGE_OF[life]) for seen, days, life in examples]


def plain_hmm(examples: Sequence[Example], model: StageModel) -> StageModel:
    """Count the tables of a plain model.

    Args:
        examples: labelled people.
        model: the model to compare with; the weight of ratings and the doubt are its own.

    Returns:
        A stage model with one class, whose stages end equally likely at every age.
    """
    examples = _in_stages(examples)
    widest = max(CATEGORIES.values())
    emission = np.zeros((len(CATEGORIES), _STAGES, widest))
    for row, width in enumerate(CATEGORIES.values()):
        emission[row, :, :width] = 0.5
    moves = np.full((_STAGES, _STAGES), 0.02)
    start = np.full(_STAGES, 0.5)
    for seen, stage, life in examples:
        for row, category in enumerate(seen.categories):
            there = category != NOT_SEEN
            np.add.at(emission[row], (stage[there], category[there]), 1.0)
        np.add.at(moves, (life[:-1], life[1:]), 1.0)
        start += np.bincount(stage, minlength=_STAGES) / len(stage)
    daily = moves / moves.sum(axis=1, keepdims=True)
    leaving = 1 - np.diag(daily)
    elsewhere = daily * (1 - np.eye(_STAGES))
    intercept, intercept_sd, offset, offset_sd, residual = learn_answers(examples, _STAGES)
    return model._replace(
        classes=np.ones(1),
        start=np.repeat(start / start.sum() / _AGES, _AGES).reshape(1, _STAGES, _AGES),
        hazard=np.repeat(leaving, _AGES).reshape(1, _STAGES, _AGES),
        transition=(elsewhere / elsewhere.sum(axis=1, keepdims=True))[None],
        emission=(emission / emission.sum(axis=-1, keepdims=True))[None],
        intercept=intercept,
        intercept_sd=intercept_sd,
        offset=offset,
        offset_sd=offset_sd,
        residual=residual,
        likeness=np.full(emission.shape[:2], _ALIKE),
    )


def base_rates(examples: Sequence[Example]) -> np.ndarray:
    """Share of each stage over all days of the examples, (S,)."""
    days = sum(
        np.bincount(example.stage, minlength=_STAGES) + 0.5 for example in _in_stages(examples)
    )
    return days / np.sum(days)
