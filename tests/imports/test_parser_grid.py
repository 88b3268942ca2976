"""Every shape of header in a grid: every message recovered, or "ambiguous"; never a wrong date."""

from datetime import datetime
from itertools import product

import pytest
from chats import events

from undertow.record import Problem

ORDERS = {"dmy": "{d}{s}{m}{s}{y}", "mdy": "{m}{s}{d}{s}{y}", "ymd": "{y}{s}{m}{s}{d}"}
SPACES = [" ", "\u202f", "\u00a0", "\u2009"]
MARKS = {"none": ("", "", ""), "start": ("\u200e", "", ""), "rtl": ("\u200f", "\u200f", "\u200f")}
MARKS["embedding"] = ("\u202a", "\u200e", "\u202c")
YEAR = [datetime(2023, month, day, hour, 5, 9) for month, day, hour in (
    (1, 3, 9), (1, 14, 0), (2, 2, 12), (3, 31, 23), (5, 5, 13), (8, 27, 11), (11, 8, 18),
)]  # fmt: skip
WEEK = [datetime(2024, 3, day, 8 + day, 30, 0) for day in (4, 5, 6, 7)]
"""Days that are months too: no order of time can tell them apart."""
ONE_DAY = [datetime(2023, 12, 25, hour, 0, 0) for hour in (9, 10)]
BODIES = ["hi", "two\nlines", "", "a: b", " spaces ", "\u200bzero\u200dwidth", "end\n"]


def header(time, order, separator, twelve, seconds, space, bracket, marks, long_year, padded):
    start, inside, after = marks
    pad = "02" if padded else ""
    year = f"{time.year}" if long_year else f"{time.year % 100:02}"
    day = ORDERS[order].format(d=f"{time.day:{pad}}", m=f"{time.month:{pad}}", y=year, s=separator)
    hour = (time.hour % 12 or 12) if twelve else time.hour
    clock = f"{hour:{pad}}:{time.minute:02}" + (f":{time.second:02}" if seconds else "")
    half = f"{space}{inside}{'PM' if time.hour >= 12 else 'AM'}" if twelve else ""
    stamp = f"{day}{inside},{space}{clock}{half}{after}"
    return f"{start}[{stamp}]{space}" if bracket else f"{start}{stamp}{space}-{space}"


def told_ambiguous(line):
    """False; fails unless the line says so and shows both readings."""
    assert "ambiguous" in line
    assert line.count("--dates") == 2
    return False


def check(times, shape, dates=None):
    """Whether a chat was recovered; False if it was called ambiguous. Anything else fails."""
    seconds = shape[3]
    lines = [
        f"{header(time, *shape)}{'Alex' if place % 2 else 'Bo'}: {BODIES[place]}\n"
        for place, time in enumerate(times)
    ]
    try:
        found = events("".join(lines), dates=dates)
    except Problem as problem:
        return told_ambiguous(str(problem))
    expected = [time if seconds else time.replace(second=0) for time in times]
    assert [event.time for event in found] == expected
    assert [event.body for event in found] == BODIES[: len(times)]
    assert [event.sender for event in found] == [
        "Alex" if p % 2 else "Bo" for p in range(len(times))
    ]
    assert not any(event.suspect for event in found)
    assert {event.kind for event in found} == {"message"}
    return True


GRID = product(
    "/.-", (True, False), (True, False), SPACES, (True, False), MARKS.values(), (True, False)
)
SHAPES = [(*shape, bool(place % 3)) for place, shape in enumerate(GRID)]
"""Separator, 12 hours, seconds, space, bracket, marks, long year; two of three padded."""


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("separator", "/.-")
def test_a_year_of_messages_is_always_recovered(order, separator):
    for shape in SHAPES:
        if shape[0] == separator:
            assert check(YEAR, (order, *shape))


@pytest.mark.parametrize("order", ORDERS)
def test_what_no_order_of_time_can_tell_is_ambiguous_and_never_wrong(order):
    asked = 0
    for shape in SHAPES[::17]:
        recovered = check(WEEK, (order, *shape))
        assert recovered == (order == "ymd")  # the year 2004 is before any such chat
        asked += not recovered
        assert check(WEEK, (order, *shape), dates=order)
    assert asked == (0 if order == "ymd" else len(SHAPES[::17]))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("times", [ONE_DAY, YEAR[:1], YEAR[1:2], WEEK[:2], YEAR[3:4]])
def test_short_chats_are_right_or_ambiguous(order, times):
    for shape in SHAPES[::31]:
        check(times, (order, *shape))
