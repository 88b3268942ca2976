"""Entries drawn at random: anything a person could have written, and nothing they could not."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from undertow.record import DETAILS, EVENTS, RATINGS, Entry
from undertow.record.moment import read_moment

NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES = st.none() | st.integers(0, 10).map(float) | st.floats(0, 10)


@st.composite
def times(draw: st.DrawFn) -> str:
    """A time within three weeks, to any precision."""
    day = draw(st.dates(date(2025, 3, 20), date(2025, 4, 10)))
    precision = draw(st.sampled_from(["instant", "minute", "day", "month", "year"]))
    if precision == "year":
        return f"{day.year}"
    if precision == "month":
        return f"{day:%Y-%m}"
    if precision == "day":
        return f"{day}"
    clock = draw(st.times())
    if precision == "minute":
        clock = clock.replace(second=0, microsecond=0)
    zone = draw(st.sampled_from(["", "Z", "+02:00", "-09:30", "+14:00"]))
    return f"{day}T{clock.isoformat()}{zone}"


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry of any kind."""
    moment = read_moment(draw(times()))
    kind = draw(st.sampled_from(EVENTS + RATINGS))
    detail = draw(st.none() | st.sampled_from(DETAILS[kind])) if kind in DETAILS else None
    return Entry(
        moment.earliest,
        moment.latest,
        kind,
        draw(VALUES),
        detail,
        draw(NOTES),
        precision=moment.precision,
        offset=moment.offset,
    )


st.register_type_strategy(Entry, entries())
