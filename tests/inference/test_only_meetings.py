"""Of a record that holds only who met and when, as any chat does, no pull is told (safety.md)."""

import numpy as np
import pytest

from undertow.inference import read
from undertow.inference.reading import READ_STATES
from undertow.record import Entry, arrange

FIRST = 20000.0


def kept(*more):
    """Two months of contacts after a separation, and what else is written."""
    left = Entry(FIRST, FIRST + 1, "left", precision="day")
    met = [Entry(FIRST + d, FIRST + d + 1, "contact", precision="day") for d in range(1, 60, 2)]
    return arrange([left, *met, *more])[0]


def test_meetings_alone_give_no_pull_and_no_look_ahead():
    reading = read(kept())
    assert reading.notices[0].id == "only_meetings"
    assert reading.forecast == {}
    assert reading.forecast_dates == []
    for name in READ_STATES:
        assert reading.contraction[name] == 0
        for end in (reading.states[name].mean, reading.states[name].low80):
            assert np.ptp(end) == 0


def test_whoever_meets_more_is_told_the_same():
    often = [Entry(FIRST + d, FIRST + d + 1, "contact", precision="day") for d in range(2, 60, 2)]
    one, two = read(kept()), read(kept(*often))
    for name in READ_STATES:
        assert one.states[name].mean[0] == two.states[name].mean[0]


@pytest.mark.parametrize("kind", ["harm", "relief", "naming", "craving"])
def test_a_word_on_how_it_was_is_enough(kind):
    value = 5.0 if kind == "craving" else None
    reading = read(kept(Entry(FIRST + 9, FIRST + 10, kind, value, precision="day")))
    assert "only_meetings" not in [notice.id for notice in reading.notices]
    assert reading.forecast


def test_a_question_that_was_not_answered_is_no_word():
    asked = Entry(FIRST + 9, FIRST + 10, "mood", None, precision="day")
    assert read(kept(asked)).notices[0].id == "only_meetings"
