"""Danger after a separation: highest at once, more with control, and gone with time (A21 E20)."""

import numpy as np
import pytest

from undertow.theory import Parameters
from undertow.theory.danger import danger

P = Parameters()


def test_together_without_control_is_the_measure():
    assert danger(-1.0, 0.0, P, np) == 1


def test_it_is_highest_at_once_and_only_falls():
    days = np.arange(0.0, 720.0)
    course = danger(days, 0.3, P, np)
    assert np.all(np.diff(course) < 0)
    assert course[0] / danger(-1.0, 0.3, P, np) == pytest.approx(P.danger_separation)
    assert course[-1] == pytest.approx(danger(-1.0, 0.3, P, np), rel=0.01)


def test_control_multiplies_it_apart_as_together():
    for days in (-1.0, 0.0, 40.0):
        ratio = danger(days, 1.0, P, np) / danger(days, 0.0, P, np)
        assert ratio == pytest.approx(P.danger_power)
