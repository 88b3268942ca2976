"""Theories side by side: each day's ratings are foretold from the days before, and no others."""

import numpy as np
import pytest
from stories import answer, cycle_story, diary, events_of

from undertow.inference.comparison import FEWEST_DAYS, Foretold, compare, scores
from undertow.inference.rating_fit import day_by_day, log_evidence
from undertow.inference.read import read
from undertow.record import daily, to_record
from undertow.theory import rating
from undertow.theory.rivals import AFFECTION, OURS, REINFORCEMENT, SEVERITY

SCALE = rating.SCALES.craving


@pytest.fixture(scope="module")
def answers():
    rng = np.random.default_rng(4)
    readout = rng.random((40, 5))
    answer = np.clip(0.1 + 0.6 * readout[:, 2] + rng.normal(0, 0.05, 40), 0, 1)
    return readout, answer, rng.random(40) < 0.8


def test_the_evidence_before_a_day_is_that_of_the_days_before(answers):
    readout, answer, answered = answers
    before, _ = day_by_day(readout, answer, answered, SCALE)
    for day in (5, 20, 39):
        then = log_evidence(readout[:day], answer[:day], answered[:day], SCALE)
        assert before[day] - before[0] == pytest.approx(then - before[0], abs=1e-9)


def test_no_day_is_foretold_from_itself_or_later_days(answers):
    readout, answer, answered = answers
    _, once = day_by_day(readout, answer, answered, SCALE)
    changed = answer.copy()
    changed[30:] = 1 - changed[30:]
    _, again = day_by_day(readout, changed, answered, SCALE)
    assert np.array_equal(once[:30], again[:30])
    assert not np.array_equal(once[30:], again[30:])


def test_the_density_of_an_answer_is_a_density(answers):
    readout, answer, _ = answers
    answered = np.ones(40, bool)
    grid = np.linspace(-3, 4, 7001)
    total = np.zeros(5)
    for value in grid[::20]:
        tried = answer.copy()
        tried[25] = value
        total += np.exp(day_by_day(readout, tried, answered, SCALE)[1][25])
    assert total * (grid[20] - grid[0]) == pytest.approx(np.ones(5), abs=1e-3)


def test_the_draw_that_made_the_answers_foretells_them_best(answers):
    _, density = day_by_day(*answers, SCALE)
    assert density.sum(axis=0).argmax() == 2


def told(values):
    return Foretold(np.asarray(values, float), np.full(4, np.sum(values) / 4))


def test_the_best_is_behind_by_nothing_and_the_rest_by_their_distance():
    days = np.arange(0, 280, 7)
    rng = np.random.default_rng(3)
    good = rng.normal(0, 1, 40)
    worse = good - 0.5 + rng.normal(0, 0.1, 40)
    first, second = scores([AFFECTION, SEVERITY], [told(worse), told(good)], days)
    assert (second.behind, second.behind_se) == (0, 0)
    assert first.behind == pytest.approx((good - worse).sum())
    assert first.behind_se < first.se
    assert first.behind > 2 * first.behind_se


def test_days_that_err_together_are_not_many_witnesses():
    days = np.arange(140)
    weekly = np.repeat(np.random.default_rng(1).normal(0, 1, 10), 14)
    alone = np.random.default_rng(1).permutation(weekly)
    zero = told(np.zeros(140) + 100)
    together, apart = (
        scores([AFFECTION, SEVERITY], [told(x), zero], days)[0].behind_se for x in (weekly, alone)
    )
    assert together > 2 * apart


def test_the_luck_of_the_draws_widens_the_error():
    days = np.arange(140)
    flat = np.zeros(140)
    lucky = Foretold(flat - 1, np.array([-140.0, -120, -160, -150]))
    first, _ = scores([AFFECTION, SEVERITY], [lucky, told(flat)], days)
    assert first.behind_se > 5


STORY = cycle_story(150)


@pytest.fixture(scope="module")
def compared():
    record = to_record(diary(STORY))
    return compare(record, daily(record), list(OURS.values()))


def test_every_theory_gets_a_finite_score_and_one_of_them_is_best(compared):
    assert [score.name for score in compared] == list(OURS)
    numbers = [[s.elpd, s.se, s.behind, s.behind_se] for s in compared]
    assert np.isfinite(numbers).all()
    assert min(score.behind for score in compared) == 0
    best = max(score.elpd for score in compared)
    assert [s.behind for s in compared] == pytest.approx([best - s.elpd for s in compared])


def test_the_same_theory_twice_cannot_be_told_apart():
    record = to_record(diary(STORY))
    twin = REINFORCEMENT._replace(name="twin")
    one, other = compare(record, daily(record), [REINFORCEMENT, twin])
    assert one.elpd == other.elpd
    assert (other.behind, other.behind_se) == (0, 0)


def test_a_record_with_few_ratings_is_not_compared_and_says_so_when_asked():
    few = [answer(day, "craving", 5.0) for day in range(FEWEST_DAYS - 1)]
    story = [entry for day in range(60) for entry in events_of(day)] + few
    reading = read(diary(story), rivals=[REINFORCEMENT, SEVERITY])
    assert reading.theories == []
    told = {notice.id: notice.values for notice in reading.notices}
    assert told["not_compared"] == {"days": FEWEST_DAYS - 1, "needed": FEWEST_DAYS}


def test_nothing_is_compared_or_missed_unless_asked():
    reading = read(diary(cycle_story(60)))
    assert reading.theories == []
    assert "not_compared" not in {notice.id for notice in reading.notices}
