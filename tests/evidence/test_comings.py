"""Leaving and going back, counted by days."""

import numpy as np

from undertow.evidence.comings import Comings, mean_where
from undertow.theory import Parameters


def test_a_separation_is_counted_when_it_begins_also_on_the_first_day():
    apart = np.array([[0, 1, 1, 0, 1, 0], [1, 1, 0, 0, 0, 1]], bool).T[:, :, None]
    lived = Comings(apart, np.zeros_like(apart), Parameters())
    np.testing.assert_array_equal(
        lived.separations[:, :, 0].T, [[0, 1, 1, 1, 2, 2], [1, 1, 1, 1, 1, 2]]
    )


def test_a_mean_of_nobody_is_not_a_number():
    values = np.array([[1.0, 5.0], [3.0, 7.0]])
    where = np.array([[True, False], [True, False]])
    np.testing.assert_array_equal(mean_where(values, where), [2.0, np.nan])
