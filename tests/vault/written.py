"""What is written in these tests: entries by hand, and any entry a person could have written."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from undertow.record import DETAILS, EVENTS, RATINGS, Entry
from undertow.record.moment import read_moment

PASSPHRASE = "four plain words here"
TIMES = st.one_of(
    st.dates(date(2019, 1, 1), date(2025, 4, 10)).map(str),
    st.dates(date(2019, 1, 1), date(2025, 4, 10)).map(lambda day: f"{day:%Y-%m}"),
    st.sampled_from(["2017", "2018"]),
    st.builds(
        "2025-04-{:02}T{}".format, st.integers(1, 9), st.times().map(lambda t: t.isoformat())
    ),
)
NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES = st.none() | st.integers(0, 10).map(float) | st.floats(0, 10)


def an_entry(day: float, note: str = "") -> Entry:
    """A harm, `day` days after a day in 2020."""
    return Entry(18_300.0 + day, 18_300.0 + day, "harm", 6.0, "insult", note)


@st.composite
def entries(draw: st.DrawFn, zones: tuple[str, ...] = ("", "Z", "+02:00", "-09:30")) -> Entry:
    """An entry of any kind; times of day in one of the zones."""
    text = draw(TIMES)
    moment = read_moment(text + draw(st.sampled_from(zones)) if "T" in text else text)
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
