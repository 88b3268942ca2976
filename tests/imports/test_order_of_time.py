"""The order of time: which events break it, in a file of any length and either direction."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from undertow.imports import ChatEvent
from undertow.imports.order_of_time import LOOK, mark_out_of_order

START = datetime(2024, 1, 1)


def chat(*minutes: int) -> list[ChatEvent]:
    return [
        ChatEvent(START + timedelta(minutes=m), False, "A", "message", "", n)
        for n, m in enumerate(minutes)
    ]


def suspects(*minutes: int, **how) -> list[int]:
    return [event.line for event in mark_out_of_order(chat(*minutes), **how) if event.suspect]


def test_a_time_ahead_or_behind_is_found_by_what_follows():
    assert suspects(1, 2, 99, 3, 4) == [2]
    assert suspects(5, 6, 1, 7, 8) == [2]
    assert suspects(1, 2, 3, 3, 3, 4) == []


def test_of_two_that_contradict_each_other_the_earlier_line_is_believed():
    assert suspects(9, 3) == [1]
    assert suspects(1, 2, 3, 1) == [3]


def test_small_steps_back_are_allowed_where_asked():
    assert suspects(5, 4, 6, jitter=timedelta(minutes=1)) == []
    assert suspects(5, 3, 6, jitter=timedelta(minutes=1)) == [1]


def test_newest_first_is_read_backwards():
    assert suspects(9, 8, 99, 7, newest_first=True) == [2]
    assert suspects(9, 8, 7, newest_first=True) == []


def test_a_clock_that_ran_ahead_does_not_make_all_that_follows_suspect():
    ahead = range(10_000, 10_000 + 2 * LOOK)
    found = suspects(*range(50), *ahead, *range(50, 50 + 4 * LOOK))
    assert len(found) <= 3 * LOOK
    assert max(found) < 50 + 3 * LOOK


@given(st.lists(st.integers(0, 200), max_size=5 * LOOK))
def test_what_is_not_suspect_is_in_order_but_for_clocks_set_back(minutes):
    out = list(mark_out_of_order(chat(*minutes)))
    assert [event.line for event in out] == list(range(len(minutes)))
    trusted = [event.time for event in out if not event.suspect]
    falls = sum(after < before for before, after in pairwise(trusted))
    assert falls <= len(minutes) // (LOOK // 4)
    if minutes == sorted(minutes):
        assert len(trusted) == len(minutes)


@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=300).map(
        lambda steps: [sum(steps[:n]) for n in range(len(steps))]
    ),
    st.integers(0, 299),
    st.integers(1000, 100_000),
)
def test_one_forged_line_is_found_anywhere_and_no_other_is_accused(times, place, jump):
    place = min(place, len(times) - 1)
    forged = [*times[: place + 1], times[-1] + jump, *times[place + 1 :]]
    found = suspects(*forged)
    if place + 2 < len(times):  # near the very end nothing tells which of two is the forged one
        assert found == [place + 1]
