"""The order of day and month: right or ambiguous, whatever the dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.imports.date_order import ORDERS, DateOrder, read_date
from undertow.record import Problem

TODAY = date(2026, 11, 21)
STEPS = st.lists(st.integers(0, 40), min_size=1, max_size=60)
DAYS = st.tuples(st.dates(date(2010, 1, 1), date(2020, 1, 1)), STEPS)


def as_written(day: date, order: str, long_year: bool) -> tuple[str, str, str]:
    year = f"{day.year}" if long_year else f"{day.year % 100:02}"
    parts = {"d": f"{day.day}", "m": f"{day.month}", "y": year}
    return tuple(parts[letter] for letter in order)


def decide(written, asked=None) -> str:
    order = DateOrder(TODAY, "chat.txt")
    for line, parts in enumerate(written, 1):
        order.see(parts, line)
    return order.decide(asked)


@given(DAYS, st.sampled_from(ORDERS), st.booleans())
def test_dates_in_order_are_never_read_wrongly(days, order, long_year):
    start, steps = days
    dates = [start + timedelta(days=sum(steps[:n])) for n in range(len(steps))]
    written = [as_written(day, order, long_year) for day in dates]
    try:
        found = decide(written)
    except Problem as problem:
        assert "ambiguous" in str(problem)  # noqa: PT017 (it need not be raised)
        found = order
    assert [read_date(parts, found) for parts in written] == dates
    assert decide(written, asked=order) == order


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("long_year", [True, False])
def test_two_months_of_days_are_enough(order, long_year):
    dates = [date(2023, 3, 20) + timedelta(days=n) for n in range(60)]
    assert decide([as_written(day, order, long_year) for day in dates]) == order


def test_the_same_day_of_the_month_year_after_year_is_not_how_people_write():
    days = [date(2023, 3, day) for day in (13, 14, 15)]
    assert decide([as_written(day, "dmy", False) for day in days]) == "dmy"
    days = [date(2023, 12, day) for day in (24, 25, 26)]
    assert decide([as_written(day, "ymd", False) for day in days]) == "ymd"


def test_days_that_are_months_of_the_same_number_need_no_order():
    assert decide([("4", "4", "2024"), ("5", "5", "2024")]) in ("dmy", "mdy")


def test_a_date_in_the_future_speaks_against_an_order():
    assert decide([("01", "12", "2026")]) == "mdy"


@pytest.mark.parametrize("parts", [("1", "1", "123"), ("0", "1", "2023"), ("1", "1", "1900")])
def test_what_is_no_date_is_none(parts):
    assert read_date(parts, "dmy") is None
