"""Lives that a record may tell of: whole stage paths, people and what happened to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from undertow.inference.bank import Bank, take
from undertow.record import Daily
from undertow.theory import Inputs, Theory


class Lives(NamedTuple):
    """M lives over the D days of a record.

    Attributes:
        paths: stage of each day, int (M, D).
        classes: class of the stage model, (M,).
        last: kind of the last day (`undertow.inference.kinds_of_day`), (M,).
        people: who lives them, M people on the first day.
        inputs: what happened to them, fields of shape (D * per_day, M).
        weight: of each life given the ratings, (M,), sum 1.
    """

    paths: np.ndarray
    classes: np.ndarray
    last: np.ndarray
    people: Bank
    inputs: Inputs
    weight: np.ndarray


def pick(lives: Lives, index: np.ndarray) -> Lives:
    """Some of the lives, equally likely; repeated where an index repeats."""
    return Lives(
        paths=lives.paths[index],
        classes=lives.classes[index],
        last=lives.last[index],
        people=take(lives.people, index),
        inputs=Inputs(*(field[:, index] for field in lives.inputs)),
        weight=np.full(len(index), 1 / len(index)),
    )


class Fitted(NamedTuple):
    """What fitting a person to a record gives.

    Attributes:
        lives: with the fitted traits and first-day states; as they were where nothing was fitted.
        method: that was used in the end; `first` where none could be trusted.
        facts: sizes and diagnostics, by name.
    """

    lives: Lives
    method: str
    facts: dict[str, float]


Fit = Callable[[Lives, Daily, int, Theory, int, Callable[[float], None]], Fitted]
"""`fit(lives, daily, per_day, theory, seed, progress)`; `undertow.inference.fit` has some."""
