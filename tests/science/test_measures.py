"""The measures themselves, on numbers whose answer is known."""

import numpy as np
import pytest
from measures import (
    accuracy,
    bootstrap,
    calibration_error,
    coverage,
    f1_by_stage,
    log_score,
    macro_f1,
    stage_interval,
    tally,
    together,
)


def _drawn(seed, days, honest=True):
    """Probabilities, and a truth drawn from them or, if not honest, from flatter ones."""
    rng = np.random.default_rng(seed)
    probability = rng.dirichlet(np.full(4, 0.4), days)
    truth = probability if honest else 0.6 * probability + 0.1
    true = (rng.random((days, 1)) > np.cumsum(truth, axis=1)).sum(axis=1)
    return true, probability


def test_f1_is_that_of_a_table_done_by_hand():
    true, told = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 1, 2, 2])
    total = tally(true, np.eye(4)[told])
    assert f1_by_stage(total)[:3] == pytest.approx([4 / 5, 1 / 2, 2 / 3])
    assert np.isnan(f1_by_stage(total)[3])
    assert macro_f1(total) == pytest.approx((4 / 5 + 1 / 2 + 2 / 3) / 3)
    assert accuracy(total) == pytest.approx(4 / 6)


def test_honest_confidence_has_no_calibration_error_and_boasting_has_its_size():
    honest = calibration_error(tally(*_drawn(1, 50_000)))
    assert honest < 0.01
    true, probability = _drawn(2, 50_000, honest=False)
    gap = (probability.max(axis=1) - (0.6 * probability.max(axis=1) + 0.1)).mean()
    assert calibration_error(tally(true, probability)) == pytest.approx(gap, abs=0.01)


def test_calibration_error_is_counted_bin_by_bin():
    probability = np.array([[0.95, 0.05]] * 10 + [[0.55, 0.45]] * 10)
    true = np.array([0] * 8 + [1] * 2 + [0] * 7 + [1] * 3)
    assert calibration_error(tally(true, probability)) == pytest.approx((0.15 + 0.15) / 2)


def test_log_score_is_the_mean_log_probability_of_the_truth():
    total = tally(np.array([0, 1]), np.array([[0.5, 0.5], [0.75, 0.25]]))
    assert log_score(total) == pytest.approx((np.log(0.5) + np.log(0.25)) / 2)


def test_a_sum_of_tallies_is_the_tally_of_all_days():
    one, two = _drawn(3, 40), _drawn(4, 70)
    summed = together([tally(*one), tally(*two)])
    whole = tally(*(np.concatenate(parts) for parts in zip(one, two, strict=True)))
    assert all(np.allclose(a, b) for a, b in zip(summed, whole, strict=True))


def test_the_bootstrap_spreads_as_the_mean_of_diaries_does():
    values = np.random.default_rng(5).normal(size=100)
    low, high = bootstrap(list(values), lambda weight: float(weight @ values / weight.sum()))
    error = values.std() / 10
    assert low == pytest.approx(values.mean() - 1.96 * error, abs=0.3 * error)
    assert high == pytest.approx(values.mean() + 1.96 * error, abs=0.3 * error)


def test_an_interval_holds_its_figure():
    tallies = [tally(*_drawn(seed, 60)) for seed in range(30)]
    low, high = stage_interval(tallies, macro_f1)
    assert low < macro_f1(together(tallies)) < high


def test_coverage_pools_days_and_tells_the_spread_over_diaries():
    found = coverage([np.ones(30, bool), np.zeros(10, bool), np.ones(20, bool)])
    assert found.pooled == pytest.approx(50 / 60)
    assert found.low < found.pooled < found.high
    assert found.by_diary[0] == pytest.approx(0.2)
    assert found.by_diary[1:] == (1, 1)
