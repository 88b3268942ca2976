"""Orders move episodes in time and change nothing else."""

import numpy as np
import pytest

from undertow.evidence import orders
from undertow.evidence.lab import Lab
from undertow.theory import Inputs

LIVED = Lab(seeds=5).relationship().inputs
DAY = 4

MOVED = {
    "harm then warmth": orders.harm_then_warmth,
    "warmth then harm": orders.warmth_then_harm,
    "evenly spaced": orders.evenly_spaced,
    "harm in the first half": orders.a_year_of_harm_first,
    "warmth in the first half": orders.a_year_of_warmth_first,
    "same moments": orders.at_the_same_moments,
    "reversed": orders.reversed_in_time,
    "by 6 hours": orders.shuffled(1),
    "by day": orders.shuffled(DAY),
    "by week": orders.shuffled(7 * DAY),
}
CONSTANT = {
    "both": (orders.both_constant, ("warmth", "harm")),
    "harm": (orders.harm_constant, ("harm",)),
    "warmth": (orders.warmth_constant, ("warmth",)),
}


def heights(episodes: np.ndarray) -> np.ndarray:
    """Episodes of each seed by height, and the empty slots before them."""
    return np.sort(episodes, axis=0)


@pytest.mark.parametrize("kind", ["warmth", "harm"])
@pytest.mark.parametrize("name", MOVED)
def test_number_and_heights_of_episodes_stay(name, kind):
    moved = getattr(MOVED[name](LIVED), kind)
    np.testing.assert_array_equal(heights(moved), heights(getattr(LIVED, kind)))


@pytest.mark.parametrize("name", MOVED)
def test_it_is_another_order(name):
    moved = MOVED[name](LIVED)
    assert np.all(np.any((moved.harm != LIVED.harm) | (moved.warmth != LIVED.warmth), axis=0))


@pytest.mark.parametrize("name", CONSTANT)
def test_a_constant_keeps_the_total_and_nothing_of_the_episodes(name):
    order, constant = CONSTANT[name]
    moved = order(LIVED)
    for kind in ("warmth", "harm"):
        there, before = getattr(moved, kind), getattr(LIVED, kind)
        np.testing.assert_allclose(there.sum(axis=0), before.sum(axis=0))
        if kind in constant:
            assert np.all(np.ptp(there, axis=0) == 0)
        else:
            np.testing.assert_array_equal(there, before)


def test_warmth_only_and_harm_only_leave_the_other_as_it_was():
    np.testing.assert_array_equal(orders.warmth_only(LIVED).warmth, LIVED.warmth)
    np.testing.assert_array_equal(orders.harm_only(LIVED).harm, LIVED.harm)
    assert not orders.warmth_only(LIVED).harm.any()
    assert not orders.harm_only(LIVED).warmth.any()


def last(episodes: np.ndarray) -> np.ndarray:
    return len(episodes) - 1 - (episodes[::-1] > 0).argmax(axis=0)


def first(episodes: np.ndarray) -> np.ndarray:
    return (episodes > 0).argmax(axis=0)


def test_all_harm_touches_all_warmth():
    moved = orders.harm_then_warmth(LIVED)
    np.testing.assert_array_equal(first(moved.warmth), last(moved.harm) + 1)
    moved = orders.warmth_then_harm(LIVED)
    np.testing.assert_array_equal(first(moved.harm), last(moved.warmth) + 1)


def test_halves_do_not_overlap():
    half = len(LIVED.harm) // 2
    assert np.all(last(orders.a_year_of_harm_first(LIVED).harm) < half)
    assert np.all(first(orders.a_year_of_harm_first(LIVED).warmth) >= half)
    assert np.all(last(orders.a_year_of_warmth_first(LIVED).warmth) < half)
    assert np.all(first(orders.a_year_of_warmth_first(LIVED).harm) >= half)


def test_at_the_same_moments_all_harm_comes_within_warmth():
    moved = orders.at_the_same_moments(LIVED)
    assert np.all(moved.warmth[moved.harm > 0] > 0)


def test_even_distances_differ_by_one_slot_at_most():
    harm = orders.evenly_spaced(LIVED).harm
    for seed in range(harm.shape[1]):
        assert np.ptp(np.diff(np.flatnonzero(harm[:, seed]))) <= 1


@pytest.mark.parametrize("block", [DAY, 7 * DAY])
def test_a_shuffled_block_keeps_what_is_within_it(block):
    slots = 10 * block
    told = np.arange(1.0, slots + 1)[:, None] * np.ones(3)
    moved = orders.shuffled(block)(Inputs(warmth=told, harm=told)).warmth
    within = np.diff(moved.reshape(10, block, 3), axis=1)
    assert np.all(within == 1)
    assert np.any(moved[:, 0] != moved[:, 1])


def test_more_episodes_than_room_are_refused():
    crowded = Inputs(warmth=np.ones((8, 1)), harm=np.zeros((8, 1)))
    with pytest.raises(ValueError, match="8 episodes do not fit into 4 slots"):
        orders.a_year_of_warmth_first(crowded)
