"""What came after kindness: a person's own dates and counts, and nothing said of the future."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visitor import entry, wall_at

from undertow.app.screens.after_kindness import (
    LOOKING_ON,
    MAKING_UP,
    counted,
    times,
    words_of_then,
)
from undertow.words import english

DAYS = st.integers(1, 28).map(lambda day: f"2026-03-{day:02}")
HOURS = st.tuples(DAYS, st.integers(0, 23)).map(lambda at: f"{at[0]}T{at[1]:02}:00")
MONTHS = st.sampled_from(["2026-03", "2026"])
ENTRIES = st.lists(
    st.builds(
        entry,
        st.one_of(DAYS, HOURS, MONTHS),
        st.sampled_from(["harm", "warmth", "apology", "contact", "fear"]),
    ),
    max_size=14,
)


def comes_after(kind, harm):
    """Whether kindness may have come after harm; not if it was surely over before."""
    if kind.precision == "instant" and harm.precision == "instant":
        return kind.earliest >= harm.earliest
    if kind.precision == "instant":
        return kind.earliest >= harm.earliest
    return kind.latest > harm.earliest


def naive(entries):
    """The same times counted harm by harm, straight from their meaning."""
    dated = [one for one in entries if one.precision in ("instant", "day")]
    harms = [one for one in dated if one.kind == "harm"]
    kinds = [one for one in dated if one.kind in ("warmth", "apology")]
    found = []
    for kind in kinds:
        before = [harm for harm in harms if comes_after(kind, harm)]
        after = [harm for harm in harms if not comes_after(kind, harm)]
        if not before:
            continue
        last = max(harm.earliest for harm in before)
        first_kind = min(
            (one.latest if one.precision == "day" else one.earliest)
            for one in kinds
            if all(comes_after(one, harm) for harm in before)
        )
        own = kind.latest if kind.precision == "day" else kind.earliest
        if own == first_kind and math.floor(kind.earliest) - math.floor(last) <= MAKING_UP:
            again = min((harm.earliest for harm in after), default=None)
            found.append((last, math.floor(kind.earliest), again))
    return sorted(set(found))


@given(ENTRIES)
def test_the_times_are_those_of_a_naive_recount(entries):
    found = [
        (time.harm.earliest, time.kind_day, time.again and time.again.earliest)
        for time in times(entries)
    ]
    assert found == naive(entries)


@given(ENTRIES, st.integers(0, 90))
def test_the_counts_are_those_of_a_naive_recount(entries, days_later):
    today = math.floor(entry("2026-03-01", "harm").earliest) + days_later
    over = [one for one in naive(entries) if today - one[1] > LOOKING_ON]
    followed = [one for one in over if one[2] and math.floor(one[2]) - one[1] <= LOOKING_ON]
    counts = counted(times(entries), today)
    assert (counts.looked_back, counts.followed) == (len(over), len(followed))
    assert counts.enough == (len(over) >= 2)


@given(ENTRIES)
def test_the_order_of_writing_does_not_matter(entries):
    def told(given):
        return [(one.harm.earliest, one.kind_day, one.days_until_again) for one in times(given)]

    assert told(entries) == told(entries[::-1])


def test_a_month_or_a_year_is_not_taken_for_a_day():
    assert times([entry("2026-03", "harm"), entry("2026-03-04", "warmth")]) == []


@pytest.mark.parametrize(("kind", "count"), [("2026-03-15", 1), ("2026-03-16", 0)])
def test_kindness_counts_as_after_harm_for_two_weeks(kind, count):
    assert len(times([entry("2026-03-01", "harm"), entry(kind, "warmth")])) == count


def test_a_day_with_both_and_no_hours_is_harm_first_and_not_harm_again():
    (time,) = times([entry("2026-03-01", "warmth"), entry("2026-03-01", "harm")])
    assert time.again is None


def test_harm_the_day_after_a_kind_day_is_harm_again():
    entries = [
        entry("2026-03-01", "harm"),
        entry("2026-03-05", "warmth"),
        entry("2026-03-06", "harm"),
        entry("2026-03-06", "warmth"),
    ]
    first, second = times(entries)
    assert first.days_until_again == 1
    assert second.kind == entries[3]


def test_words_of_then_are_those_from_harm_to_harm_again():
    entries = [
        entry("2026-03-01T08:00", "fear", note="before"),
        entry("2026-03-01T20:00", "harm", note="the harm"),
        entry("2026-03-02", "warmth", note="the flowers"),
        entry("2026-03-09", "harm", note="again"),
        entry("2026-03-10", "fear", note="later"),
    ]
    (time,) = times(entries)
    assert [one.note for one in words_of_then(time, entries)] == [
        "the harm",
        "the flowers",
        "again",
    ]


@pytest.fixture
def with_a_past(visitor):
    """Three times with harm again, one of them long after; harm again two days ago."""
    for harm, kind in (("07-01", "07-03"), ("07-20", "07-21"), ("08-10", "08-12")):
        visitor.wrote(f"2026-{harm}", "harm", 7, "insult", f"harm of {harm}")
        visitor.wrote(f"2026-{kind}", "apology", note=f"kind of {kind}")
    visitor.wrote("2026-10-20", "harm", note="harm of 10-20")
    visitor.wrote("2026-11-19", "harm")
    return visitor


def test_a_kindness_is_saved_with_one_tap_and_looking_back_is_only_offered(with_a_past):
    with_a_past.vault.add_text("night", "Remember the floor.", 0.0)
    path = with_a_past.send("/b", act="clear")
    (saved,) = with_a_past.entries("warmth")
    assert saved.value == 6
    html = with_a_past.html(path)
    assert "Saved. You can stop here." in html
    assert 'href="/b/s"' in html
    for pushed in ("floor", "harm of", "making-up", "August"):
        assert pushed not in html


@pytest.mark.parametrize(
    ("tap", "kind", "value"),
    [("little", "warmth", 3), ("very", "warmth", 9), ("apology", "apology", None)],
)
def test_each_tap_saves_what_it_says(visitor, tap, kind, value):
    visitor.send("/b", act=tap)
    (saved,) = visitor.entries()
    assert (saved.kind, saved.value, saved.precision) == (kind, value, "instant")
    assert saved.earliest == wall_at("2026-11-21T21:14")


def test_a_tap_sent_twice_is_one_entry(visitor):
    visitor.send("/b", act="clear")
    visitor.send("/b", act="clear")
    assert len(visitor.entries()) == 1


def test_a_tap_that_is_not_there_saves_nothing(visitor):
    assert visitor.send("/b", act="marry") == "/b"
    assert visitor.entries() == []


def test_looking_saves_nothing(with_a_past):
    before = with_a_past.vault.fingerprint()
    with_a_past.see("/b/s")
    assert with_a_past.vault.fingerprint() == before


def test_the_stage_is_named_as_an_offer_with_the_dates_it_rests_on(with_a_past):
    with_a_past.send("/b", act="clear")
    seen = with_a_past.see("/b/s")
    assert "may be the making-up part of the cycle" in seen
    assert "Harm was written on 19 Nov 2026. Kindness was written on 21 Nov 2026." in seen
    assert "Only you know" in seen
    path = with_a_past.send("/b", act="name")
    assert len(with_a_past.entries("naming")) == 1
    assert "You gave it a name" in with_a_past.see(path)


def test_without_harm_shortly_before_no_stage_is_named(visitor):
    visitor.wrote("2026-10-20", "harm")
    visitor.send("/b", act="clear")
    seen = visitor.see("/b/s")
    assert "making-up part of the cycle" not in seen
    assert "No harm is written for the two weeks before" in seen


def test_what_followed_is_counted_and_dated_from_ones_own_entries(with_a_past):
    with_a_past.send("/b", act="clear")
    seen = with_a_past.see("/b/s")
    assert "In 2 of 3 times, harm was written again within 30 days." in seen
    assert "1 Jul 2026 3 Jul 2026 20 Jul 2026" in seen
    assert "10 Aug 2026 12 Aug 2026 20 Oct 2026" in seen
    assert "It does not tell what comes next" in seen
    assert "was not written cannot be seen" in seen


def test_the_latest_times_come_first_and_the_rest_is_a_tap_away(visitor):
    for month in range(1, 8):
        visitor.wrote(f"2026-{month:02}-01", "harm")
        visitor.wrote(f"2026-{month:02}-03", "warmth")
    html = visitor.html("/b/s")
    assert html.index("3 Jul 2026") < html.index("3 Mar 2026") < html.index("<details>")
    assert html.index("<details>") < html.index("3 Feb 2026") < html.index("3 Jan 2026")
    assert "Show 2 earlier times" in html


def test_too_few_times_are_told_as_too_few(visitor):
    visitor.wrote("2026-11-01", "harm")
    visitor.wrote("2026-11-02", "warmth")
    visitor.wrote("2026-11-18", "harm")
    seen = visitor.see("/b/s")
    assert "too few of these times" in seen
    assert "times, harm was written" not in seen
    assert "1 Nov 2026 2 Nov 2026 18 Nov 2026" in seen


def test_an_empty_record_has_nothing_to_show_and_says_so(visitor):
    assert "there is nothing to show" in visitor.see("/b/s")


def test_the_note_and_the_words_and_hopes_of_then_come_back(with_a_past):
    with_a_past.vault.add_text("night", "Remember the floor.", wall_at("2026-09-01T10:00"))
    with_a_past.vault.add_text("hope", "That it was the last time.", wall_at("2026-08-12T20:00"))
    with_a_past.vault.add_text("hope", "A hope of July.", wall_at("2026-07-03T20:00"))
    seen = with_a_past.see("/b/s")
    assert "Your note for a time like this Remember the floor." in seen
    assert "From 10 August 2026 to 20 October 2026" in seen
    for words in ("harm of 08-10", "kind of 08-12", "harm of 10-20", "That it was the last time."):
        assert words in seen
    assert "A hope of July." not in seen


def test_a_hope_is_kept_in_ones_own_words_and_an_empty_one_is_not(visitor):
    assert "find it under Mine" in visitor.see(visitor.send("/b", act="hope", text="Peace"))
    visitor.send("/b", act="hope", text=" ")
    assert [hope.text for hope in visitor.vault.texts("hope")] == ["Peace"]


def test_no_sentence_of_looking_back_speaks_of_chance_or_of_what_comes(with_a_past):
    with_a_past.send("/b", act="clear")
    words = english()
    said = [words.template(key) for key in words.keys() if key.startswith("app.now.")]  # noqa: SIM118
    seen = " ".join([*said, with_a_past.see("/b/s")])
    assert not re.search(
        r"chance|likely|probab|percent|%|usually|days later|\bwill (harm|hurt)", seen
    )


def test_harm_with_no_kindness_since_is_not_told_as_no_harm(with_a_past):
    seen = with_a_past.see("/b/s")
    assert "Harm was written on 19 November 2026. No kindness is written since then." in seen
    assert "No harm is written" not in seen
