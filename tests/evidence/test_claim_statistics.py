"""The statistics that single rows compute, each against a case done by hand."""

import numpy as np
import pytest

from undertow.evidence.claims.a05_five_stages import measure as stages
from undertow.evidence.claims.a09_intermittent_reward import days_until_half
from undertow.evidence.claims.a12_seven_signs import signs_of
from undertow.evidence.claims.a14_every_contact_wakes import days_back
from undertow.evidence.claims.a22_no_physical_harm_needed import as_read
from undertow.evidence.claims.a24_weeks_and_years import first_day_below
from undertow.evidence.claims.a26_leaving_several_times import skewness
from undertow.evidence.claims.a33_first_incident_disorients import AFTER, peaks
from undertow.evidence.full_diaries import full_records
from undertow.evidence.lab import CYCLE, Lab
from undertow.record.kinds import Harm
from undertow.theory.partner import PARTNERS


def test_half_is_found_between_two_days():
    hope = np.array([[1.0, 2.0, 1.0], [0.75, 1.5, 0.9], [0.25, 1.0, 0.8]])
    np.testing.assert_allclose(days_until_half(hope), [1.5, np.nan, np.nan])
    hope = np.vstack([hope, [[0.1, 0.5, 0.7]]])
    np.testing.assert_allclose(days_until_half(hope), [1.5, 2.0, np.nan])


def test_the_first_day_below_a_share_counts_from_one():
    path = np.array([[1.0, 1.0], [0.6, 0.9], [0.4, 0.8]])
    np.testing.assert_array_equal(first_day_below(path, 0.5), [3.0, np.nan])


def test_a_pull_is_back_when_it_stays_down():
    path = np.zeros((40, 3))
    path[30:33, 0] = 1.0  # high for three days after day 30
    path[35, 1] = 1.0  # low at first, high once more
    np.testing.assert_array_equal(days_back(path, np.full(3, 0.5)), [3, 6, 0])


def test_a_long_tail_to_the_right_is_positive_skew():
    assert skewness(np.array([1.0, 1.0, 1.0, 5.0])) == pytest.approx(2 / np.sqrt(3))
    assert skewness(np.array([1.0, 2.0, 3.0])) == pytest.approx(0.0)
    assert np.isnan(skewness(np.array([2.0, 2.0])))


def test_peaks_are_sought_after_each_incident_and_only_in_whole_windows():
    slots = 2 * AFTER + 10
    cycles = np.zeros((slots, 1))
    cycles[5:], cycles[5 + AFTER :], cycles[slots - 3 :] = 1, 2, 3
    path = np.zeros((slots, 1))
    path[6], path[5 + AFTER + 1] = 3.0, 2.0
    np.testing.assert_array_equal(peaks(path, cycles)[:, 0], [3.0, 2.0, np.nan])


def test_a_diary_of_one_kind_of_harm_is_read_as_it_was_lived():
    lived = Lab(seeds=2).relationship(years=0.3).inputs
    warmth, harm = as_read(lived, 1, Harm.silence)
    np.testing.assert_array_equal(warmth > 0, lived.warmth[:, 1] > 0)
    np.testing.assert_array_equal(harm > 0, lived.harm[:, 1] > 0)


def test_a_partner_without_a_cycle_has_no_stages_in_order():
    figures = stages(Lab(seeds=2), PARTNERS["steady_harsh"])
    assert not figures["incidents followed by reconciliation"].any()
    assert np.isnan(figures["harm of incidents, over all other times"]).all()


def test_a_full_diary_misses_nothing():
    (full,) = full_records(Lab(seeds=1), 0.25, CYCLE)
    assert full.record.days == len(full.truth.stage)
    assert len(signs_of(full)) == 7
