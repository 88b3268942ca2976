from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.record import Entry, Event, Rating, arrange, grid, to_record
from undertow.record.gridding import DOSE_DAYS

ENTRIES = st.lists(st.from_type(Entry), max_size=12).map(lambda some: [*some, on(20170.0)])
STEPS = (1.0, 1 / 2, 1 / 4, 1 / 24, 1 / 96)


def at(time: float, kind: str = "harm", value: float | None = None) -> Entry:
    return Entry(time, time, kind, value)


def on(day: float, kind: str = "harm", value: float | None = None) -> Entry:
    return Entry(day, day + 1, kind, value, precision="day")


def record_of(*entries: Entry):
    return to_record(arrange(entries)[0])


def arrays(thing) -> dict[str, np.ndarray]:
    return {name: value for name, value in vars(thing).items() if isinstance(value, np.ndarray)}


@pytest.mark.parametrize("step", STEPS)
@given(entries=ENTRIES)
def test_doses_keep_their_total_whatever_the_step(step, entries):
    record = record_of(*entries)
    on_steps = grid(record, step)
    for known, dose in ((True, on_steps.dose), (False, on_steps.unknown_dose)):
        for kind in Event:
            chosen = (record.events.kind == kind) & (record.events.strength_known == known)
            total = DOSE_DAYS * record.events.strength[chosen].sum()
            assert dose[kind].sum() * step == pytest.approx(total, abs=1e-9)
    assert on_steps.count.sum() == len(record.events.kind)
    assert on_steps.answers.sum() == record.ratings.answered.sum()


@given(entries=ENTRIES)
def test_hours_gathered_into_quarter_days_are_the_quarter_days(entries):
    record = record_of(*entries)
    fine, coarse = grid(record, 1 / 24), grid(record, 1 / 4)

    def gathered(array: np.ndarray) -> np.ndarray:
        return array.reshape(*array.shape[:-1], -1, 6)

    for name in ("dose", "unknown_dose", "apart_share"):
        mean = gathered(getattr(fine, name)).mean(-1)
        np.testing.assert_allclose(mean, getattr(coarse, name), atol=1e-9)
    for name in ("count", "answers"):
        np.testing.assert_array_equal(gathered(getattr(fine, name)).sum(-1), getattr(coarse, name))
    for name in ("date_only", "skipped", "written"):
        np.testing.assert_array_equal(gathered(getattr(fine, name)).any(-1), getattr(coarse, name))
    total = gathered(fine.rating * fine.answers).sum(-1)
    np.testing.assert_allclose(total, coarse.rating * coarse.answers, atol=1e-9)


@given(entries=ENTRIES, shuffle=st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_written_changes_nothing(entries, shuffle):
    record = record_of(*entries)
    shuffle.shuffle(entries)
    shuffled = record_of(*entries)
    for thing, other in (
        (record.events, shuffled.events),
        (record.ratings, shuffled.ratings),
        (grid(record, 1 / 4), grid(shuffled, 1 / 4)),
    ):
        for name, array in arrays(thing).items():
            np.testing.assert_array_equal(array, arrays(other)[name])


@given(entries=ENTRIES)
def test_rows_written_twice_change_nothing(entries):
    once, _ = arrange(entries)
    twice, dropped = arrange([*once.entries, *once.entries])
    assert dropped == len(once.entries)
    assert twice.entries == once.entries


@given(entries=ENTRIES, before=st.integers(0, 9), after=st.integers(0, 9))
def test_empty_days_around_a_record_change_nothing_within_it(entries, before, after):
    diary, _ = arrange(entries)
    record = to_record(diary)
    padded = to_record(
        diary,
        first=record.first_day - timedelta(days=before),
        last=record.first_day + timedelta(days=record.days - 1 + after),
    )
    assert padded.days == before + record.days + after
    expected = arrays(grid(record, 1 / 24))
    # A dose of the last six hours is moved only where the record ends there.
    inside = slice(before * 24, (before + record.days) * 24 - 12)
    for name, array in arrays(grid(padded, 1 / 24)).items():
        np.testing.assert_allclose(array[..., inside], expected[name][..., :-12], atol=1e-9)


def test_an_axis_that_would_cut_entries_off_is_refused():
    diary, _ = arrange([on(20000.0), on(20005.0)])
    with pytest.raises(ValueError, match="cut"):
        to_record(diary, last=to_record(diary).first_day)


@pytest.mark.parametrize("step", [0.3, 2.0, 0.0, -1.0, 1e-9, float("nan"), float("inf")])
def test_a_step_that_does_not_divide_a_day_is_refused(step):
    with pytest.raises(ValueError, match="does not divide a day"):
        grid(record_of(on(20000.0)), step)


def test_an_event_acts_for_six_hours_and_a_dated_one_over_its_day():
    hours = grid(record_of(at(20000 + 10 / 24, "warmth"), on(20001.0, "harm")), 1 / 24)
    acting = np.flatnonzero(hours.unknown_dose[Event.warmth] > 1e-9)
    assert list(acting) == list(range(10, 16))
    np.testing.assert_allclose(hours.unknown_dose[Event.warmth, acting], 1.0)
    np.testing.assert_allclose(hours.unknown_dose[Event.harm, 24:], DOSE_DAYS)
    assert hours.count[Event.harm, 24] == 1
    assert hours.date_only[Event.harm, 24]
    assert not hours.date_only[Event.warmth].any()


@pytest.mark.parametrize("hour", range(24))
def test_a_full_hour_lies_in_its_own_step(hour):
    # Far from 1970, where a fraction of a day is rounded most.
    record = record_of(at(20411 + hour / 24, "mood", 5.0), at(20390.0, "mood", 5.0))
    assert grid(record, 1 / 24).answers[Rating.mood, 21 * 24 + hour] == 1


def test_known_and_unknown_strengths_are_kept_apart():
    quarter = grid(record_of(at(20000.0, "harm", 7.0), at(20000.5, "harm")), 1 / 4)
    np.testing.assert_allclose(quarter.dose[Event.harm], [1, 0, 0, 0])
    np.testing.assert_allclose(quarter.unknown_dose[Event.harm], [0, 0, 1, 0])


def test_several_entries_in_one_step_add_up_or_are_averaged():
    record = record_of(
        at(20000.0, "harm", 7.0),
        at(20000.01, "harm", 7.0),
        at(20000.02, "fear", 2.0),
        at(20000.03, "fear", 6.0),
    )
    day = grid(record, 1.0)
    assert day.count[Event.harm, 0] == 2
    assert day.dose[Event.harm, 0] == pytest.approx(2 * DOSE_DAYS)
    assert day.rating[Rating.fear, 0] == pytest.approx(0.4)
    assert day.answers[Rating.fear, 0] == 2


def test_not_asked_and_skipped_differ_and_both_have_a_safe_fill():
    day = grid(record_of(at(20000.5, "fear", None), at(20000.5, "hope", 0.0)), 1.0)
    assert day.skipped[:, 0].nonzero()[0].tolist() == [Rating.fear]
    assert day.rated[:, 0].nonzero()[0].tolist() == [Rating.hope]
    assert np.isfinite(day.rating).all()


def test_a_dose_that_would_run_past_the_end_is_moved_back_and_stays_bounded():
    quarter = grid(record_of(on(20000.0, "mood", 5.0), at(20000 + 23.5 / 24, "harm", 7.0)), 1 / 24)
    assert quarter.dose[Event.harm].max() <= 1 + 1e-9
    assert quarter.dose[Event.harm, :18].sum() == pytest.approx(0)
