"""Scores of forecasts against their definitions."""

import numpy as np
import pytest

from undertow.inference.score.bootstrap import ratio_of_errors
from undertow.inference.score.measures import (
    gaussian_crps,
    grid_crps,
    grid_median,
    middle_ranks,
    rank_of,
)

GRID = np.array([0.0, 1.0, 2.5, 4.0])
MASS = np.array([[0.3, 0.2, 0.4, 0.1], [0.0, 1.0, 0.0, 0.0]])
BELOW = MASS.cumsum(axis=1)


def by_energy(mass, answer):
    """E|X - y| - E|X - X'| / 2, the other definition (Gneiting & Raftery 2007, eq. 20)."""
    apart = np.abs(GRID[:, None] - GRID)
    return mass @ np.abs(GRID - answer) - mass @ apart @ mass / 2


@pytest.mark.parametrize("answer", [0.0, 0.7, 2.5, 3.9, 4.0])
def test_the_crps_of_a_grid_is_exact_on_it_and_between_its_points(answer):
    found = grid_crps(BELOW, GRID, np.full(2, answer))
    assert found == pytest.approx([by_energy(mass, answer) for mass in MASS], abs=1e-12)


def test_the_crps_of_a_normal_forecast_is_its_integral():
    x = np.linspace(-30, 30, 600_001)
    density = np.exp(-(((x - 1.0) / 2.0) ** 2) / 2)
    below = density.cumsum() / density.sum()
    by_hand = ((below - (x >= 2.5)) ** 2).sum() * (x[1] - x[0])
    found = gaussian_crps(np.array([1.0]), np.array([2.0]), np.array([2.5]))
    assert found[0] == pytest.approx(by_hand, abs=1e-4)


def test_the_crps_of_a_sure_forecast_is_its_absolute_error():
    found = gaussian_crps(np.array([1.0]), np.array([0.0]), np.array([2.5]))
    assert found[0] == 1.5


def test_a_median_has_half_the_mass_on_either_side():
    assert grid_median(BELOW, GRID).tolist() == [1.0, 1.0]


def test_a_middle_rank_counts_half_of_the_points_own_mass():
    assert middle_ranks(BELOW)[0] == pytest.approx([0.15, 0.4, 0.7, 0.95])
    assert rank_of(BELOW, GRID, np.array([2.4, 1.0])) == pytest.approx([0.7, 0.5])


def test_a_ratio_of_equal_errors_is_one_for_every_draw_of_people():
    errors = np.random.default_rng(0).random((12, 5))
    test = np.ones((12, 5), dtype=bool)
    assert ratio_of_errors(errors, errors, test) == pytest.approx((1.0, 1.0, 1.0))


def test_an_interval_of_a_ratio_covers_the_truth_in_most_samples():
    rng = np.random.default_rng(1)
    test = np.ones((40, 10), dtype=bool)
    inside = 0
    for _ in range(100):
        theirs = rng.gamma(1.0, 1.0, (40, 1)) * rng.random((40, 10))
        found = ratio_of_errors(0.9 * theirs * rng.uniform(0.5, 1.5, (40, 10)), theirs, test)
        inside += found.low95 <= 0.9 <= found.high95
    assert 88 <= inside <= 99


def test_one_person_gives_no_interval_and_no_errors_no_ratio():
    one, test = np.ones((1, 5)), np.ones((1, 5), dtype=bool)
    assert ratio_of_errors(one, 2 * one, test) == (0.5, None, None)
    assert ratio_of_errors(one, 0 * one, test) is None
