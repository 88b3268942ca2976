"""Weighted quantiles and the other small statistics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.inference.summary import band, probability_above, variance, weighted_quantile


@given(st.integers(2, 60), st.integers(0, 10_000), st.floats(0.01, 0.99))
def test_with_equal_weights_quantiles_are_the_usual_ones(size, seed, level):
    draws = np.random.default_rng(seed).normal(size=(3, size))
    found = weighted_quantile(draws, np.full(size, 1 / size), level)
    assert found == pytest.approx(np.quantile(draws, level, axis=-1, method="hazen"), abs=1e-9)


@given(st.integers(0, 10_000))
def test_quantiles_do_not_care_for_the_order_of_draws(seed):
    rng = np.random.default_rng(seed)
    draws, weight = rng.normal(size=(1, 50)), rng.dirichlet(np.ones(50))
    order = rng.permutation(50)
    assert weighted_quantile(draws[:, order], weight[order], 0.3) == pytest.approx(
        weighted_quantile(draws, weight, 0.3)
    )


def test_weights_move_a_quantile_as_many_copies_would():
    rng = np.random.default_rng(2)
    draws, copies = rng.normal(size=(1, 400)), rng.integers(1, 6, 400)
    found = weighted_quantile(draws, copies / copies.sum(), 0.8)
    assert found == pytest.approx(np.quantile(np.repeat(draws[0], copies), 0.8), abs=0.02)


def test_an_80_percent_band_holds_80_percent_of_the_weight():
    rng = np.random.default_rng(3)
    draws, weight = rng.gamma(2, size=5000), rng.dirichlet(np.ones(5000))
    told = band(draws[None], weight)
    inside = (told.low80 <= draws) & (draws <= told.high80)
    assert weight[inside].sum() == pytest.approx(0.8, abs=0.005)
    assert weight[draws < told.low80].sum() == pytest.approx(0.1, abs=0.005)
    assert told.mean == pytest.approx([np.average(draws, weights=weight)])


def test_variance_is_that_of_the_weighted_draws():
    draws, weight = np.array([[0.0, 1.0], [2.0, 2.0]]), np.array([0.25, 0.75])
    assert variance(draws, weight) == pytest.approx([0.1875, 0.0])


def test_a_single_answer_says_nothing_of_a_mean():
    assert probability_above(np.array([9.0]), 0.0, 0.2) is None


@given(st.integers(2, 30), st.floats(-2, 2))
def test_being_above_and_being_below_add_up(size, level):
    sample = np.random.default_rng(size).normal(size=size)
    above = probability_above(sample, level, 0.5)
    below = probability_above(-sample, -level, 0.5)
    assert above + below == pytest.approx(1.0)


def test_two_alike_answers_are_no_certainty_and_many_are():
    two, many = (probability_above(np.full(n, 0.15), 0.0, 0.2) for n in (2, 60))
    assert 0.5 < two < 0.9
    assert many > 0.999
