"""The population's stage model: frozen numbers, learned once from simulated, labelled lives."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np


class StageModel(NamedTuple):
    """Explicit-duration hidden semi-Markov model with classes of people.

    K classes, S kinds of day (`undertow.inference.kinds_of_day`, called stages here), A ages in
    days (the last age stands for itself and everything older, so durations have geometric tails),
    F features with up to C categories, R ratings.

    Attributes:
        classes: share of each class, (K,).
        start: stage and age on the first day of a record, (K, S, A): a forward-recurrence draw.
        hazard: chance that a stage ends after a day at this age, (K, S, A).
        transition: next stage when one ends, (K, S, S), diagonal 0.
        emission: chance of each category, (K, F, S, C).
        intercept: mean answer over people, (R,), 0 to 1.
        intercept_sd: how people differ in it, (R,).
        offset: how a stage shifts the answer, (S, R).
        offset_sd: how people differ in that, (S, R).
        residual: covariance of one day's answers about these, (R, R): ratings share a level.
        witness: weight of a day's ratings, 0 to 1: their level is slow, so days repeat each other.
        doubt: share of each day's probability that goes to the population's stages instead: no
            life is quite like the simulated ones.
        likeness: days that a class's emission counts for in one person's own, (F, S): how alike
            the people of a class are.
        pace: share of people at each pace of a stage
            (`undertow.inference.personal_durations.PACES`), (S, P).
    """

    classes: np.ndarray
    start: np.ndarray
    hazard: np.ndarray
    transition: np.ndarray
    emission: np.ndarray
    intercept: np.ndarray
    intercept_sd: np.ndarray
    offset: np.ndarray
    offset_sd: np.ndarray
    residual: np.ndarray
    witness: np.ndarray
    doubt: np.ndarray
    likeness: np.ndarray
    pace: np.ndarray

    def of_classes(self, kept: np.ndarray) -> StageModel:
        """The same with some of the classes, int (kept,)."""
        return self._replace(
            classes=self.classes[kept] / self.classes[kept].sum(),
            start=self.start[kept],
            hazard=self.hazard[kept],
            transition=self.transition[kept],
            emission=self.emission[kept],
        )


@cache
def frozen() -> StageModel:
    """The stage model that ships with the program (`undertow.inference.learning` made it)."""
    path = files("undertow.inference") / "frozen" / "stages.npz"
    with path.open("rb") as stream, np.load(stream) as stored:
        return StageModel(*(stored[name].astype(float) for name in StageModel._fields))
