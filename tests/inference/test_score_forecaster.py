"""Our forecaster: nothing from the future, right on simulated truth, sane on small tables."""

from dataclasses import replace

import numpy as np
import panels
import pytest
from panels import simulated

from undertow.inference.score import baselines, forecaster, measures
from undertow.inference.score.forecaster import foretell
from undertow.inference.score.grid import MOST_POINTS, answer_grid
from undertow.inference.score.location import expected
from undertow.inference.score.memory import fading_mean
from undertow.inference.score.panel import Panel, Series, panel_of
from undertow.inference.score.pool import learn_weights, log_odds, probability
from undertow.inference.score.rows import score
from undertow.inference.score.table import Target


@pytest.fixture(scope="module")
def panel() -> Panel:
    return simulated()


@pytest.fixture(scope="module")
def skill(panel):
    return foretell(panel)


def _with_events(panel: Panel) -> Panel:
    traces = np.random.default_rng(5).random((*panel.answers.shape, 2))
    return replace(panel, events=traces * panel.given[:, :, None])


@pytest.mark.parametrize("dated", [False, True], ids=["without events", "with events"])
@pytest.mark.parametrize("back", [1, 5, 12])
def test_a_changed_answer_changes_no_earlier_forecast_and_no_other_person(panel, dated, back):
    whole = _with_events(panel) if dated else panel
    who = 3
    when = int(np.flatnonzero(whole.test[who])[-back])
    answers = whole.answers.copy()
    answers[who, when:][whole.test[who, when:]] = 10 - answers[who, when:][whole.test[who, when:]]
    assert not np.array_equal(answers, whole.answers)
    before, after = foretell(whole), foretell(replace(whole, answers=answers))
    same = whole.given.copy()
    same[who, when:] = False
    np.testing.assert_array_equal(before.median[same], after.median[same])
    np.testing.assert_array_equal(before.crps[same], after.crps[same])
    np.testing.assert_array_equal(before.inside[same], after.inside[same])
    assert before.median[who, when] == after.median[who, when]  # it does not know what comes


def test_a_changed_answer_does_change_later_forecasts(panel):
    answers = panel.answers.copy()
    first = int(np.flatnonzero(panel.test[3])[0])
    answers[3, first : first + 4] = 10 - answers[3, first : first + 4]
    after = foretell(replace(panel, answers=answers))
    later = panel.test[3].copy()
    later[: first + 4] = False
    assert not np.array_equal(foretell(panel).crps[3, later], after.crps[3, later])


def test_what_is_learned_knows_training_answers_only(panel):
    answers = np.where(panel.test, 10 - panel.answers, panel.answers)
    before, after = (
        forecaster.learn(replace(panel, answers=each)) for each in (panel.answers, answers)
    )
    np.testing.assert_array_equal(before.weights, after.weights)
    np.testing.assert_array_equal(before.everybody.answers, after.everybody.answers)
    np.testing.assert_array_equal(before.everybody.location.weights, after.everybody.location[2])


def test_it_comes_close_to_the_distribution_that_made_the_answers():
    panel = simulated(people=60, count=100, seed=2)
    rng = np.random.default_rng(2)
    rng.integers(80, 101, size=60)
    levels = rng.uniform(-1, 9, size=60)
    last = baselines.persistence(panel)
    expected = panels.expectation(levels[:, None], last)[panel.test]
    noise = panels.NOISE * np.random.default_rng(3).standard_normal((400, 1))
    grid = np.arange(11.0)
    drawn = np.clip(np.round(expected + noise), panels.LOW, panels.HIGH)
    truth = (drawn[:, :, None] <= grid).mean(axis=0)
    best = measures.grid_crps(truth, grid, panel.answers[panel.test]).mean()
    ours = foretell(panel).crps[panel.test].mean()
    assert best < ours < 1.08 * best  # each person's level and memory must be learned


def test_80_percent_intervals_hold_80_percent_of_simulated_answers():
    held = []
    for seed in (10, 11):
        panel = simulated(people=40, count=60, seed=seed)
        held.append(foretell(panel).inside[panel.test].mean())
    assert 0.77 <= np.mean(held) <= 0.84


def test_it_is_closer_than_the_moving_average_where_answers_sit_on_the_floor():
    low = simulated(levels=(-5.0, 2.0), seed=1)
    assert (low.answers[low.test] == 0).mean() > 0.5
    row = score(Target("mood", low, 0, 0), 30, lambda share: None)
    assert row.ratios.crps.high95 < 0.98
    assert row.ratios.mae.value < 0.98


def test_it_is_no_worse_where_a_moving_average_is_at_its_best():
    even = simulated(people=60, levels=(4.0, 6.0), seed=1)
    row = score(Target("mood", even, 0, 0), 30, lambda share: None)
    assert row.ratios.crps.value < 1.01
    assert row.ratios.mae.value < 1.01


def test_after_a_long_gap_the_last_answer_says_less():
    rng = np.random.default_rng(0)
    people = []
    for _ in range(40):
        gaps = rng.choice([0.1, 4.0], size=80)
        walk = [0.0]
        for gap in gaps[1:]:
            kept = np.exp(-gap)
            walk.append(kept * walk[-1] + 2 * np.sqrt(1 - kept**2) * rng.normal())
        answers = np.clip(np.round(5 + np.array(walk)), 0, 10)
        people.append(Series(gaps.cumsum(), answers, np.zeros((80, 0))))
    panel = panel_of("mood", 0.0, 10.0, people)
    learned = forecaster.learn(panel)
    where, _ = expected(panel, learned.everybody.location, 1.0)
    last = baselines.persistence(panel)
    gap = np.diff(panel.times, axis=1, prepend=0)
    far = panel.test & (np.abs(last - 5) > 2)
    long, short = (
        np.mean(np.abs(where - 5)[far & which]) / np.mean(np.abs(last - 5)[far & which])
        for which in (gap > 1, gap < 1)
    )
    assert long < 0.6 * short


def test_memories_are_what_their_rates_say():
    answers = np.array([[3.0, 8.0, 1.0, 4.0]])
    gap = np.ones((1, 4))
    assert fading_mean(answers, gap, 1.0, 5.0, 0.0)[0, 1:] == pytest.approx([3, 8, 1], abs=1e-4)
    assert fading_mean(answers, gap, 0.0, 5.0, 2.0)[0] == pytest.approx(
        [5, 13 / 3, 21 / 4, 22 / 5], abs=1e-4
    )
    by_hand = (0.5 * (0.5 * 3 + 8) + 1) / (0.25 + 0.5 + 1)
    assert fading_mean(answers, gap, 0.5, 5.0, 0.0)[0, 3] == pytest.approx(by_hand, abs=1e-4)
    slower = fading_mean(answers, np.array([[1.0, 1.0, 2.0, 1.0]]), 0.5, 5.0, 0.0)[0, 3]
    by_hand = (0.25 * (0.5 * 3 + 8) + 1) / (0.125 + 0.25 + 1)
    assert slower == pytest.approx(by_hand, abs=1e-4)


def test_forecasts_lie_on_the_scale(panel, skill):
    assert set(np.unique(skill.median[panel.test])) <= set(answer_grid(panel))


def test_another_unit_changes_only_the_unit(panel, skill):
    other = replace(
        panel, answers=np.where(panel.given, 20 + 3 * panel.answers, 0), low=20.0, high=50.0
    )
    found = foretell(other)
    there = panel.test
    assert found.median[there] == pytest.approx(20 + 3 * skill.median[there], abs=1e-6)
    assert found.crps[there] == pytest.approx(3 * skill.crps[there], abs=1e-3)


def test_filling_up_changes_nothing(panel, skill):
    wide = replace(
        panel,
        **{
            name: np.pad(getattr(panel, name), ((0, 0), (0, 9)))
            for name in ("answers", "times", "train", "test")
        },
        events=np.pad(panel.events, ((0, 0), (0, 9), (0, 0))),
    )
    found = foretell(wide)
    length = panel.answers.shape[1]
    there = panel.test
    np.testing.assert_allclose(found.crps[:, :length][there], skill.crps[there], atol=1e-6)
    np.testing.assert_array_equal(found.inside[:, :length][there], skill.inside[there])


def test_people_taken_in_turns_get_the_same_forecasts(panel, skill, monkeypatch):
    monkeypatch.setattr(forecaster, "_AT_ONCE", 50_000)
    found = foretell(panel)
    np.testing.assert_allclose(found.crps[panel.test], skill.crps[panel.test], atol=1e-6)


def test_an_event_that_moves_every_answer_is_used():
    rng = np.random.default_rng(0)
    people = []
    for _ in range(20):
        trace = rng.integers(0, 2, size=60).astype(float)
        answers = np.clip(np.round(3 + 4 * trace + rng.normal(size=60)), 0, 10)
        people.append(Series(np.arange(60.0), answers, trace[:, None]))
    row = score(Target("mood", panel_of("mood", 0.0, 10.0, people), 0, 0), 30, lambda share: None)
    assert row.events.crps.high95 < 0.8


@pytest.mark.parametrize("value", [0.0, 4.0, 10.0])
def test_answers_that_never_change_are_foretold_without_error(value):
    people = [Series(np.arange(40.0), np.full(40, value), np.zeros((40, 0))) for _ in range(3)]
    row = score(Target("mood", panel_of("mood", 0.0, 10.0, people), 0, 0), 30, lambda share: None)
    assert row.model.mae == 0
    assert row.ratios.mae is None
    assert "Every answer is the same" in row.notes[0]


def test_one_person_with_thirty_answers_gets_a_row(panel):
    few = panels.series(np.random.default_rng(4), 30, 4.0)
    row = score(Target("mood", panel_of("mood", 0.0, 10.0, [few]), 0, 0), 30, lambda share: None)
    assert (row.people, row.points) == (1, 9)
    assert row.ratios.mae.low95 is None
    assert "one person" in row.notes[0]
    assert "Only 9 answers test" in row.notes[1]
    assert np.isfinite([*row.model, *row.ewma]).all()


def test_nobody_with_enough_answers_gets_a_row_that_says_so():
    row = score(Target("mood", None, 7, 0), 30, lambda share: None)
    assert (row.people, row.points, row.left_out, row.model) == (0, 0, 7, None)
    assert "Nobody has 30 answers" in row.notes[0]


def test_the_grid_is_the_answers_that_the_scale_allows():
    def grid(low, high, answers):
        answers = np.array(answers, dtype=float)
        one = Series(np.arange(len(answers)) * 1.0, answers, np.zeros((len(answers), 0)))
        return answer_grid(panel_of("mood", low, high, [one]))

    np.testing.assert_allclose(grid(1.0, 7.0, [2, 3, 4] * 10), np.arange(1, 8))
    np.testing.assert_allclose(grid(1.0, 5.0, [1.2, 1.4, 3.33] * 10)[[0, -1]], [1, 5])
    assert len(grid(0.0, 1.0, np.random.default_rng(0).random(40))) == MOST_POINTS
    np.testing.assert_allclose(grid(0.0, 10.0, [10] * 30), [0, 10])


def test_pooled_weights_find_the_expert_that_is_right():
    rng = np.random.default_rng(0)
    right, wrong = rng.normal(size=(2, 4000, 3)).cumsum(axis=2)
    came = rng.random((4000, 1)) < 1 / (1 + np.exp(-right))
    odds = np.stack([right, wrong], axis=-1)
    weights = learn_weights(odds, came, np.full(3, 1 / 3), np.array([0.5, 0.5]), 5.0)
    assert weights == pytest.approx([1, 0], abs=0.1)


def test_a_pooled_distribution_never_falls_and_ends_at_one():
    odds = np.random.default_rng(0).normal(size=(50, 7))
    found = probability(odds)
    assert (np.diff(found, axis=1) >= 0).all()
    assert (found[:, -1] == 1).all()
    assert np.isfinite(log_odds(np.array([0.0, 1.0]))).all()
