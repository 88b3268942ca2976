"""A record and a life that it may tell of, as one person's model."""

from __future__ import annotations

import numpy as np

from undertow.engine.life import APART
from undertow.inference.bank import take
from undertow.inference.fit.model import Answering, Problem
from undertow.inference.fit.prior import start_prior
from undertow.inference.lives import Lives
from undertow.record import Daily
from undertow.theory import Inputs, Theory
from undertow.theory.partner import STEADY

_FEWEST_PEOPLE = 60
"""Lives that must begin like this one before its prior is theirs alone."""


def padded_days(days: int) -> int:
    """Days up to which a record is filled with nothing, so that few lengths are compiled.

    32 times 1, 2, 3, 4, 6, 8, 12, ...: a third more at most, from 64 days on.
    """
    size = 32
    while size < days:
        size = size * 3 // 2 if size & (size - 1) == 0 and size > 32 else _next_power(size)
    return size


def _next_power(size: int) -> int:
    return 1 << size.bit_length()


def problem(
    lives: Lives,
    life: int,
    daily: Daily,
    per_day: int,
    theory: Theory,
    answering: Answering,
    days: int | None = None,
) -> Problem:
    """One life of a record as a model.

    Args:
        lives: that the record may tell of; those that begin alike give the prior.
        life: number of the one at hand.
        daily: the record by day.
        per_day: steps in a day.
        theory: what makes the ties.
        answering: prior of the ways of answering.
        days: length to fill up to; by `padded_days` if not given. What is added is unrated, and
            no reading of the days before depends on it.
    """
    days = padded_days(daily.days) if days is None else days
    more = days - daily.days
    alike = np.flatnonzero((_beginnings(lives) == _beginnings(lives)[life]).all(axis=1))
    if len(alike) < _FEWEST_PEOPLE:
        alike = np.flatnonzero(lives.paths[:, 0] == lives.paths[life, 0])
    if len(alike) < _FEWEST_PEOPLE:
        alike = np.arange(len(lives.paths))
    one = [np.asarray(field[:, life], np.float64) for field in lives.inputs]
    return Problem(
        start=start_prior(
            take(lives.people, alike), take(lives.people, np.array([life])), theory.parameters
        ),
        answering=answering,
        inputs=Inputs(*(np.pad(field, (0, more * per_day)) for field in one)),
        rating=np.pad(daily.rating.T, ((0, more), (0, 0)), constant_values=0.5),
        answered=np.pad(daily.rated.T, ((0, more), (0, 0))),
    )


def _beginnings(lives: Lives) -> np.ndarray:
    """First stage, and what kind of partner the path needs: as people are chosen, (M, 3)."""
    paths = lives.paths
    cycle = ((paths != STEADY) & (paths != APART)).any(axis=1)
    steady = (paths == STEADY).any(axis=1)
    return np.stack([paths[:, 0], cycle, steady], axis=1)
