"""Our forecaster: experts on what came before, pooled by weights that training answers chose.

One step ahead: a forecast of an answer knows all training answers and, of later ones, only the
person's own that came before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from undertow.inference.score import measures
from undertow.inference.score.experts import START, Everybody, expert_odds, learn_everybody
from undertow.inference.score.grid import answer_grid, at_most
from undertow.inference.score.interval import learn_reach, reaches
from undertow.inference.score.panel import Panel
from undertow.inference.score.pool import learn_weights, probability

_START_WORTH = 2.0
"""Answers that the starting weights count for; chosen with the other settings."""
_MOST_TO_LEARN = 600_000
"""Answers times points of the grid that weights are learned from; more are drawn at random. Ten
weights need far fewer."""
_AT_ONCE = 20_000_000
"""Numbers held at once while forecasts are made; people are taken in turns beyond that."""


class Skill(NamedTuple):
    """Forecasts against what came; all (P, T), meaningful where an answer tests.

    Attributes:
        median: the forecast.
        crps: continuous ranked probability score of the distribution.
        inside: whether the answer fell into the 80 % interval.
    """

    median: np.ndarray
    crps: np.ndarray
    inside: np.ndarray


class Learned(NamedTuple):
    """What is learned from training answers.

    Attributes:
        grid: points of the scale, (G,).
        everybody: what all training answers say.
        weights: of the experts' log odds, (K,).
    """

    grid: np.ndarray
    everybody: Everybody
    weights: np.ndarray


def foretell(panel: Panel, progress: Callable[[float], None] = lambda share: None) -> Skill:
    """Learns from training answers and forecasts every answer from those before it.

    Args:
        panel: people's answers; events in it are used, `without_events` leaves them out.
        progress: told the share done, 0 to 1.
    """
    learned = learn(panel, lambda share: progress(share / 2))
    median, crps, distance = (np.zeros(panel.answers.shape) for _ in range(3))
    for people, share in _in_turns(panel, len(learned.grid)):
        median[people], crps[people], distance[people] = _judge(panel.some(people), learned)
        progress(0.5 + share / 2)
    reach = learn_reach(panel, distance)
    inside = distance <= reaches(reach, distance, panel.judged() | panel.test)
    return Skill(median, crps, inside)


def learn(panel: Panel, progress: Callable[[float], None] = lambda share: None) -> Learned:
    """Everything that training answers choose, the intervals' reach apart."""
    grid = answer_grid(panel)
    everybody = learn_everybody(panel, grid)
    chosen = _to_learn_from(panel, len(grid))
    odds, came = [], []
    for people, share in _in_turns(panel, len(grid)):
        some = panel.some(people)
        those = chosen[people]
        odds.append(expert_odds(some, grid, everybody)[those])
        came.append(at_most(some.answers[those], grid)[:, :-1])
        progress(share)
    start = np.r_[START, np.zeros(panel.events.shape[2])]
    width = np.diff(grid) / (grid[-1] - grid[0])
    weights = learn_weights(np.concatenate(odds), np.concatenate(came), width, start, _START_WORTH)
    return Learned(grid, everybody, weights)


def distributions(panel: Panel, learned: Learned) -> np.ndarray:
    """Probability of an answer at or below each point; (P, T, G)."""
    return probability(expert_odds(panel, learned.grid, learned.everybody) @ learned.weights)


def _judge(panel: Panel, learned: Learned) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Median, CRPS, and the distance of the answer's middle rank from one half; (P, T) each."""
    shape, grid = panel.answers.shape, learned.grid
    below = distributions(panel, learned).reshape(-1, len(grid))
    answer = panel.answers.ravel()
    distance = np.abs(measures.rank_of(below, grid, answer) - 0.5)
    found = (measures.grid_median(below, grid), measures.grid_crps(below, grid, answer), distance)
    median, crps, far = (one.reshape(shape) for one in found)
    return median, crps, far


def _to_learn_from(panel: Panel, points: int) -> np.ndarray:
    """Training answers after the warm-up, or a random choice of them; boolean (P, T)."""
    judged = panel.judged()
    places = np.flatnonzero(judged)
    most = max(_MOST_TO_LEARN // points, 1)
    if len(places) > most:
        places = np.random.default_rng(0).choice(places, most, replace=False)
    chosen = np.zeros(judged.size, dtype=bool)
    chosen[places] = True
    return chosen.reshape(judged.shape)


def _in_turns(panel: Panel, points: int) -> Iterator[tuple[slice, float]]:
    """People in groups that fit into memory, and the share of people done after each."""
    each = panel.answers.shape[1] * points * (len(START) + panel.events.shape[2])
    size = max(_AT_ONCE // each, 1)
    for first in range(0, panel.people, size):
        last = min(first + size, panel.people)
        yield slice(first, last), last / panel.people
