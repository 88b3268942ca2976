"""A simulated diary: everything written happened, and what is left out is left out by chance."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from undertow.engine.diarist import (
    SLOTS,
    Style,
    Truth,
    daily_stage,
    draw_style,
    truth,
    write_diary,
)
from undertow.engine.life import APART, STAGE_NAMES, Habits, Slot, simulate
from undertow.record import Diary, Entry
from undertow.record.kinds import RATINGS, RELIEF_DETAILS
from undertow.theory import Inputs, Parameters, States, rating
from undertow.theory.partner import INCIDENT, PARTNERS, RECONCILIATION
from undertow.theory.readouts import pull, readouts, withdrawal

FIRST, DAYS, PEOPLE = 20_000, 150, 8
PRACTICES = ("naming", "support", "soothing", "identity", "grieving")
TURNS = ("left", "returned")
ALL_RATINGS = np.ones(len(RATINGS), bool)
RESTLESS = Parameters(leaving_base=0.004, returning_base=0.02)
"""Leaves and goes back more often than people do, to see many."""
TALKATIVE = Style(
    *(1.0,) * 10,
    asked=ALL_RATINGS,
    skips=0.0,
    intercept=np.array([scale.intercept for scale in rating.SCALES]),
    gain=np.array([scale.gain for scale in rating.SCALES]),
    noise=np.full(len(RATINGS), rating.NOISE_SD),
)
"""Writes everything down, with the hour and the strength."""

people = pytest.mark.parametrize("person", range(PEOPLE))


@cache
def everyone() -> Slot:
    """Some people with the cycle early, who leave and go back now and then."""
    partner = PARTNERS["cycle"]._replace(first_median=8.0, calm_median=8.0, pursuit=0.3)
    habits = Habits(naming=0.2, support=0.2, soothing=0.2, identity=0.2, grieving=0.2, cue=0.2)
    return simulate(RESTLESS, partner, habits, float(DAYS), 4, np.arange(PEOPLE))[0]


def slots_of(person: int) -> Slot:
    lived = everyone()
    return Slot(
        Inputs(*(field[:, person] for field in lived.inputs)),
        lived.stage[:, person],
        lived.cycles[:, person],
        States(*(field[:, person] for field in lived.means)),
    )


def written(person: int, style: Style, missing: np.ndarray | None = None) -> Diary:
    rng = np.random.default_rng(person)
    return write_diary(slots_of(person), Parameters(), style, FIRST, rng, missing)


@cache
def in_full(person: int) -> Diary:
    return written(person, TALKATIVE)


def of_kind(diary: Diary, *kinds: str) -> list[Entry]:
    return [entry for entry in diary.entries if entry.kind in kinds]


def slot_of(entry: Entry) -> int:
    return int((entry.earliest - FIRST) * SLOTS)


def day_of(entry: Entry) -> int:
    return int(entry.earliest - FIRST)


def turns(diary: Diary) -> list[tuple[int, str]]:
    return [(slot_of(entry), entry.kind) for entry in of_kind(diary, *TURNS)]


def by_day(values: np.ndarray) -> np.ndarray:
    return values.reshape(DAYS, SLOTS)


def test_there_is_something_to_write_of_everything():
    kinds = {entry.kind for person in range(PEOPLE) for entry in in_full(person).entries}
    events = ("harm", "warmth", "apology", "contact", "cue", "relief")
    assert kinds == {*events, *PRACTICES, *TURNS, *RATINGS}


# Everything written happened


@people
def test_each_harm_and_warmth_lies_in_the_slot_that_has_it(person):
    slots, diary = slots_of(person), in_full(person)
    for kind in ("harm", "warmth"):
        doses = getattr(slots.inputs, kind) * (slots.stage != APART)
        places = [slot_of(entry) for entry in of_kind(diary, kind)]
        assert len(set(places)) == len(places)
        assert np.all(doses[places] > 0)
        assert {*np.flatnonzero(doses > 0.6)} <= {*places}  # large things are not left out


@people
def test_with_a_date_alone_it_lies_in_the_day_that_has_it(person):
    slots, diary = slots_of(person), written(person, TALKATIVE._replace(clock=0.0))
    for kind in ("harm", "warmth"):
        doses = by_day(getattr(slots.inputs, kind) * (slots.stage != APART))
        entries = of_kind(diary, kind)
        assert all(np.any(doses[day_of(entry)] > 0) for entry in entries)
        assert all(
            (entry.latest - entry.earliest, entry.precision) == (1, "day") for entry in entries
        )


@people
def test_what_one_did_and_whom_one_met_lies_in_its_slot(person):
    inputs, diary = slots_of(person).inputs, in_full(person)
    for kind in ("contact", *PRACTICES):
        doses = inputs.onset if kind == "contact" else getattr(inputs, kind)
        places = [slot_of(entry) for entry in of_kind(diary, kind)]
        assert places == np.flatnonzero(doses > 0).tolist(), kind
    cues = [slot_of(entry) for entry in of_kind(diary, "cue")]
    assert np.all(inputs.cue[cues] > 0)


@people
def test_turning_points_are_where_they_were(person):
    slots, diary = slots_of(person), in_full(person)
    apart = np.concatenate([[False], slots.stage == APART])
    expected = [
        (slot, "left" if apart[slot + 1] else "returned")
        for slot in np.flatnonzero(np.diff(apart))
        if slot > 0
    ]
    assert turns(diary) == expected


@people
def test_apologies_fall_on_days_of_reconciliation_and_relief_on_days_of_threat(person):
    slots, diary = slots_of(person), in_full(person)
    sorry = by_day(slots.stage == RECONCILIATION).any(axis=1)
    afraid = by_day(slots.means.threat).mean(axis=1) > 0.25
    warm = by_day(slots.inputs.warmth).any(axis=1)
    assert all(sorry[day_of(entry)] for entry in of_kind(diary, "apology"))
    reliefs = of_kind(diary, "relief")
    assert [day_of(entry) for entry in reliefs] == np.flatnonzero(afraid).tolist()
    assert {entry.detail for entry in reliefs} <= {*RELIEF_DETAILS}
    assert all(warm[day_of(entry)] for entry in reliefs if entry.detail == "them")


@people
def test_strengths_follow_what_happened(person):
    slots, diary = slots_of(person), in_full(person)
    for entry in of_kind(diary, "harm", "warmth"):
        dose = getattr(slots.inputs, entry.kind)[slot_of(entry)]
        assert entry.value is not None
        assert entry.value in range(1, 11)
        assert abs(entry.value - np.clip(7 * dose, 1, 10)) <= 3.5
    unsized = written(person, TALKATIVE._replace(strength=0.0))
    assert all(entry.value is None for entry in unsized.entries if entry.kind not in RATINGS)


# Ratings


@people
def test_ratings_are_whole_numbers_once_a_day(person):
    diary = in_full(person)
    for kind in RATINGS:
        answers = of_kind(diary, kind)
        assert [entry.earliest for entry in answers] == [FIRST + d + 21 / 24 for d in range(DAYS)]
        assert {entry.value for entry in answers} <= {*range(11)}


def test_ratings_read_their_readout_and_share_one_level():
    """Without noise of its own, each answer is off by its share in the level of the day."""
    slots = slots_of(0)
    diary = written(0, TALKATIVE._replace(noise=np.zeros(len(RATINGS))))
    felt = readouts(slots.means, slots.inputs, Parameters())
    levels = []
    for kind, scale in rating.SCALES._asdict().items():
        answers = np.array([entry.value for entry in of_kind(diary, kind)]) / 10
        means = by_day(getattr(felt, kind)).mean(axis=1)
        level = (answers - scale.intercept - scale.gain * means) / scale.loading
        levels.append(np.where((answers > 0) & (answers < 1), level, np.nan))
    shared = np.nanmean(levels, axis=0)
    assert np.nanstd(levels - shared) < 0.06  # answers are rounded to tenths
    assert np.std(shared) == pytest.approx(rating.LEVEL_SD, rel=0.35)
    assert np.corrcoef(shared[1:], shared[:-1])[0, 1] > 0.5


def test_ratings_that_are_not_asked_are_absent_and_skipped_ones_blank():
    asked = np.arange(len(RATINGS)) < 2
    diary = written(0, TALKATIVE._replace(asked=asked, skips=0.25))
    answers = of_kind(diary, *RATINGS)
    assert {entry.kind for entry in answers} == {*RATINGS[:2]}
    assert len(answers) == 2 * DAYS
    skipped = np.mean([entry.value is None for entry in answers])
    assert skipped == pytest.approx(0.25, abs=0.1)


# What is left out


@people
def test_missing_days_have_no_entry_but_turning_points(person):
    missing = np.random.default_rng(person).random(DAYS) < 0.4
    diary = written(person, TALKATIVE, missing)
    others = [entry for entry in diary.entries if entry.kind not in TURNS]
    days = {day_of(entry) for entry in others}
    assert days == {*np.flatnonzero(~missing)}
    assert turns(diary) == turns(in_full(person))


def test_who_writes_on_no_day_still_dates_turning_points():
    for person in range(PEOPLE):
        diary = written(person, TALKATIVE._replace(writes=0.0))
        assert {entry.kind for entry in diary.entries} <= {*TURNS}
        assert turns(diary) == turns(in_full(person))
        nothing = TALKATIVE._replace(writes=0.0, turning_point=0.0)
        assert written(person, nothing).entries == ()


@pytest.mark.parametrize("chance", ["writes", "harm", "warmth", "contact", "practice", "strength"])
def test_each_chance_thins_its_own_kind(chance):
    def counts(entry: Entry) -> bool:
        if chance == "strength":
            return entry.kind in ("harm", "warmth") and entry.value is not None
        kinds = {"writes": ("craving",), "practice": PRACTICES}
        return entry.kind in kinds.get(chance, (chance,))

    half = whole = 0
    for person in range(PEOPLE):
        thinned = written(person, TALKATIVE._replace(**{chance: 0.5}))
        half += sum(map(counts, thinned.entries))
        whole += sum(map(counts, in_full(person).entries))
    assert whole > 40
    assert half / whole == pytest.approx(0.5, abs=5 * (0.25 / whole) ** 0.5)


def test_the_same_luck_writes_the_same_diary():
    style = draw_style(np.random.default_rng(2))
    assert written(3, style) == written(3, style)
    assert written(3, style).simulated


def test_a_drawn_style_can_be_lived_up_to():
    rng = np.random.default_rng(5)
    styles = [draw_style(rng) for _ in range(300)]
    for style in styles:
        assert all(0 <= chance <= 1 for chance in (*style[:10], style.skips))
        assert style.asked.any()
        assert style.asked.shape == style.noise.shape == style.gain.shape == (len(RATINGS),)
        assert np.all(style.noise > 0)
        assert np.all(style.gain > 0)
    assert 0.4 < np.mean([style.asked.mean() for style in styles]) < 0.8


# The truth behind it


@given(
    arrays.arrays(
        np.int64, st.tuples(st.integers(1, 6).map(SLOTS.__mul__), st.integers(1, 3)),
        elements=st.integers(0, len(STAGE_NAMES) - 1),
    )
)  # fmt: skip
def test_a_day_is_incident_if_any_part_of_it_is_else_its_modal_stage(stage):
    days = daily_stage(stage)
    assert days.shape == (len(stage) // SLOTS, stage.shape[1])
    for day, person in np.ndindex(*days.shape):
        parts = stage[day * SLOTS : (day + 1) * SLOTS, person]
        if INCIDENT in parts:
            assert days[day, person] == INCIDENT
        else:
            counts = np.bincount(parts, minlength=len(STAGE_NAMES))
            assert counts[days[day, person]] == counts.max()


@people
def test_the_truth_is_that_of_the_day(person):
    slots, p = slots_of(person), Parameters()
    known = truth(slots, p)
    assert isinstance(known, Truth)
    np.testing.assert_array_equal(known.stage, daily_stage(slots.stage))
    np.testing.assert_array_equal(known.cycles, by_day(slots.cycles)[:, 0])
    means, inputs = slots.means, slots.inputs
    for name, of_slots in {
        "pull": pull(means, inputs, p),
        "withdrawal": withdrawal(means, inputs, p),
        **{name: getattr(means, name) for name in ("bond", "affection", "threat", "appraisal")},
    }.items():
        expected = by_day(of_slots).mean(axis=1)
        np.testing.assert_allclose(getattr(known, name), expected, rtol=1e-12, err_msg=name)
