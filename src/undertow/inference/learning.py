"""Learns the population's stage model from simulated lives whose stages are known.

Run once; the result is frozen into the package. No real person's data enter it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from undertow.inference.kinds_of_day import KINDS
from undertow.inference.observations import CATEGORIES, NOT_SEEN, Observations
from undertow.inference.personal_durations import learn_paces
from undertow.inference.personal_events import likeness
from undertow.inference.stage_model import StageModel

AGES = 48
CLASSES = 24
_WIDEST = max(CATEGORIES.values())
_POOLED = 3.0
"""How many observations the pooled table counts for within a class."""
_ROUNDS = 40


class Example(NamedTuple):
    """One simulated person: what the diary shows, and what was true.

    seen: observations of the diary's days. stage: true kind of those days, (D,)
    (`undertow.inference.kinds_of_day`). life: of every day of the whole life, for durations.
    """

    seen: Observations
    stage: np.ndarray
    life: np.ndarray


def _spells(life: np.ndarray) -> list[tuple[int, int, int]]:
    """(stage, days, next stage) of each completed or last spell; next is -1 for the last."""
    edges = np.flatnonzero(np.diff(life)) + 1
    starts = np.concatenate([[0], edges])
    ends = np.concatenate([edges, [len(life)]])
    following = np.concatenate([life[edges], [-1]])
    return [
        (int(life[a]), int(b - a), int(n)) for a, b, n in zip(starts, ends, following, strict=True)
    ]


class Counts(NamedTuple):
    """Sufficient statistics of one person.

    emission: days by feature, stage and category, (F, S, C). ended, at_risk: days by stage and
    age after which it ended, and all, (S, A). transition: from stage to stage, (S, S).
    """

    emission: np.ndarray
    ended: np.ndarray
    at_risk: np.ndarray
    transition: np.ndarray


def count_days(example: Example) -> Counts:
    """What one person's labelled life adds up to."""
    emission = np.zeros((len(CATEGORIES), KINDS, _WIDEST))
    for feature, category in enumerate(example.seen.categories):
        there = category != NOT_SEEN
        np.add.at(emission[feature], (example.stage[there], category[there]), 1.0)
    ended = np.zeros((KINDS, AGES))
    at_risk = np.zeros((KINDS, AGES))
    transition = np.zeros((KINDS, KINDS))
    for stage, days, following in _spells(example.life):
        lived = np.bincount(np.minimum(np.arange(days), AGES - 1), minlength=AGES)
        at_risk[stage] += lived
        if following >= 0:
            ended[stage, min(days - 1, AGES - 1)] += 1
            transition[stage, following] += 1
    return Counts(emission, ended, at_risk, transition)


def smooth_ages(hazard_counts: np.ndarray) -> np.ndarray:
    """Running mean over neighbouring ages that widens with age; (S, A)."""
    smoothed = np.empty_like(hazard_counts)
    for age in range(AGES):
        reach = age // 5
        smoothed[:, age] = hazard_counts[:, max(0, age - reach) : age + reach + 1].mean(axis=1)
    return smoothed


def _rates(counts: Counts, pooled: Counts | None) -> tuple[np.ndarray, ...]:
    """Emission, hazard and transition tables from counts, shrunk to the pooled ones."""
    base = counts if pooled is None else pooled
    flat = (
        base.emission
        + 0.5 * (np.arange(_WIDEST) < np.array([*CATEGORIES.values()])[:, None])[:, None]
    )
    table = flat / flat.sum(axis=-1, keepdims=True)
    hazard = (smooth_ages(base.ended) + 0.02) / (smooth_ages(base.at_risk) + 1.0)
    moves = base.transition + 0.02 * (1 - np.eye(KINDS))
    moves = moves / moves.sum(axis=1, keepdims=True)
    if pooled is not None:
        table = (counts.emission + _POOLED * table) / (
            counts.emission.sum(axis=-1, keepdims=True) + _POOLED
        )
        strength = 10.0
        hazard = (smooth_ages(counts.ended) + strength * hazard) / (
            smooth_ages(counts.at_risk) + strength
        )
        moves = (counts.transition + _POOLED * moves) / (
            counts.transition.sum(axis=1, keepdims=True) + _POOLED
        )
    return table, np.clip(hazard, 1e-5, 1 - 1e-5), moves


def _fit(stacked: Counts, responsibility: np.ndarray) -> tuple[np.ndarray, ...]:
    """Share, emission, hazard and transition of each class, given who belongs to it."""
    people, classes = responsibility.shape
    total = Counts(*(column.sum(axis=0) for column in stacked))
    share = (responsibility.sum(axis=0) + 1) / (people + classes)
    tables = [
        _rates(Counts(*(np.tensordot(weight, c, axes=1) for c in stacked)), total)
        for weight in responsibility.T
    ]
    return share, *(np.stack(column) for column in zip(*tables, strict=True))


def _assign(stacked: Counts, classes: tuple[np.ndarray, ...]) -> np.ndarray:
    """Who belongs to which class, (people, K)."""

    def score(counts: np.ndarray, chance: np.ndarray) -> np.ndarray:
        log_chance = np.log(np.maximum(chance, 1e-12)).reshape(len(chance), -1)
        return counts.reshape(len(counts), -1) @ log_chance.T

    share, table, hazard, moves = classes
    log_weight = (
        np.log(share)
        + score(stacked.emission, table)
        + score(stacked.ended, hazard)
        + score(stacked.at_risk - stacked.ended, 1 - hazard)
        + score(stacked.transition, moves)
    )
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    return weight / weight.sum(axis=1, keepdims=True)


def _mixture(
    counts: list[Counts], rng: np.random.Generator
) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """Latent classes of people by expectation maximisation on their counts."""
    stacked = Counts(*(np.stack(column) for column in zip(*counts, strict=True)))
    responsibility = rng.dirichlet(np.full(CLASSES, 0.3), len(counts))
    for _ in range(_ROUNDS):
        responsibility = _assign(stacked, _fit(stacked, responsibility))
    return responsibility, _fit(stacked, responsibility)


def _starts(examples: list[Example], responsibility: np.ndarray, hazard: np.ndarray) -> np.ndarray:
    """Stage on the first day by class, and a forward-recurrence age; (K, S, A)."""
    first = np.zeros((len(examples), KINDS))
    for row, example in zip(first, examples, strict=True):
        row += np.bincount(example.stage, minlength=KINDS) / len(example.stage)
    share = responsibility.T @ first + 0.05
    survival = np.cumprod(1 - hazard, axis=-1)
    age = np.concatenate([np.ones_like(survival[..., :1]), survival[..., :-1]], axis=-1)
    age[..., -1] /= hazard[..., -1]
    start = share[..., None] * age / age.sum(axis=-1, keepdims=True)
    return start / start.sum(axis=(1, 2), keepdims=True)


def learn_answers(examples: Sequence[Example], kinds: int) -> tuple[np.ndarray, ...]:
    """Population of ratings.

    Args:
        examples: labelled people.
        kinds: of day.

    Returns:
        `intercept`, `intercept_sd`, `offset`, `offset_sd` and `residual` of a `StageModel`.
    """
    ratings = examples[0].seen.rating.shape[1]
    means = np.full((len(examples), kinds, ratings), np.nan)
    days = np.zeros(means.shape)
    for person, (seen, stage, _) in enumerate(examples):
        for index in range(kinds):
            there = seen.rated & (stage == index)[:, None]
            count = there.sum(axis=0)
            days[person, index] = count
            total = (seen.rating * there).sum(axis=0)
            means[person, index] = np.where(count >= 3, total / np.maximum(count, 1), np.nan)
    offset, own = np.zeros((kinds, ratings)), np.zeros((len(examples), ratings))
    known = ~np.isnan(means)
    for _ in range(20):
        above = np.where(known, means - offset, 0.0).sum(axis=1)
        own = np.where(known.any(axis=1), above / np.maximum(known.sum(axis=1), 1), np.nan)
        gap = means - own[:, None]
        weight = np.where(known, np.minimum(days, 20), 0)
        offset = (np.nan_to_num(gap) * weight).sum(axis=0) / np.maximum(weight.sum(axis=0), 1)
    intercept, intercept_sd = np.nanmean(own, axis=0), np.nanstd(own, axis=0)
    offset_sd = np.nanstd(np.where(days >= 8, means - own[:, None] - offset, np.nan), axis=0)
    offset_sd = np.clip(np.nan_to_num(offset_sd, nan=0.1), 0.03, 0.3)
    total, pairs = np.zeros((ratings, ratings)), np.zeros((ratings, ratings))
    for person, (seen, stage, _) in enumerate(examples):
        fit = np.where(known[person], means[person], own[person] + offset)[stage]
        gap = np.where(seen.rated & ~np.isnan(fit), seen.rating - np.nan_to_num(fit), 0.0)
        there = (seen.rated & ~np.isnan(fit)).astype(float)
        total += gap.T @ gap
        pairs += there.T @ there
    residual = total / np.maximum(pairs, 1)
    values, vectors = np.linalg.eigh(residual)
    residual = (vectors * np.maximum(values, 2e-3)) @ vectors.T
    return intercept, intercept_sd, offset, offset_sd, residual


def learn(examples: list[Example], seed: int, witness: float, doubt: float) -> StageModel:
    """Learn the population from labelled examples.

    Args:
        examples: simulated people, some hundreds at least.
        seed: of the classes' random start.
        witness: weight of a day's ratings (see `StageModel`).
        doubt: share of the population's stages in each day (see `StageModel`).
    """
    rng = np.random.default_rng(seed)
    counts = [count_days(example) for example in examples]
    responsibility, (share, table, hazard, moves) = _mixture(counts, rng)
    intercept, intercept_sd, offset, offset_sd, residual = learn_answers(examples, KINDS)
    return StageModel(
        classes=share,
        start=_starts(examples, responsibility, hazard),
        hazard=hazard,
        transition=moves,
        emission=table,
        intercept=intercept,
        intercept_sd=intercept_sd,
        offset=offset,
        offset_sd=offset_sd,
        residual=residual,
        witness=np.array(witness),
        doubt=np.array(doubt),
        likeness=likeness(np.stack([c.emission for c in counts]), responsibility, table),
        pace=learn_paces(
            np.stack([c.ended for c in counts]),
            np.stack([c.at_risk for c in counts]),
            responsibility,
            hazard,
        ),
    )
