"""Which contacts a look ahead can rest on."""

import pytest

from undertow.inference.totals import contacts_answered
from undertow.record import Entry, arrange, daily, to_record

FIRST = 20000.0


def seen(*more, apart=True):
    """Contacts that count in a record begun with a separation, or together."""
    start = Entry(FIRST, FIRST + 1, "left" if apart else "returned", precision="day")
    end = Entry(FIRST + 40, FIRST + 41, "mood", 5.0, precision="day")
    return contacts_answered(daily(to_record(arrange([start, *more, end])[0])))


def on(day, kind, value=None):
    return Entry(FIRST + day + 0.5, FIRST + day + 0.5, kind, value)


@pytest.mark.parametrize(("before", "after"), [(19, 20), (13, 23), (17, 21)])
def test_a_contact_with_answers_on_both_sides_counts(before, after):
    assert seen(on(before, "craving", 4.0), on(20, "contact"), on(after, "craving", 6.0)) == 1


@pytest.mark.parametrize(("before", "after"), [(12, 21), (19, 24), (20, 20)])
def test_one_with_answers_too_far_off_or_none_before_does_not(before, after):
    assert seen(on(before, "craving", 4.0), on(20, "contact"), on(after, "craving", 6.0)) == 0


def test_needed_contact_counts_as_well_and_other_ratings_do_not():
    assert seen(on(19, "craving", 4.0), on(20, "needed"), on(21, "craving", 6.0)) == 1
    assert seen(on(19, "stress", 4.0), on(20, "contact"), on(21, "stress", 6.0)) == 0


def test_being_together_is_no_contact():
    said = (on(19, "craving", 4.0), on(20, "contact"), on(21, "craving", 6.0))
    assert seen(*said, apart=False) == 0
