"""Readings of whole and odd diaries: nothing missing, nothing impossible, nothing made up."""

from dataclasses import asdict
from datetime import timedelta

import numpy as np
import pytest
from stories import STORIES, answer, cycle_story, diary, event

from undertow.inference.read import read
from undertow.inference.reading import READ_STATES, SCENARIOS, STAGES
from undertow.record import Diary, Entry, Problem
from undertow.theory.rivals import AFFECTION, REINFORCEMENT, REPETITION, SEVERITY


def _leaves(value):
    """Every number of a nested value, flattened; text, dates and None left out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return np.concatenate([np.zeros(0), *(_leaves(part) for part in value)])
    numbers = isinstance(value, bool | int | float | np.number | np.ndarray)
    return np.asarray(value, float).reshape(-1) if numbers else np.zeros(0)


UNDER = [(story, REINFORCEMENT) for story in STORIES]
UNDER += [("regular", theory) for theory in (REPETITION, AFFECTION, SEVERITY)]


@pytest.mark.parametrize(
    ("story", "theory"), UNDER, ids=[f"{story}-{theory.name}" for story, theory in UNDER]
)
def test_a_reading_is_whole(story, theory):
    reading = read(diary(STORIES[story]), theory=theory)
    assert reading.theory == theory.name
    days = len(reading.dates)
    told = asdict(reading)
    for cycle in told["cycles"]:
        del cycle["warmth"]  # nan where nothing warm was written: said in its docstring
    assert np.isfinite(_leaves(told)).all()

    assert tuple(reading.stages) == STAGES
    chances = np.stack(list(reading.stages.values()))
    assert chances.shape == (len(STAGES), days)
    assert chances.min() >= 0
    assert chances.sum(axis=0) == pytest.approx(np.ones(days), abs=1e-6)

    assert tuple(reading.states) == READ_STATES
    for band in reading.states.values():
        assert (band.low80 <= band.high80).all()
    for name in ("pull", "affection"):
        band = reading.states[name]
        assert (band.low80 <= band.mean).all()
        assert (band.mean <= band.high80).all()

    if "only_meetings" in [notice.id for notice in reading.notices]:
        assert (reading.forecast, reading.forecast_dates) == ({}, [])
    else:
        assert tuple(reading.forecast) == SCENARIOS
        assert reading.forecast_dates[0] == reading.dates[-1] + timedelta(days=1)
    for band in reading.forecast.values():
        assert len(reading.forecast_dates) == len(band.mean)
        assert (band.low80 <= band.high80).all()

    assert set(reading.contraction) == set(READ_STATES)
    assert all(0 <= share <= 1 for share in reading.contraction.values())
    mean, low, high = reading.cycle_count
    assert low <= high
    assert mean >= 0
    for sign in reading.signs:
        assert sign.probability is None or 0 <= sign.probability <= 1
        assert sign.probability is not None or sign.shown is None


def _same(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, np.ndarray | float):
        return np.array_equal(one, other, equal_nan=True)
    return one == other


@pytest.fixture(scope="module")
def usual():
    return asdict(read(diary(STORIES["regular"])))


def test_the_same_diary_gives_the_same_reading_to_the_bit(usual):
    assert _same(usual, asdict(read(diary(STORIES["regular"]))))


@pytest.mark.parametrize("theory", [AFFECTION, SEVERITY], ids=lambda theory: theory.name)
def test_another_theory_gives_other_states_and_the_same_stages(usual, theory):
    other = asdict(read(diary(STORIES["regular"]), theory=theory))
    assert _same(usual["stages"], other["stages"])
    assert _same(usual["totals"], other["totals"])
    gap = np.abs(usual["states"]["bond"]["mean"] - other["states"]["bond"]["mean"])
    assert gap.max() > 0.02
    assert not np.array_equal(
        usual["forecast"]["no_contact"]["mean"], other["forecast"]["no_contact"]["mean"]
    )


def test_a_theory_that_gives_no_numbers_is_a_problem_and_not_a_reading():
    broken = SEVERITY._replace(name="broken", pull=lambda state, inputs, p: state.bond * np.nan)
    with pytest.raises(Problem, match="the theory broken gives what is no number"):
        read(diary(STORIES["three_entries"]), theory=broken)


def test_the_order_of_entries_changes_nothing(usual):
    entries = list(diary(STORIES["regular"]).entries)
    np.random.default_rng(1).shuffle(entries)
    assert _same(usual, asdict(read(Diary(tuple(entries), simulated=True, name="story.csv"))))


def test_entries_written_twice_change_nothing(usual):
    assert _same(usual, asdict(read(diary(STORIES["regular"] * 2))))


def test_the_seed_changes_draws_and_not_stages(usual):
    other = asdict(read(diary(STORIES["regular"]), seed=1))
    assert not np.array_equal(usual["states"]["pull"]["mean"], other["states"]["pull"]["mean"])
    for name in ("calm", "apart", "steady"):
        assert np.array_equal(usual["stages"][name], other["stages"][name])


def test_progress_only_rises_and_ends_at_one():
    shares = []
    read(diary(STORIES["three_entries"]), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_diary_without_any_day_is_a_problem_and_not_a_reading(precision):
    vague = Entry(20_000.0, 20_030.0, "harm", precision=precision)
    with pytest.raises(Problem, match="no entry has a day"):
        read(diary([vague]))


def test_signs_that_ask_for_answers_stay_open_without_any():
    signs = read(diary(STORIES["only_events"])).signs
    open_signs = {sign.id for sign in signs if sign.probability is None}
    assert {"A12.1", "A12.2", "A12.4", "A12.6", "A12.7"} <= open_signs


def test_signs_that_ask_for_events_stay_open_without_any():
    signs = read(diary(STORIES["only_ratings"])).signs
    open_signs = {sign.id for sign in signs if sign.probability is None}
    assert {"A12.3", "A12.4", "A12.7"} <= open_signs


def test_harm_followed_by_warmth_is_named_as_cycles():
    reading = read(diary(cycle_story(120)))
    mean, low, high = reading.cycle_count
    assert low <= 4 <= high
    assert abs(mean - 4) < 0.5
    harmed = reading.stages["incident"] + reading.stages["return"]
    assert harmed[[0, 30, 60, 90]].min() > 0.5
    assert len(reading.cycles) == 4
    assert [cycle.closed for cycle in reading.cycles] == [True, True, True, False]


def test_a_written_separation_is_read_as_apart():
    reading = read(diary([*cycle_story(60), event(60, "left"), answer(75, "craving", 8.0)]))
    assert reading.stages["apart"][:55].max() < 0.2
    assert reading.stages["apart"][61:].min() > 0.6


def test_ratings_alone_never_make_a_stage_certain():
    reading = read(diary(STORIES["only_ratings"]))
    assert np.stack(list(reading.stages.values())).max() < 0.85


def test_a_long_silence_is_told_as_not_known():
    reading = read(diary(STORIES["silence"]))
    chances = np.stack(list(reading.stages.values()))
    surest = chances.max(axis=0)
    assert surest[150:250].mean() < surest[:40].mean() - 0.1
    assert not reading.written[60:330].any()
    _, low, high = reading.cycle_count
    assert high - low >= 3
