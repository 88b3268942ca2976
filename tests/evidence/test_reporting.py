"""Daily reports of violence, and whether they keep a rhythm."""

import numpy as np
import pytest

from undertow.evidence.lab import Lab
from undertow.evidence.reporting import CHRONIC, DAYS, WOMEN, daily_abuse, periodic_chance


def test_women_report_for_84_days_and_most_of_those_drawn_take_part():
    reports, asked = daily_abuse(Lab(seeds=2), CHRONIC)
    assert reports.shape == (DAYS, WOMEN, 2)
    assert asked.mean() > 0.6


def test_in_noise_one_series_in_twenty_seems_periodic():
    noise = np.random.default_rng(0).normal(size=(84, 4000))
    assert np.mean(periodic_chance(noise) < 0.05) == pytest.approx(0.05, abs=0.012)


def test_a_weekly_rhythm_is_found_and_silence_has_none():
    weekly = (np.arange(84) % 7 == 0) + 0.0
    assert periodic_chance(np.sin(np.arange(84) * 2 * np.pi / 7)) < 1e-6
    assert periodic_chance(np.stack([weekly, 0 * weekly], axis=1))[1] == 1
