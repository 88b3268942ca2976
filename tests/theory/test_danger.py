"""Danger after a separation: highest at once, more with control, and gone with time (A21 E20)."""

import numpy as np
import pytest

from undertow.theory import Parameters
from undertow.theory.danger import danger

P = Parameters()


def test_together_without_control_is_the_measure():
    assert danger(-1.0, 0.0, P, np) == 1


def test_it_is_highest_at_once_and_only_falls():
    days = np.arange(0.0, 900.0)
    course = danger(days, 0.3, P, np)
    assert np.all(np.diff(course) < 0)
    assert course[0] / danger(-1.0, 0.3, P, np) == pytest.approx(P.danger_separation)
    assert course[-1] == pytest.approx(danger(-1.0, 0.3, P, np), rel=0.01)


def test_control_multiplies_it_apart_as_together():
    for days in (-1.0, 0.0, 40.0):
        low, half, full = danger(days, np.array([0.0, P.danger_half, 1.0]), P, np)
        assert half / low == pytest.approx((1 + P.danger_power) / 2)
        assert half < full < P.danger_power * low


def test_a_little_control_hardly_counts():
    assert danger(-1.0, P.danger_half / 2, P, np) < 1 + 0.1 * P.danger_power


def test_over_the_year_after_leaving_it_is_raised_by_what_studies_of_a_year_report():
    """E20: the mean over the year, not the first day, is about 3.2 times."""
    year = danger(np.arange(365.0), 0.0, P, np).mean()
    assert year == pytest.approx(3.2, abs=0.2)
