import numpy as np
import pytest

from undertow.record import Entry, arrange, daily, grid, to_record
from undertow.record.contact import APART, TOGETHER, UNKNOWN, initial_contact

DIARY_DAYS = [Entry(day, day + 1.0, "mood", 5.0, precision="day") for day in (20000.0, 20005.0)]


def at(time: float, kind: str) -> Entry:
    return Entry(time, time, kind)


def on(day: float, kind: str) -> Entry:
    return Entry(day, day + 1, kind, precision="day")


def apart(*entries: Entry) -> list[float]:
    """Share of each of the six days apart."""
    return daily(to_record(arrange([*DIARY_DAYS, *entries])[0])).apart_share.round(6).tolist()


def test_after_leaving_apart_and_after_returning_together():
    assert apart(at(20001.25, "left"), at(20003.5, "returned")) == [0, 0.75, 1, 0.5, 0, 0]


def test_a_record_that_starts_with_a_return_started_apart():
    assert apart(at(20001.25, "returned")) == [1, 0.25, 0, 0, 0, 0]


def test_a_day_of_leaving_without_an_hour_is_half_apart():
    assert apart(on(20001.0, "left")) == [0, 0.5, 1, 1, 1, 1]


def test_leaving_and_returning_on_one_day_in_unknown_order_ends_as_it_began():
    back_again = apart(on(20001.0, "left"), on(20001.0, "returned"))
    assert back_again == [0, pytest.approx(1 / 3, abs=1e-5), 0, 0, 0, 0]
    gone_again = apart(
        at(20000.0, "left"), on(20001.0, "returned"), on(20001.0, "left"), at(20003.0, "cue")
    )
    assert gone_again == [1, pytest.approx(2 / 3, abs=1e-5), 1, 1, 1, 1]


def test_leaving_twice_without_a_return_between_stays_apart():
    assert apart(at(20001.0, "left"), at(20003.0, "left")) == [0, 1, 1, 1, 1, 1]


def test_a_return_in_the_repeated_hour_comes_after_the_leaving_in_its_first_pass():
    entries = [
        Entry(20001 + 2.5 / 24, 20001 + 2.5 / 24, "left", offset=120),
        Entry(20001 + 2.2 / 24, 20001 + 2.2 / 24, "returned", offset=60),
    ]
    assert apart(*entries) == [0, 0, 0, 0, 0, 0]


def test_without_leaving_or_returning_contact_is_not_known():
    record = to_record(arrange([*DIARY_DAYS, at(20001.0, "contact")])[0])
    assert initial_contact(record) == UNKNOWN
    assert not daily(record).contact_known
    assert (grid(record, 1 / 4).together == UNKNOWN).all()


@pytest.mark.parametrize(("last", "state"), [("left", APART), ("returned", TOGETHER)])
def test_the_story_so_far_says_how_a_record_starts_that_says_nothing(last, state):
    first = "returned" if last == "left" else "left"
    told = [
        Entry(19000.0, 19031.0, first, precision="month"),
        Entry(19200.0, 19231.0, last, precision="month"),
    ]
    record = to_record(arrange([*told, *DIARY_DAYS])[0])
    assert initial_contact(record) == state
    np.testing.assert_array_equal(grid(record, 1.0).together, state)
