from datetime import date

import pytest

from undertow.record import Problem, arrange, read_csv, to_record
from undertow.record.limits import refuse_mixed_zones
from undertow.record.moment import read_moment, refuse_future

TODAY = date(2026, 1, 1)


def diary_of(*times: str, kind: str = "harm"):
    rows = "".join(f"{time},{kind},entry {place}\n" for place, time in enumerate(times))
    return arrange(read_csv("time,kind,note\n" + rows, "diary.csv", TODAY)[0], name="diary.csv")[0]


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("2025-04-03", "day", 1),
        ("2024-02", "month", 29),
        ("2025-12", "month", 31),
        ("2024", "year", 366),
        ("2025-04-03T21:30", "instant", 0),
        ("2025-04-03 21:30:05.25Z", "instant", 0),
    ],
)
def test_a_time_spans_what_it_leaves_open(text, precision, days):
    moment = read_moment(text)
    assert moment.precision == precision
    assert moment.latest - moment.earliest == days


def test_an_instant_is_kept_on_the_clock_of_the_place_where_it_was_written():
    moment = read_moment("2025-04-03T21:30+05:30")
    assert moment.earliest == pytest.approx((date(2025, 4, 3) - date(1970, 1, 1)).days + 21.5 / 24)
    assert moment.offset == 330


def test_the_night_when_clocks_go_back_keeps_both_passes_in_the_order_lived():
    first, second = "2025-10-26T02:50+02:00", "2025-10-26T02:10+01:00"
    same_on_the_clock = "2025-10-26T02:50+01:00"
    diary = diary_of(same_on_the_clock, second, first)
    assert [entry.note for entry in diary.entries] == ["entry 2", "entry 1", "entry 0"]
    record = to_record(diary)
    assert len(record.events.kind) == 3
    assert record.days == 1


def test_the_night_when_clocks_go_forward_loses_nothing():
    diary = diary_of("2025-03-30T03:10+02:00", "2025-03-30T01:50+01:00")
    assert [entry.note for entry in diary.entries] == ["entry 1", "entry 0"]


def test_entries_of_one_time_stay_in_the_order_written():
    diary = diary_of(*["2025-04-03"] * 5)
    assert [entry.note for entry in diary.entries] == [f"entry {place}" for place in range(5)]


def test_zones_may_differ_but_not_be_there_only_sometimes():
    refuse_mixed_zones(diary_of("2025-04-03T10:00Z", "2025-04-03", "2025-04").entries, "d")
    entries = read_csv(
        "time,kind\n2025-04-03T10:00Z,harm\n2025-04-04,harm\n2025-04-05T10:00,harm\n", "d", TODAY
    )[0]
    with pytest.raises(Problem, match=r"^d, line 4, column time: this time has no zone"):
        refuse_mixed_zones(entries, "d")


def test_tomorrow_is_not_the_future_but_the_day_after_is():
    refuse_future(read_moment("2025-04-04T23:59"), date(2025, 4, 3))
    refuse_future(read_moment("2025"), date(2025, 4, 3))
    with pytest.raises(Problem, match=r"2025-04-05 lies in the future; today is 2025-04-03"):
        refuse_future(read_moment("2025-04-05"), date(2025, 4, 3))


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("03/04/2025", "can be read in two ways. Write 2025-04-03 or 2025-03-04."),
        ("25.4.2025", "Write 2025-04-25."),
        ("4/4/25", "Write 2025-04-04."),
        ("2025-4-3", "Write 2025-04-03."),
        ("2025/4/3 10:00", "Write 2025-04-03."),
        ("2025-04-03 at ten", "Write 2025-04-03 or 2025-04-03T21:30."),
        ("2025-02-30", "not in the calendar"),
        ("2025-04-03T25:00", "not on the clock"),
        ("1899-12-31", "before 1900"),
        ("", "the time is missing"),
        ("some day in spring", "not a time we can read"),
    ],
)
def test_a_time_that_cannot_be_read_comes_with_one_that_can(text, advice):
    with pytest.raises(Problem) as caught:
        read_moment(text)
    assert advice in str(caught.value)
