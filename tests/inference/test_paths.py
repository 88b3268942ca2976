"""Whole paths: draws, the best one and the number of cycles, against every path counted."""

import numpy as np
import pytest
from tiny_models import all_paths, joint_chances, random_likelihood, tiny_model

from undertow.inference.cycles import count_cycles, cycle_numbers
from undertow.inference.paths import best_path, sample_paths
from undertow.inference.semi_markov import tables
from undertow.inference.smoothing import filter_stages
from undertow.theory.partner import INCIDENT

# Days, classes, stages, ages; with six stages the last one is being apart, and turns matter.
CASES = [(1, 2, 3, 2), (6, 1, 3, 2), (5, 3, 3, 6), (8, 2, 2, 2), (4, 2, 6, 2)]


@pytest.fixture(params=CASES, ids=str)
def case(request):
    days, classes, stages, ages = request.param
    model = tiny_model(sum(request.param), classes, stages, ages)
    turning = np.random.default_rng(days).uniform(0.05, 1, days)
    likelihood = np.random.default_rng(days).normal(0, 1.5, (days, classes, stages))
    return model, likelihood, turning


def _exact(case):
    """Posterior chance of each class and path, (K, paths)."""
    model, likelihood, turning = case
    chance = model.classes[:, None] * joint_chances(likelihood, model, turning)
    return chance / chance.sum()


def _drawn(case, draws, seed):
    model, likelihood, turning = case
    walk = tables(model)
    filtered = filter_stages(likelihood, walk, turning)
    return sample_paths(filtered, model.classes, walk, turning, draws, np.random.default_rng(seed))


def test_sampled_paths_have_the_posterior_distribution(case):
    days, classes, stages = case[1].shape
    draws = 40_000
    paths, drawn = _drawn(case, draws, 5)
    place = drawn * stages**days + paths @ stages ** np.arange(days - 1, -1, -1)
    found = np.bincount(place, minlength=classes * stages**days)
    expected = draws * _exact(case).reshape(-1)
    common = expected > 5
    chi = ((found - expected)[common] ** 2 / expected[common]).sum()
    degrees = common.sum()
    assert abs(chi - degrees) < 5 * np.sqrt(2 * degrees)
    rare = expected[~common].sum()
    assert abs(found[~common].sum() - rare) < 5 * np.sqrt(rare) + 5


def _best_by_counting(case):
    """Largest log density of class, path and first age, over all of them."""
    model, likelihood, turning = case
    ages = model.start.shape[-1]
    best = (-np.inf, None)
    for age in range(ages):
        # A path and the age of its first day give all later ages, but for those who are oldest.
        start = np.where(np.arange(ages) == age, model.start, 0.0)
        with np.errstate(divide="ignore"):
            chance = model.classes[:, None] * joint_chances(
                likelihood, model._replace(start=start), turning
            )
        if chance.max() > best[0]:
            _, column = np.unravel_index(chance.argmax(), chance.shape)
            best = (chance.max(), all_paths(len(likelihood), likelihood.shape[2])[column])
    return best


def test_the_best_path_is_the_best_of_all_paths(case):
    model, likelihood, turning = case
    path, density = best_path(likelihood, model.classes, tables(model), turning)
    chance, exact = _best_by_counting(case)
    assert density == pytest.approx(np.log(chance), abs=1e-9)
    assert tuple(path) == exact


def test_the_number_of_cycles_has_the_distribution_of_all_paths():
    model = tiny_model(17, 2, 3, 3)
    likelihood, turning = random_likelihood(4, 6, model), np.ones(6)
    case = model, likelihood, turning
    paths = np.array(all_paths(6, 3))
    began = (paths == INCIDENT) & np.pad(
        paths[:, :-1] != INCIDENT, ((0, 0), (1, 0)), constant_values=True
    )
    chance = np.bincount(began.sum(axis=1), _exact(case).sum(axis=0))
    drawn = _drawn(case, 20_000, 2)[0]
    mean, low, high = count_cycles(drawn)
    share = np.bincount(cycle_numbers(drawn), minlength=len(chance)) / len(drawn)
    assert share == pytest.approx(chance, abs=0.015)
    assert mean == pytest.approx(chance @ np.arange(len(chance)), abs=0.03)
    summed = np.cumsum(chance)
    assert (low, high) == (np.argmax(summed >= 0.1), np.argmax(summed >= 0.9))
