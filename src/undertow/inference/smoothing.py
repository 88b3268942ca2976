"""Filtering and smoothing of stages, and the log density of a record with its gradient.

Value and gradient: give `log_density` the namespace and the scan of JAX, and differentiate it in
hazards, transitions, starts or likelihoods. Its gradient in the days' log likelihoods is the
smoothed probability of each stage (Fisher's identity; Cappe, Moulines & Ryden 2005, ch. 10), which
tests hold against the backward pass.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from undertow.inference.log_sums import log_chance, log_sum
from undertow.inference.scanning import scan
from undertow.inference.semi_markov import Tables, nothing_later, tomorrow, yesterday

Scan = Callable[..., tuple[Any, Any]]
"""`undertow.inference.scanning.scan` or `jax.lax.scan`."""


class Filtered(NamedTuple):
    """What is known on each day from the days so far.

    Attributes:
        joint: log probability of stage and age given data up to the day, by class; (D, K, S, A),
            the largest of each day and class is 0.
        evidence: log density of all data, by class; (K,).
    """

    joint: Any
    evidence: Any


class Smoothed(NamedTuple):
    """What is known from all days.

    Attributes:
        stage: probability of each stage by class, (D, K, S), sums 1 over S.
        lived: expected number of days at each stage and age that another day follows, (K, S, A).
        ended: expected number of those after which the stage ended, (K, S, A).
    """

    stage: np.ndarray
    lived: np.ndarray
    ended: np.ndarray


class _Carry(NamedTuple):
    """Carried forward.

    predicted: log probability of stage and age on the next day, (K, S, A). joint: of the day
    itself, its largest 0. scale: what was taken off to make it so, (K,).
    """

    predicted: Any
    joint: Any
    scale: Any


def _begin(walk: Tables, xp: Any) -> _Carry:
    return _Carry(walk.start, walk.start, xp.zeros_like(walk.start[:, 0, 0]))


def _forward(carry: _Carry, row: Any, walk: Tables, xp: Any) -> _Carry:
    """One day forward: see it, then look ahead."""
    likelihood, turn = row
    joint = carry.predicted + likelihood[..., None]
    top = joint.max(axis=(1, 2))
    joint = joint - top[:, None, None]
    return _Carry(tomorrow(joint, walk, turn, xp), joint, carry.scale + top)


def _next_turns(turning: Any, xp: Any) -> Any:
    """Log likelihood ratio of the turn into the next day; none after the last."""
    turns = xp.log(turning)
    return xp.concatenate([turns[1:], 0.0 * turns[:1]])


def filter_stages(likelihood: np.ndarray, walk: Tables, turning: np.ndarray) -> Filtered:
    """Forward pass.

    Args:
        likelihood: log density of each day's data by class and stage, (D, K, S); finite.
        walk: the model.
        turning: likelihood ratio of each day's entries for a separation or return that makes the
            day's stage differ from the day before's, (D,); 1 where nothing is known of it.
    """

    def step(carry: _Carry, row: Any) -> tuple[_Carry, Any]:
        carry = _forward(carry, row, walk, np)
        return carry, carry.joint.astype(np.float32)  # ten years of it must fit into memory

    last, joint = scan(
        step, _begin(walk, np), (likelihood, _next_turns(turning, np).astype(walk.move.dtype))
    )
    return Filtered(joint, last.scale + log_sum(last.joint, (1, 2)))


def log_density(
    likelihood: Any,
    classes: Any,
    walk: Tables,
    turning: Any,
    xp: Any = np,
    over: Scan = scan,
) -> Any:
    """Log density of a record over all classes, stages and ages; differentiable under JAX.

    Args:
        likelihood: as for `filter_stages`.
        classes: share of each class, (K,), sums 1.
        walk: the model.
        turning: as for `filter_stages`.
        xp: the arrays' namespace.
        over: the scan that belongs to it.
    """
    rows = (likelihood, _next_turns(turning, xp))
    last, _ = over(
        lambda carry, row: (_forward(carry, row, walk, xp), None), _begin(walk, xp), rows
    )
    evidence = last.scale + log_sum(last.joint, (1, 2), xp)
    return log_sum(log_chance(classes, xp) + evidence, 0, xp)


def filtered_stages(filtered: Filtered) -> np.ndarray:
    """Probability of each stage given the days so far, by class; (D, K, S)."""
    by_stage = np.exp(filtered.joint).sum(axis=-1)
    return by_stage / by_stage.sum(axis=-1, keepdims=True)


def class_weights(filtered: Filtered, classes: np.ndarray) -> np.ndarray:
    """Posterior share of each class, (K,), from its share in the population."""
    log_weight = log_chance(classes) + filtered.evidence
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()


def smooth_stages(
    likelihood: np.ndarray, filtered: Filtered, walk: Tables, turning: np.ndarray
) -> Smoothed:
    """Backward pass.

    Args:
        likelihood: as for `filter_stages`.
        filtered: its result.
        walk: the model.
        turning: as for `filter_stages`.
    """

    def step(carry: Any, row: Any) -> tuple[Any, np.ndarray]:
        (later, lived, ended), (joint, seen, turn, follows) = carry, row
        both = joint + later.stage
        top = both.max(axis=(1, 2), keepdims=True)
        chance = np.exp(both - top)
        total = chance.sum(axis=(1, 2), keepdims=True)
        chance /= total
        ending = np.exp(joint + walk.end + (later.ending[..., None] - top)) / total
        counted = later, lived + follows * chance, ended + ending
        return (yesterday(counted[0], walk, seen, turn), *counted[1:]), chance.sum(axis=-1)

    none = np.zeros_like(walk.start)
    follows = np.arange(len(likelihood)) < len(likelihood) - 1
    rows = (filtered.joint, likelihood, np.log(turning).astype(walk.move.dtype), follows)
    begin = (nothing_later(walk), none, none)
    (_, lived, ended), stage = scan(step, begin, rows, reverse=True)
    return Smoothed(stage, lived, ended)
