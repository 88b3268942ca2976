"""What is reported beside the experiment: cycles, doses, and the time apart."""

import numpy as np
import pytest

from undertow.evidence import apart
from undertow.evidence.cycles import bond_at_cycle_starts, share_of_cycles_that_strengthen
from undertow.evidence.dose import day_of_warmth
from undertow.evidence.lab import Lab

LAB = Lab(seeds=6)


@pytest.fixture(scope="module")
def left():
    return apart.on_leaving(LAB)


def test_cycles_strengthen_the_bond():
    starts = bond_at_cycle_starts(LAB)
    assert np.all(np.diff(np.nanmedian(starts[:12], axis=1)) > 0)
    assert share_of_cycles_that_strengthen(starts) > 0.95


def test_without_relief_cycles_do_not_build_a_bond():
    starts = bond_at_cycle_starts(LAB.without("relief"))
    assert np.nanmax(starts) < 0.2


def test_cycles_that_did_not_come_are_not_counted():
    falling = np.array([[0.1, 0.1], [0.2, 0.05], [np.nan, 0.3]])
    assert share_of_cycles_that_strengthen(falling) == pytest.approx(2 / 3)


def test_warmth_after_harm_lands_harder_than_the_same_warmth_alone():
    alone, after_harm = day_of_warmth(LAB)
    assert after_harm.reward > 3 * alone.reward > 0
    assert after_harm.bond > 3 * alone.bond > 0


def test_without_relief_warmth_after_harm_lands_like_warmth_alone():
    alone, after_harm = day_of_warmth(LAB.without("relief"))
    assert after_harm == pytest.approx(alone, rel=0.01)


def test_apart_the_pull_eases_over_years(left):
    pull = apart.pull_without_contact(LAB, left, days=400)
    assert pull.shape == (400, 6)
    assert np.all(pull[27] < pull[13])
    assert np.all(pull[181] < pull[27])
    assert np.all(pull[399] < pull[181])
    assert np.all(pull[399] > 0.5 * pull[27])


def test_one_contact_raises_the_pull_and_wears_off(left):
    effects = apart.contact_effects(LAB, left)
    for effect in effects.values():
        assert np.all(effect.next_day > effect.two_weeks)
        assert np.all(effect.two_weeks > effect.two_months)
        assert np.all(effect.two_months > 0)
    assert np.all(effects["warm"].next_day > effects["neutral"].next_day)


def test_without_reactivation_a_neutral_contact_does_next_to_nothing(left):
    effects = apart.contact_effects(LAB.without("reactivation"), left)
    assert np.all(np.abs(effects["neutral"].next_day) < 0.01)
