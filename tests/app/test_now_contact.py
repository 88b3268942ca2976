"""What one contact did last time, from a person's own answers."""

from hypothesis import given
from hypothesis import strategies as st
from visitor import entry

from undertow.app.screens.last_contact import NEAR, Moves, beside_contacts, moves

HOURS = st.tuples(st.integers(1, 12), st.integers(0, 23)).map(
    lambda at: f"2026-03-{at[0]:02}T{at[1]:02}:00"
)
ENTRIES = st.lists(
    st.one_of(
        st.builds(entry, HOURS, st.sampled_from(["contact", "needed"])),
        st.builds(entry, HOURS, st.sampled_from(["craving", "fear"]), st.integers(0, 10)),
    ),
    max_size=16,
)


@given(ENTRIES)
def test_answers_stand_beside_the_contact_that_a_naive_search_gives(entries):
    told = beside_contacts(entries, "contact")
    contacts = sorted(one.earliest for one in entries if one.kind == "contact")
    assert [one.contact.earliest for one in told] == contacts
    for place, at in enumerate(contacts):
        last = contacts[place - 1] if place else -1e9
        following = contacts[place + 1] if place + 1 < len(contacts) else 1e9
        for scale in ("craving", "fear"):
            answers = [one for one in entries if one.kind == scale]
            before = [one for one in answers if max(last, at - NEAR) <= one.earliest < at]
            after = [one for one in answers if at <= one.earliest < following]
            after = [one for one in after if one.earliest <= at + NEAR]
            found = [one for one in told[place].changes if one.scale == scale]
            assert len(found) == bool(before and after)
            for change in found:
                latest = max(one.earliest for one in before)
                first = min(one.earliest for one in after)
                assert change.before in {a.value for a in before if a.earliest == latest}
                assert change.after in {a.value for a in after if a.earliest == first}


def test_moves_count_each_scale_up_down_and_same():
    entries = []
    for day, before, after in ((2, 4, 8), (9, 5, 5), (16, 6, 7), (23, 9, 1)):
        entries += [
            entry(f"2026-03-{day:02}T08:00", "craving", before),
            entry(f"2026-03-{day:02}T12:00", "contact"),
            entry(f"2026-03-{day:02}T20:00", "craving", after),
        ]
    assert moves(beside_contacts(entries, "contact")) == [Moves("craving", 2, 1, 1)]


def test_an_answer_of_a_day_without_hour_is_put_on_neither_side_of_that_days_contact():
    entries = [
        entry("2026-03-01", "craving", 2),
        entry("2026-03-02T12:00", "contact"),
        entry("2026-03-02", "craving", 9),
        entry("2026-03-03", "craving", 5),
    ]
    (beside,) = beside_contacts(entries, "contact")
    (change,) = beside.changes
    assert (change.before, change.after) == (2, 5)


def test_the_last_contact_is_shown_with_answers_before_and_after_and_needed_apart(visitor):
    visitor.wrote("2026-11-10T08:00", "craving", 4)
    visitor.wrote("2026-11-10T12:00", "contact")
    visitor.wrote("2026-11-11T08:00", "craving", 8)
    visitor.wrote("2026-11-18T12:00", "needed")
    seen = visitor.see("/w/c")
    contact, needed = seen.split("Needed contact: children, work or court")
    assert (
        "The last one was on 10 November 2026. Question Before After Wish for them 4 8" in contact
    )
    assert "Wish for them 1 0 0" in contact
    assert "The last one was on 18 November 2026. There are no answers" in needed
    assert "does not show that the first caused the second" in seen


def test_without_contact_the_page_says_so(visitor):
    assert "No contact is written." in visitor.see("/w/c")


def test_nothing_is_said_of_causes_where_nothing_is_set_side_by_side(visitor):
    assert "caused" not in visitor.see("/w/c")
