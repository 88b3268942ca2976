"""The smoother against counting every path, and against an ordinary hidden Markov model."""

from itertools import pairwise

import numpy as np
import pytest
from tiny_models import (
    all_paths,
    joint_chances,
    path_chance,
    random_likelihood,
    silent,
    tiny_model,
)

from undertow.engine.life import APART
from undertow.inference.scanning import scan
from undertow.inference.semi_markov import in_single_precision, tables
from undertow.inference.smoothing import (
    class_weights,
    filter_stages,
    filtered_stages,
    smooth_stages,
)

# Days, classes, stages, ages: fewer ages than days, so that tails matter; and one age more.
# With six stages the last one is being apart, and what is written of turns matters.
CASES = [(6, 1, 3, 2), (7, 2, 2, 3), (5, 3, 3, 6), (8, 2, 2, 2), (4, 2, 6, 2)]


@pytest.fixture(params=CASES, ids=str)
def case(request):
    days, classes, stages, ages = request.param
    model = tiny_model(sum(request.param), classes, stages, ages)
    turning = np.random.default_rng(days).uniform(0.05, 1, days)
    return model, random_likelihood(days, days, model), turning


def _smooth(likelihood, model, turning):
    walk = tables(model)
    return smooth_stages(likelihood, filter_stages(likelihood, walk, turning), walk, turning).stage


def _marginals(chances, days, stages):
    paths = np.array(all_paths(days, stages))
    share = chances / chances.sum(axis=1, keepdims=True)
    return np.stack([share @ (paths == stage) for stage in range(stages)], axis=-1)


def test_the_counted_prior_is_a_distribution():
    model = tiny_model(1, 2, 3, 2)
    for k in range(2):
        assert sum(path_chance(path, model, k) for path in all_paths(6, 3)) == pytest.approx(1)


def test_evidence_is_the_sum_over_all_paths(case):
    model, likelihood, turning = case
    found = filter_stages(likelihood, tables(model), turning).evidence
    assert found == pytest.approx(
        np.log(joint_chances(likelihood, model, turning).sum(axis=1)), abs=1e-9
    )


def test_filtered_stages_are_sums_over_paths_up_to_the_day(case):
    model, likelihood, turning = case
    found = filtered_stages(filter_stages(likelihood, tables(model), turning))
    stages = likelihood.shape[2]
    for day in range(len(likelihood)):
        exact = joint_chances(likelihood[: day + 1], model, turning)
        last = _marginals(exact, day + 1, stages)[:, -1]
        assert found[day] == pytest.approx(last, abs=1e-6)


def test_smoothed_stages_are_sums_over_all_paths(case):
    model, likelihood, turning = case
    days, _, stages = likelihood.shape
    found = _smooth(likelihood, model, turning)
    exact = _marginals(joint_chances(likelihood, model, turning), days, stages)
    assert np.moveaxis(found, 1, 0) == pytest.approx(exact, abs=1e-6)


def _weights(likelihood, model, turning):
    weight = model.classes * joint_chances(likelihood, model, turning).sum(axis=1)
    return weight / weight.sum()


def test_classes_weigh_as_their_evidence(case):
    model, likelihood, turning = case
    found = class_weights(filter_stages(likelihood, tables(model), turning), model.classes)
    assert found == pytest.approx(_weights(likelihood, model, turning), abs=1e-9)


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
    likelihood, turning = random_likelihood(8, 120, model), silent(120)
    evidence, exact = _forward_backward(likelihood[:, 0], model.start[0].sum(axis=-1), moves)
    filtered = filter_stages(likelihood, tables(model), turning)
    found = _smooth(likelihood, model, turning)[:, 0]
    assert filtered.evidence[0] == pytest.approx(evidence, abs=1e-9)
    assert found == pytest.approx(exact, abs=1e-5)


def test_days_without_anything_written_leave_earlier_days_as_they_were():
    model = tiny_model(4, 2, 3, 5)
    likelihood = random_likelihood(6, 20, model)
    longer = np.concatenate([likelihood, np.zeros((15, 2, 3))])
    short = filter_stages(likelihood, tables(model), silent(20))
    long = filter_stages(longer, tables(model), silent(35))
    assert long.evidence == pytest.approx(short.evidence, abs=1e-9)
    after = _smooth(longer, model, silent(35))[:20]
    assert after == pytest.approx(_smooth(likelihood, model, silent(20)), abs=1e-6)


def test_a_long_silence_forgets_what_was_before():
    model = tiny_model(5, 1, 3, 4)
    likelihood = np.zeros((400, 1, 3))
    likelihood[0] = np.log([0.98, 0.01, 0.01])
    other = likelihood[:, :, ::-1].copy()
    last = _smooth(likelihood, model, silent(400))[-1]
    assert last == pytest.approx(_smooth(other, model, silent(400))[-1], abs=1e-6)
    assert _smooth(likelihood[:1], model, silent(1))[0, 0].argmax() == 0


def test_a_turn_that_nobody_wrote_down_is_less_likely_than_one_beside_an_entry():
    model = tiny_model(9, 1, 6, 3)
    likelihood = np.zeros((12, 1, 6))
    likelihood[0, 0, APART] = likelihood[11, 0, :APART] = -9.0
    written = np.full(12, 0.01)
    written[7] = 1.0
    rises = np.diff(_smooth(likelihood, model, written)[:, 0, APART])
    assert rises.argmax() == 6
    assert rises[6] > 0.6


def test_ten_years_of_strong_evidence_stay_finite():
    model = tiny_model(6, 2, 3, 4)
    likelihood = 200 * random_likelihood(7, 3650, model)
    found = smooth_stages(
        likelihood,
        filter_stages(likelihood, tables(model), silent(3650)),
        tables(model),
        silent(3650),
    )
    assert found.stage.sum(axis=-1) == pytest.approx(np.ones((3650, 2)), abs=1e-6)
    # Every day but the last is lived at some age, and as many stages end as begin.
    assert found.lived.sum(axis=(1, 2)) == pytest.approx(np.full(2, 3649), rel=1e-6)
    assert (found.ended <= found.lived + 1e-9).all()


def _spells_of(path, first_age, ages):
    """Days lived and ended at each stage and age, of a path whose first day has an age."""
    lived, ended = np.zeros((2, 6, ages))
    age = first_age
    for now, after in pairwise(path):
        lived[now, min(age, ages - 1)] += 1
        ended[now, min(age, ages - 1)] += now != after
        age = 0 if now != after else age + 1
    return lived, ended


def test_days_lived_and_ended_by_age_are_sums_over_all_paths():
    model, days, ages = tiny_model(11, 1, 3, 3), 6, 3
    likelihood, turning = random_likelihood(3, days, model), silent(days)
    walk = tables(model)
    found = smooth_stages(likelihood, filter_stages(likelihood, walk, turning), walk, turning)
    lived, ended, total = np.zeros((6, ages)), np.zeros((6, ages)), 0.0
    for age in range(ages):
        start = np.where(np.arange(ages) == age, model.start, 0.0)
        chances = joint_chances(likelihood, model._replace(start=start), turning)[0]
        total += chances.sum()
        for path, chance in zip(all_paths(days, 3), chances, strict=True):
            own = _spells_of(path, age, ages)
            lived, ended = lived + chance * own[0], ended + chance * own[1]
    assert found.lived[0] == pytest.approx(lived[:3] / total, abs=1e-5)
    assert found.ended[0] == pytest.approx(ended[:3] / total, abs=1e-5)


def test_a_scan_backward_reports_in_the_order_of_the_days():
    last, seen = scan(lambda sofar, row: (sofar + row[0], sofar), 0, (np.arange(5),), reverse=True)
    assert last == 10
    assert seen.tolist() == [10, 9, 7, 4, 0]


def test_single_precision_tells_the_same():
    model = tiny_model(12, 3, 6, 20)
    likelihood, turning = random_likelihood(9, 400, model), np.full(400, 0.3)
    walk = in_single_precision(tables(model))
    filtered = filter_stages(likelihood.astype(np.float32), walk, turning)
    found = smooth_stages(likelihood.astype(np.float32), filtered, walk, turning)
    exact = filter_stages(likelihood, tables(model), turning)
    assert found.stage.dtype == np.float32
    assert found.stage == pytest.approx(_smooth(likelihood, model, turning), abs=1e-3)
    assert class_weights(filtered, model.classes) == pytest.approx(
        class_weights(exact, model.classes), abs=0.01
    )
