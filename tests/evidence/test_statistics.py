"""Statistics of findings, against cases worked by hand or drawn from a known truth."""

import numpy as np
import pytest

from undertow.evidence.statistics import (
    by_seed,
    cohens_d,
    correlation,
    logistic_weights,
    odds_ratio,
    regression,
    risk_ratio,
    unique_r_squared,
)
from undertow.evidence.survival import (
    exponential_log_likelihood,
    log_logistic,
    surviving,
)

# Two crossed predictors: y = 2 a + b, var 4 + 1, plus a residual that is orthogonal to both.
A = np.array([1.0, 1.0, -1.0, -1.0])
B = np.array([1.0, -1.0, 1.0, -1.0])
RESIDUAL = np.array([1.0, -1.0, -1.0, 1.0])


def test_regression_finds_the_weights_and_the_share_explained():
    found = regression([A, B], 7 + 2 * A + B + RESIDUAL)
    np.testing.assert_allclose(found.weights, [2, 1], atol=1e-12)
    np.testing.assert_allclose(found.standardized, np.array([2, 1]) / np.sqrt(6), atol=1e-12)
    assert found.r_squared == pytest.approx(5 / 6)


def test_what_orthogonal_predictors_explain_alone_adds_up_to_all_they_explain():
    unique = unique_r_squared([A, B], 2 * A + B + RESIDUAL)
    np.testing.assert_allclose(unique, [4 / 6, 1 / 6], atol=1e-12)


def test_a_predictor_said_twice_explains_nothing_beyond_itself():
    np.testing.assert_allclose(unique_r_squared([A, A], A + RESIDUAL), [0, 0], atol=1e-12)


def test_an_outcome_that_never_varies_has_no_share_explained():
    assert np.isnan(regression([A], np.ones(4)).r_squared)


def test_logistic_weight_of_one_exposure_is_the_log_odds_ratio():
    exposed = np.repeat([1, 1, 0, 0], [30, 10, 20, 40])
    outcome = np.repeat([1, 0, 1, 0], [30, 10, 20, 40])
    assert odds_ratio(exposed, outcome) == pytest.approx(6)
    np.testing.assert_allclose(logistic_weights([exposed], outcome), [np.log(6)], rtol=1e-9)


def test_logistic_weights_of_a_perfect_predictor_are_not_numbers():
    assert np.isnan(logistic_weights([A], A > 0)).all()
    assert np.isnan(logistic_weights([A], np.zeros(4))).all()


def test_risk_ratio_compares_shares():
    exposed = np.array([1, 1, 1, 1, 0, 0, 0, 0])
    outcome = np.array([1, 1, 1, 0, 1, 0, 0, 0])
    assert risk_ratio(exposed, outcome) == 3
    assert np.isnan(risk_ratio(np.ones(8), outcome))


def test_cohens_d_counts_in_pooled_standard_deviations():
    assert cohens_d(np.array([3.0, 5.0]), np.array([1.0, 3.0])) == pytest.approx(2 / np.sqrt(2))


def test_correlation_is_a_number_only_where_both_vary():
    assert correlation(A, A + B) == pytest.approx(1 / np.sqrt(2))
    assert np.isnan(correlation(A, np.ones(4)))


def test_each_seed_is_a_sample_of_its_own():
    samples = np.stack([A, -A], axis=1)
    np.testing.assert_allclose(by_seed(correlation, samples, np.stack([A, A], axis=1)), [1, -1])


def test_kaplan_meier_counts_the_censored_only_while_they_are_seen():
    times, happened = np.array([1.0, 2.0, 2.0, 3.0, 4.0]), np.array([1, 1, 0, 1, 0], bool)
    assert surviving(times, happened, 0.5) == 1
    assert surviving(times, happened, 2.0) == pytest.approx(4 / 5 * 3 / 4)
    assert surviving(times, happened, 9.0) == pytest.approx(4 / 5 * 3 / 4 * 1 / 2)


def test_exponential_likelihood_is_that_of_events_over_time_lived():
    times, happened = np.array([1.0, 3.0, 4.0]), np.array([1, 1, 0], bool)
    rate = 2 / 8
    assert exponential_log_likelihood(times, happened) == pytest.approx(2 * np.log(rate) - rate * 8)


@pytest.mark.parametrize(("median", "shape"), [(8.0, 0.7), (120.0, 2.5)])
def test_log_logistic_fit_recovers_the_truth_through_censoring(median, shape):
    chance = np.random.default_rng(3).random(20_000)
    times = median * (chance / (1 - chance)) ** (1 / shape)
    seen = np.minimum(times, 3 * median)
    found = log_logistic(seen, times <= 3 * median)
    assert found.median == pytest.approx(median, rel=0.03)
    assert found.shape == pytest.approx(shape, rel=0.03)


def test_log_logistic_likelihood_is_the_sum_over_deaths_and_the_censored():
    times, happened = np.array([1.0, 2.0, 5.0, 6.0]), np.array([1, 1, 1, 0], bool)
    found = log_logistic(times, happened)
    odds = (times / found.median) ** found.shape
    density = found.shape / times * odds / (1 + odds) ** 2
    by_hand = np.log(density[happened]).sum() + np.log(1 / (1 + odds[~happened])).sum()
    assert found.log_likelihood == pytest.approx(by_hand)


def test_each_shape_of_hazard_fits_best_what_it_drew():
    chance = np.random.default_rng(4).random(2000)
    constant, falling = -np.log(chance) * 30, 30 * (chance / (1 - chance)) ** (1 / 0.8)
    always = np.ones(2000, bool)
    for times, sign in ((constant, -1), (falling, 1)):
        gain = log_logistic(times, always).log_likelihood
        gain -= exponential_log_likelihood(times, always)
        assert sign * gain > 10


def test_too_few_events_have_no_fit():
    assert np.isnan(log_logistic(np.array([1.0, 2.0]), np.array([True, False])).shape)
