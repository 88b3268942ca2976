"""The smoother against counting every path, and against an ordinary hidden Markov model."""

import numpy as np
import pytest
from tiny_models import all_paths, joint_chances, path_chance, random_likelihood, tiny_model

from undertow.inference.smoothing import (
    class_weights,
    filter_stages,
    sample_paths,
    smooth_stages,
)

# Days, classes, stages, ages: fewer ages than days, so that tails matter; and one age more.
CASES = [(6, 1, 3, 2), (7, 2, 2, 3), (5, 3, 3, 6), (8, 2, 2, 2)]


@pytest.fixture(params=CASES, ids=str)
def case(request):
    days, classes, stages, ages = request.param
    model = tiny_model(sum(request.param), classes, stages, ages)
    return model, random_likelihood(days, days, model)


def _marginals(chances, days, stages):
    paths = np.array(all_paths(days, stages))
    share = chances / chances.sum(axis=1, keepdims=True)
    return np.stack([share @ (paths == stage) for stage in range(stages)], axis=-1)


def test_the_counted_prior_is_a_distribution():
    model = tiny_model(1, 2, 3, 2)
    for k in range(2):
        assert sum(path_chance(path, model, k) for path in all_paths(6, 3)) == pytest.approx(1)


def test_evidence_is_the_sum_over_all_paths(case):
    model, likelihood = case
    found = filter_stages(likelihood, model).evidence
    assert found == pytest.approx(np.log(joint_chances(likelihood, model).sum(axis=1)), abs=1e-9)


def test_filtered_stages_are_sums_over_paths_up_to_the_day(case):
    model, likelihood = case
    joint = filter_stages(likelihood, model).joint
    stages = likelihood.shape[2]
    for day in range(len(likelihood)):
        exact = joint_chances(likelihood[: day + 1], model)
        last = _marginals(exact, day + 1, stages)[:, -1]
        assert joint[day].sum(axis=-1) == pytest.approx(last, abs=1e-6)


def test_smoothed_stages_are_sums_over_all_paths(case):
    model, likelihood = case
    days, _, stages = likelihood.shape
    found = smooth_stages(likelihood, filter_stages(likelihood, model), model)
    exact = _marginals(joint_chances(likelihood, model), days, stages)
    assert np.moveaxis(found, 1, 0) == pytest.approx(exact, abs=1e-6)


def _weights(likelihood, model):
    """Share of each class: its evidence counts less than fully."""
    weight = model.classes * joint_chances(likelihood, model).sum(axis=1) ** model.caution
    return weight / weight.sum()


def test_classes_weigh_as_their_evidence_with_caution(case):
    model, likelihood = case
    found = class_weights(filter_stages(likelihood, model), model)
    assert found == pytest.approx(_weights(likelihood, model), abs=1e-9)


def test_sampled_paths_have_the_posterior_distribution(case):
    model, likelihood = case
    days, classes, stages = likelihood.shape
    draws = 40_000
    paths, drawn = sample_paths(
        filter_stages(likelihood, model), model, draws, np.random.default_rng(5)
    )
    exact = joint_chances(likelihood, model)
    exact = _weights(likelihood, model)[:, None] * exact / exact.sum(axis=1, keepdims=True)
    exact = exact.reshape(-1)
    place = drawn * stages**days + paths @ stages ** np.arange(days - 1, -1, -1)
    found = np.bincount(place, minlength=classes * stages**days)
    expected = draws * exact
    common = expected > 5
    chi = ((found - expected)[common] ** 2 / expected[common]).sum()
    degrees = common.sum()
    assert abs(chi - degrees) < 5 * np.sqrt(2 * degrees)
    rare = expected[~common].sum()
    assert abs(found[~common].sum() - rare) < 5 * np.sqrt(rare) + 5


def _forward_backward(likelihood, start, moves):
    """Ordinary hidden Markov model, in probabilities scaled by day: evidence and marginals."""
    days, stages = likelihood.shape
    forward, scale = np.empty((days, stages)), np.empty(days)
    now = start
    for day in range(days):
        now = now * np.exp(likelihood[day])
        scale[day] = now.sum()
        forward[day] = now / scale[day]
        now = forward[day] @ moves
    backward = np.ones((days, stages))
    for day in range(days - 2, -1, -1):
        later = np.exp(likelihood[day + 1]) * backward[day + 1]
        backward[day] = moves @ later / scale[day + 1]
    return np.log(scale).sum(), forward * backward


def test_with_a_constant_hazard_it_is_a_hidden_markov_model():
    model = tiny_model(3, 1, 5, 7)
    leaving = np.array([0.05, 0.3, 0.1, 0.6, 0.02])
    model = model._replace(hazard=np.broadcast_to(leaving[:, None], (1, 5, 7)).copy())
    moves = np.diag(1 - leaving) + leaving[:, None] * model.transition[0]
    likelihood = random_likelihood(8, 120, model)
    evidence, exact = _forward_backward(likelihood[:, 0], model.start[0].sum(axis=-1), moves)
    filtered = filter_stages(likelihood, model)
    assert filtered.evidence[0] == pytest.approx(evidence, abs=1e-9)
    assert smooth_stages(likelihood, filtered, model)[:, 0] == pytest.approx(exact, abs=1e-5)


def test_days_without_anything_written_leave_earlier_days_as_they_were():
    model = tiny_model(4, 2, 3, 5)
    likelihood = random_likelihood(6, 20, model)
    longer = np.concatenate([likelihood, np.zeros((15, 2, 3))])
    short, long = filter_stages(likelihood, model), filter_stages(longer, model)
    assert long.evidence == pytest.approx(short.evidence, abs=1e-9)
    before = smooth_stages(likelihood, short, model)
    after = smooth_stages(longer, long, model)[:20]
    assert after == pytest.approx(before, abs=1e-6)


def test_a_long_silence_forgets_what_was_before():
    model = tiny_model(5, 1, 3, 4)
    likelihood = np.zeros((400, 1, 3))
    likelihood[0] = np.log([0.98, 0.01, 0.01])
    other = likelihood[:, :, ::-1].copy()
    one, two = (smooth_stages(x, filter_stages(x, model), model)[-1] for x in (likelihood, other))
    assert one == pytest.approx(two, abs=1e-6)


def test_ten_years_of_strong_evidence_stay_finite():
    model = tiny_model(6, 2, 3, 4)
    likelihood = 200 * random_likelihood(7, 3650, model)
    filtered = filter_stages(likelihood, model)
    found = smooth_stages(likelihood, filtered, model)
    assert np.isfinite(filtered.evidence).all()
    assert found.sum(axis=-1) == pytest.approx(np.ones((3650, 2)), abs=1e-6)
