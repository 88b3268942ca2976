"""Explicit-duration hidden Markov smoother over (class, stage, age), and its path sampler.

The walk keeps, for each class of people, the joint probability of stage and age in days. A stage
survives a day with 1 - hazard(age) and grows a day older; the oldest age stays where it is, which
gives every duration a geometric tail. This is the same distribution as counting the remaining
time down, with transitions in one place. Probabilities are scaled to sum 1 on each day and class.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.engine.life import APART
from undertow.engine.walk import scan
from undertow.inference.stage_model import StageModel

_TINY = 1e-300


class Filtered(NamedTuple):
    """What is known on each day from the days so far.

    Attributes:
        joint: stage and age given data up to the day, by class; (D, K, S, A), sums 1.
        evidence: log density of all data, by class; (K,).
    """

    joint: np.ndarray
    evidence: np.ndarray


def _older(joint: Any) -> Any:
    """Everyone a day older; the oldest age keeps its own. Shape (K, S, A)."""
    grown = np.zeros_like(joint)
    grown[..., 1:] = joint[..., :-1]
    grown[..., -1] += joint[..., -1]
    return grown


def _moves(model: StageModel, turning: Any) -> Any:
    """Next stage when one ends, with the likelihood of what is (not) written of the turn.

    turning: likelihood of the day's entries if it parts or reunites the two, against if not.
    """
    apart = np.arange(model.transition.shape[-1]) == APART
    return np.where(apart[:, None] != apart, model.transition * turning, model.transition)


def _predict(joint: Any, model: StageModel, turning: Any) -> Any:
    """Stage and age on the next day, before seeing it. Shape (K, S, A)."""
    leaving = joint * model.hazard
    grown = _older(joint - leaving)
    grown[..., 0] += np.einsum("ks,kst->kt", leaving.sum(axis=-1), _moves(model, turning))
    return grown


def filter_stages(likelihood: np.ndarray, model: StageModel, turning: np.ndarray) -> Filtered:
    """Forward pass.

    Args:
        likelihood: log density of each day's data by class and stage, (D, K, S); finite.
        model: the population.
        turning: likelihood ratio of each day's entries for a separation or return that makes the
            day's stage differ from the day before's, (D,); 1 where nothing is known of it.

    Returns:
        Filtered joints and the evidence of each class.
    """

    def step(carry: Any, row: Any) -> tuple[Any, Any]:
        before, evidence = carry
        row, turn = row
        predicted = model.start if before is None else _predict(before, model, turn)
        top = row.max(axis=-1, keepdims=True)
        joint = predicted * np.exp(row - top)[..., None]
        total = joint.sum(axis=(1, 2))
        joint = joint / np.maximum(total, _TINY)[:, None, None]
        evidence = evidence + np.log(np.maximum(total, _TINY)) + top[:, 0]
        return (joint, evidence), joint.astype(np.float32)

    start = (None, np.zeros(len(model.classes)))
    (_, evidence), joints = scan(step, start, zip(likelihood, turning, strict=True))
    return Filtered(np.stack(joints), evidence)


def class_weights(filtered: Filtered, model: StageModel) -> np.ndarray:
    """Posterior share of each class, (K,)."""
    log_weight = np.log(model.classes) + filtered.evidence
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()


def smooth_stages(
    likelihood: np.ndarray, filtered: Filtered, model: StageModel, turning: np.ndarray
) -> np.ndarray:
    """Backward pass: probability of each stage on each day given all data, by class.

    Args:
        likelihood: as for `filter_stages`.
        filtered: its result.
        model: the population.
        turning: as for `filter_stages`.

    Returns:
        (D, K, S), sums 1 over S.
    """

    def step(later: Any, rows: Any) -> tuple[Any, Any]:
        joint, row, turn = rows
        posterior = (joint * later).sum(axis=-1)
        posterior = posterior / np.maximum(posterior.sum(axis=-1, keepdims=True), _TINY)
        seen = later * np.exp(row - row.max(axis=-1, keepdims=True))[..., None]
        older = np.concatenate([seen[..., 1:], seen[..., -1:]], axis=-1)
        entering = np.einsum("kst,kt->ks", _moves(model, turn), seen[..., 0])[..., None]
        earlier = (1 - model.hazard) * older + model.hazard * entering
        return earlier / np.maximum(earlier.max(axis=(1, 2), keepdims=True), _TINY), posterior

    days = zip(filtered.joint[::-1], likelihood[::-1], turning[::-1], strict=True)
    _, posterior = scan(step, np.ones_like(model.start), days)
    return np.stack(posterior[::-1])


def sample_paths(
    filtered: Filtered,
    model: StageModel,
    turning: np.ndarray,
    paths: int,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Draw whole stage paths from their joint posterior.

    Args:
        filtered: forward pass.
        model: the population.
        turning: as for `filter_stages`.
        paths: how many.
        rng: source of randomness.

    Returns:
        Stage of each path and day, int (paths, D), and the class of each path, (paths,).
    """
    days, _, stages, ages = filtered.joint.shape
    classes = rng.choice(len(model.classes), paths, p=class_weights(filtered, model))
    hazard = model.hazard[classes]
    stage = np.empty((paths, days), dtype=np.int64)
    each = np.arange(paths)

    def draw(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Stage and age by weight, (n, S, A)."""
        total = np.cumsum(weight.reshape(len(weight), stages * ages), axis=1)
        luck = rng.random((len(weight), 1)) * total[:, -1:]
        return np.divmod((luck > total).sum(axis=1), ages)

    now, age = draw(filtered.joint[-1, classes])
    stage[:, -1] = now
    for day in range(days - 2, -1, -1):
        # A stage that began the day after was entered from another; all others grew a day older.
        began = np.flatnonzero(age == 0)
        group = classes[began]
        moves = _moves(model, turning[day + 1])[group, :, now[began]]
        entered = filtered.joint[day, group] * model.hazard[group] * moves[:, :, None]
        # At the oldest age the day before may have been the oldest age too.
        stayed = filtered.joint[day, classes, now] * (1 - hazard[each, now])
        still_oldest = rng.random(paths) * (stayed[:, -1] + stayed[:, -2]) < stayed[:, -1]
        age = np.where((age == ages - 1) & still_oldest, age, age - 1)
        now = now.copy()
        now[began], age[began] = draw(entered)
        stage[:, day] = now
    return stage, classes
