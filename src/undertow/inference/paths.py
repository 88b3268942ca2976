"""Whole stage paths: draws from their joint posterior, and the most probable one."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.inference.log_sums import log_chance
from undertow.inference.scanning import scan
from undertow.inference.semi_markov import Tables, turn_moves
from undertow.inference.smoothing import Filtered, class_weights

_LARGEST = 80.0
"""Logarithm of the largest odds: beyond it a single-precision exponential overflows."""


def sample_paths(
    filtered: Filtered,
    classes: np.ndarray,
    walk: Tables,
    turning: np.ndarray,
    paths: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw whole stage paths from their joint posterior (forward filtering, backward sampling).

    Args:
        filtered: forward pass.
        classes: share of each class in the population, (K,).
        walk: the model.
        turning: as for `filter_stages`.
        paths: how many.
        rng: source of randomness.

    Returns:
        Stage of each path and day, int (paths, D), and the class of each path, (paths,).
    """
    _, _, stages, ages = filtered.joint.shape
    group = rng.choice(len(classes), paths, p=class_weights(filtered, classes))

    def draw(log_weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Stage and age by weight, (n, S, A)."""
        flat = log_weight.reshape(len(log_weight), stages * ages)
        total = np.cumsum(np.exp(flat - flat.max(axis=1, keepdims=True)), axis=1)
        luck = rng.random((len(flat), 1)) * total[:, -1:]
        return np.divmod((luck > total).sum(axis=1), ages)

    def step(carry: Any, row: Any) -> tuple[Any, np.ndarray]:
        (now, age), (joint, turn) = carry, row
        # A stage that began the day after was entered from another; all others grew a day older.
        began = np.flatnonzero(age == 0)
        chosen, after = group[began], now[began]
        move = turn_moves(walk, turn)[chosen, :, after]
        entered = joint[chosen] + walk.end[chosen] + move[:, :, None]
        # At the oldest age the day before may have been the oldest age too.
        stayed = joint[group, now, -2:] + walk.stay[group, now, -2:]
        younger_odds = np.exp(np.minimum(stayed[:, 0] - stayed[:, 1], _LARGEST))
        still_oldest = rng.random(paths) * (1 + younger_odds) < 1
        before, younger = now.copy(), np.where((age == ages - 1) & still_oldest, age, age - 1)
        before[began], younger[began] = draw(entered)
        return (before, younger), before

    last = draw(filtered.joint[-1, group])
    if len(filtered.joint) == 1:
        return last[0][:, None], group
    rows = (filtered.joint[:-1], np.log(turning[1:]).astype(walk.move.dtype))
    _, stage = scan(step, last, rows, reverse=True)
    return np.concatenate([stage, last[0][None]]).T, group


class _Trace(NamedTuple):
    """Where the best path to each stage of a day came from, by class.

    age: on the last day of the stage before, if it began now, (K, S). stage: that stage, (K, S).
    oldest: whether the oldest age was the oldest the day before, (K, S).
    """

    age: Any
    stage: Any
    oldest: Any


def best_path(
    likelihood: np.ndarray, classes: np.ndarray, walk: Tables, turning: np.ndarray
) -> tuple[np.ndarray, float]:
    """Most probable path of class, stages and ages together (Viterbi).

    A day's most probable stage (`smooth_stages`) is right more often; this path is possible as a
    whole.

    Args:
        likelihood: as for `filter_stages`.
        classes: share of each class, (K,).
        walk: the model.
        turning: as for `filter_stages`.

    Returns:
        Stage of each day, int (D,), and the log density of path, class and data together.
    """

    def step(score: np.ndarray, row: Any) -> tuple[np.ndarray, _Trace]:
        seen, turn = row
        leaving = score + walk.end
        entering = leaving.max(axis=-1)[:, :, None] + turn_moves(walk, turn)
        source = entering.argmax(axis=1)
        age = np.take_along_axis(leaving.argmax(axis=-1), source, axis=1)
        older = score + walk.stay
        trace = _Trace(age, source, older[..., -1] >= older[..., -2])
        oldest = older[..., -2:].max(axis=-1, keepdims=True)
        entered = entering.max(axis=1)[..., None]
        ahead = np.concatenate([entered, older[..., :-2], oldest], axis=-1)
        return ahead + seen[..., None], trace

    begin = walk.start + likelihood[0][..., None]
    days, ages = len(likelihood), begin.shape[-1]
    traces = _Trace(*(np.zeros((0, *begin.shape[:2]), dtype=int) for _ in _Trace._fields))
    score = begin
    if days > 1:
        score, found = scan(step, begin, (likelihood[1:], np.log(turning[1:])))
        traces = _Trace(*found)
    score = score + log_chance(classes)[:, None, None]
    group, now, age = (int(part) for part in np.unravel_index(score.argmax(), score.shape))
    path = np.empty(days, dtype=int)
    path[-1] = now
    for day in range(days - 2, -1, -1):
        if age == 0:
            age, now = int(traces.age[day, group, now]), int(traces.stage[day, group, now])
        elif age < ages - 1 or not traces.oldest[day, group, now]:
            age -= 1
        path[day] = now
    return path, float(score.max())
