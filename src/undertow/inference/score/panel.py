"""The answers of many people on one scale, in the order in which they were given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

TRAIN_SHARE = 0.7
"""The first part of each person's answers, from which everything is learned; the rest tests."""

WARM_UP = 5
"""First answers of a person that no forecast is chosen by: too little came before them."""


@dataclass(frozen=True)
class Series:
    """One person's answers.

    Attributes:
        times: days, not falling, (T,).
        answers: on the scale as written, without missing ones, (T,).
        events: what dated events before each answer left behind, (T, E); E may be 0.
    """

    times: np.ndarray
    answers: np.ndarray
    events: np.ndarray


@dataclass(frozen=True)
class Panel:
    """People by answers; a person with fewer answers than others is filled up.

    Attributes:
        target: the rating's name.
        low, high: the ends of the scale.
        answers: (P, T), 0 where filled up.
        times: days, (P, T), 0 where filled up.
        events: as in `Series`, (P, T, E).
        train: which answers train, boolean (P, T).
        test: which answers test, boolean (P, T).
    """

    target: str
    low: float
    high: float
    answers: np.ndarray
    times: np.ndarray
    events: np.ndarray
    train: np.ndarray
    test: np.ndarray

    @property
    def given(self) -> np.ndarray:
        """Where there is an answer, boolean (P, T)."""
        return self.train | self.test

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.answers)

    @property
    def points(self) -> int:
        """How many answers test."""
        return int(self.test.sum())

    def judged(self) -> np.ndarray:
        """Training answers after the warm-up, which choose between forecasts; boolean (P, T)."""
        late = self.train.copy()
        late[:, :WARM_UP] = False
        return late

    def some(self, people: slice | np.ndarray) -> Panel:
        """The same panel with some of its people."""
        return Panel(
            self.target,
            self.low,
            self.high,
            *(
                field[people]
                for field in (self.answers, self.times, self.events, self.train, self.test)
            ),
        )

    def without_events(self) -> Panel:
        """The same panel as if no event had been dated."""
        none = self.events[:, :, :0]
        return Panel(
            self.target,
            self.low,
            self.high,
            self.answers,
            self.times,
            none,
            self.train,
            self.test,
        )


def panel_of(target: str, low: float, high: float, people: Sequence[Series]) -> Panel:
    """Lays people side by side and splits each one's answers in time.

    Args:
        target: the rating's name.
        low: one end of the scale.
        high: the other, above it.
        people: at least one, each with the same number of kinds of event.
    """
    length = max(len(person.answers) for person in people)
    shape = (len(people), length)
    answers, times = np.zeros(shape), np.zeros(shape)
    events = np.zeros((*shape, people[0].events.shape[1]))
    train, test = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for row, person in enumerate(people):
        count = len(person.answers)
        first_test = int(TRAIN_SHARE * count)
        answers[row, :count], times[row, :count] = person.answers, person.times
        events[row, :count] = person.events
        train[row, :first_test], test[row, first_test:count] = True, True
    return Panel(target, low, high, answers, times, events, train, test)
