"""Stage models small enough to count every path, and the counting."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from undertow.engine.life import APART
from undertow.inference.personal_durations import PACES
from undertow.inference.stage_model import StageModel


def tiny_model(seed: int, classes: int, stages: int, ages: int) -> StageModel:
    """A model with random tables; ratings play no part in it."""
    rng = np.random.default_rng(seed)
    moves = rng.dirichlet(np.ones(stages), (classes, stages)) * (1 - np.eye(stages))
    return StageModel(
        classes=rng.dirichlet(np.full(classes, 3.0)),
        start=rng.dirichlet(np.ones(stages * ages), classes).reshape(classes, stages, ages),
        hazard=rng.uniform(0.05, 0.8, (classes, stages, ages)),
        transition=moves / moves.sum(axis=-1, keepdims=True),
        emission=np.ones((classes, 1, stages, 1)),
        intercept=np.zeros(1),
        intercept_sd=np.ones(1),
        offset=np.zeros((stages, 1)),
        offset_sd=np.ones((stages, 1)),
        residual=np.eye(1),
        witness=np.array(1.0),
        doubt=np.array(0.0),
        likeness=np.full((1, stages), 100.0),
        pace=np.full((stages, len(PACES)), 1 / len(PACES)),
    )


def random_likelihood(seed: int, days: int, model: StageModel) -> np.ndarray:
    """Log densities of some days' data, (D, K, S); the third day shows nothing."""
    classes, stages, _ = model.start.shape
    table = np.random.default_rng(seed).normal(0, 1.5, (days, classes, stages))
    table[2] = 0.0
    return table


def _spell_chance(hazard: np.ndarray, age: int, days: int, ends: bool) -> float:
    """Chance that a spell which is `age` days old lasts these days, and then ends or does not.

    hazard: by age; the last one is that of every later day.
    """
    at = [float(hazard[min(age + day, len(hazard) - 1)]) for day in range(days)]
    survived = float(np.prod([1 - chance for chance in at[:-1]]))
    return survived * at[-1] if ends else survived


def silent(days: int) -> np.ndarray:
    """Nothing is known of separations and returns on any day."""
    return np.ones(days)


def turning_chance(path: tuple[int, ...], turning: np.ndarray) -> float:
    """Likelihood of what is written of the path's separations and returns."""
    days = range(1, len(path))
    turns = [day for day in days if (path[day] == APART) != (path[day - 1] == APART)]
    return float(np.prod(turning[turns]))


def path_chance(path: tuple[int, ...], model: StageModel, k: int) -> float:
    """Prior chance of a stage path in one class, by its spells.

    The first spell began before the record: its age on the first day is summed over. A spell
    that the record cuts off only has to last.
    """
    edges = [0, *(day for day in range(1, len(path)) if path[day] != path[day - 1]), len(path)]
    spells = [(path[a], b - a) for a, b in pairwise(edges)]
    stage, days = spells[0]
    last = len(spells) == 1
    total = sum(
        float(model.start[k, stage, age])
        * _spell_chance(model.hazard[k, stage], age, days, not last)
        for age in range(model.start.shape[-1])
    )
    for number, (following, length) in enumerate(spells[1:], start=1):
        ends = number < len(spells) - 1
        total *= float(model.transition[k, stage, following])
        total *= _spell_chance(model.hazard[k, following], 0, length, ends)
        stage = following
    return total


def all_paths(days: int, stages: int) -> list[tuple[int, ...]]:
    """Every stage path."""
    return list(product(range(stages), repeat=days))


def joint_chances(likelihood: np.ndarray, model: StageModel, turning: np.ndarray) -> np.ndarray:
    """Density of data and path, by class and path in the order of `all_paths`; (K, paths)."""
    days, classes, stages = likelihood.shape
    paths = all_paths(days, stages)
    table = np.empty((classes, len(paths)))
    for k in range(classes):
        for column, path in enumerate(paths):
            seen = sum(float(likelihood[day, k, stage]) for day, stage in enumerate(path))
            turns = turning_chance(path, turning)
            table[k, column] = path_chance(path, model, k) * turns * np.exp(seen)
    return table
