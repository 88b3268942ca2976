"""Earlier looks ahead: made without what came later, and held against it honestly."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from undertow.inference import read
from undertow.inference.earlier import FEWEST_AFTER, FEWEST_BEFORE, earlier_forecasts
from undertow.inference.reading import READ_STATES, Band
from undertow.record import Diary, Entry, arrange
from undertow.record.record import EPOCH

FIRST = 19000


def rated(answers, *more):
    """A diary with one answer to craving a day, and what else is given."""
    entries = [
        Entry(FIRST + day + 0.5, FIRST + day + 0.5, "craving", float(answer))
        for day, answer in enumerate(answers)
    ]
    return arrange([*entries, *more])[0]


class Reader:
    """Reads nothing: says of every day ahead that the pull is in a band, and notes what it saw."""

    def __init__(self, low=0.4, high=0.6):
        self.low, self.high, self.seen = low, high, []
        few = [Entry(FIRST + 0.5, FIRST + 0.5, "harm"), Entry(FIRST + 3.5, FIRST + 3.5, "harm")]
        self._base = read(Diary(tuple(few)))

    def __call__(self, diary):
        self.seen.append(diary)
        last = int(max(entry.latest for entry in diary.entries))
        dates = [EPOCH + timedelta(days=day) for day in range(FIRST, last + 1)]
        mean = (self.low + self.high) / 2
        known, ahead = (
            Band(np.full(n, mean), np.full(n, self.low), np.full(n, self.high))
            for n in (len(dates), 90)
        )
        return replace(
            self._base,
            dates=dates,
            states=dict.fromkeys(READ_STATES, known),
            forecast_dates=[dates[-1] + timedelta(days=day + 1) for day in range(90)],
            forecast={"as_it_has_been": ahead},
        )


@pytest.fixture(scope="module")
def reader():
    return Reader()


def test_a_look_never_sees_what_came_after_it(reader):
    reader.seen.clear()
    found = earlier_forecasts(rated(np.full(60, 4.0)), reader)
    assert found
    for diary, made in zip(reader.seen, sorted({one.made for one in found}), strict=True):
        assert max(entry.latest for entry in diary.entries) <= (made - EPOCH).days + 1
    assert all(one.day > one.made for one in found)


def test_each_answer_is_counted_once(reader):
    found = earlier_forecasts(rated(np.full(90, 4.0)), reader)
    days = [one.day for one in found]
    assert len(days) == len(set(days)) >= FEWEST_AFTER


def test_ranges_are_on_the_persons_own_scale_and_hold_what_they_promise(reader):
    luck = np.random.default_rng(5)
    answers = np.clip(5 + luck.normal(0, 1.2, 400), 0, 10).round(1)
    found = earlier_forecasts(rated(answers), reader)
    inside = np.mean([one.low80 <= one.answer <= one.high80 for one in found])
    assert len(found) > 60
    assert 0.6 < inside <= 1
    middle = np.mean([(one.low80 + one.high80) / 2 for one in found])
    assert abs(middle - 5) < 0.7


def test_answers_that_jump_away_are_told_as_outside(reader):
    answers = np.concatenate([np.full(FEWEST_BEFORE, 1.0), np.full(20, 9.5)])
    first = earlier_forecasts(rated(answers), reader)
    early = [one for one in first if one.made == min(o.made for o in first)]
    assert all(one.answer > one.high80 for one in early)


def test_after_a_separation_nothing_is_held_against_it(reader):
    left = Entry(FIRST + 22.2, FIRST + 22.2, "left")
    found = earlier_forecasts(rated(np.full(50, 4.0), left), reader)
    turned = EPOCH + timedelta(days=FIRST + 22)
    assert not any(one.made < turned <= one.day for one in found)
    assert any(one.made > turned for one in found)


def test_too_few_answers_give_nothing_and_cost_no_reading(reader):
    reader.seen.clear()
    assert earlier_forecasts(rated(np.full(FEWEST_BEFORE + FEWEST_AFTER - 1, 4.0)), reader) == []
    assert reader.seen == []


def test_a_real_reader_can_be_asked():
    luck = np.random.default_rng(2)
    told = [Entry(FIRST + d + 0.4, FIRST + d + 0.4, "harm", 5.0) for d in (3, 15, 28)]
    diary = rated(np.clip(luck.normal(4, 1.5, 40), 0, 10), *told)
    shares = []
    found = earlier_forecasts(diary, read, shares.append)
    assert shares[-1] == 1.0
    assert all(0 <= one.low80 <= one.high80 <= 10 for one in found)
    assert isinstance(found[0].made, date)
