from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.record import Entry, Event, Harm, Rating, Relief, arrange, daily, load, to_record
from undertow.record.strength import POOLED_STRONG, typical_strong

ENTRIES = st.lists(st.from_type(Entry), max_size=12).map(lambda some: [*some, on(20170.0)])


def on(day: float, kind: str = "harm", value: float | None = None, detail: str | None = None):
    return Entry(day, day + 1, kind, value, detail, precision="day")


def test_a_persons_typical_strong_episode_has_strength_one():
    values = [2.0] * 500 + [4.0] * 500
    record = to_record(arrange([on(20000.0 + i, "harm", v) for i, v in enumerate(values)])[0])
    assert record.events.strength.max() == pytest.approx(1.0, abs=0.01)


def test_few_values_hardly_move_what_counts_as_strong():
    assert typical_strong(np.array([])) == POOLED_STRONG
    assert typical_strong(np.array([1.0])) == pytest.approx((1 + 3 * 7) / 4)
    assert typical_strong(np.zeros(1000)) > 0


def test_kinds_have_scales_of_their_own():
    entries = [on(20000.0 + day, "harm", 2.0) for day in range(100)]
    entries += [on(20000.0 + day, "warmth", 9.0) for day in range(100)]
    events = to_record(arrange(entries)[0]).events
    assert events.strength[events.kind == Event.warmth] == pytest.approx(1, abs=0.05)
    assert events.strength[events.kind == Event.harm] == pytest.approx(1, abs=0.08)


@given(entries=ENTRIES)
def test_a_record_holds_every_dated_entry_within_its_axis_and_nothing_infinite(entries):
    diary, _ = arrange(entries)
    record = to_record(diary)
    events, ratings = record.events, record.ratings
    assert len(events.kind) + len(ratings.scale) + len(record.history.entries) == len(diary.entries)
    for part in (events, ratings):
        assert (part.earliest >= 0).all()
        assert (part.latest <= record.days).all()
        for array in vars(part).values():
            assert np.isfinite(array).all()
    assert ((ratings.value >= 0) & (ratings.value <= 1)).all()
    assert record.dates[0] == record.first_day
    assert len(record.dates) == record.days


@given(entries=ENTRIES)
def test_every_day_of_the_table_says_what_was_written_of_it(entries):
    diary, _ = arrange(entries)
    record = to_record(diary)
    table = daily(record)
    dated = [entry for entry in diary.entries if entry.precision in ("instant", "day")]
    assert table.dates == record.dates
    by_day = [[] for _ in table.dates]
    for entry in dated:
        by_day[int(entry.earliest // 1) - (table.first_day - date(1970, 1, 1)).days].append(entry)
    for day, written in enumerate(by_day):
        assert table.written[day] == bool(written)
        for kind in Event:
            here = [entry for entry in written if entry.kind == kind.name]
            assert table.happened[kind, day] == bool(here)
            assert table.count[kind, day] == len(here)
            known = any(entry.value is not None for entry in here)
            assert table.strength_known[kind, day] == known
        for scale in Rating:
            answers = [entry.value for entry in written if entry.kind == scale.name]
            answered = [answer for answer in answers if answer is not None]
            assert table.skipped[scale, day] == (len(answered) < len(answers))
            assert table.rated[scale, day] == bool(answered)
            if answered:
                assert table.rating[scale, day] == pytest.approx(np.mean(answered) / 10)


def test_details_and_summed_strengths_are_kept_by_day():
    entries = [
        on(20000.0, "harm", 7.0, "silence"),
        on(20000.0, "harm", 7.0, "money"),
        on(20000.0, "harm", None, "money"),
        on(20001.0, "harm", None),
        on(20001.0, "relief", None, "self"),
        on(20001.0, "relief", None),
    ]
    table = daily(to_record(arrange(entries)[0]))
    assert table.harm.nonzero()[0].tolist() == [Harm.silence, Harm.money]
    assert table.harm[:, 1].sum() == 0
    assert table.relief[Relief.self].tolist() == [False, True]
    assert table.strength[Event.harm].tolist() == [2.0, 0.0]
    assert table.relief.sum() == 1
    assert table.count[Event.harm].tolist() == [3, 1]


def test_loading_tells_of_duplicates_and_of_the_story_so_far(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text(
        "# simulated\ntime,kind,value,detail,note\n2021,warmth,,,met\n"
        "2025-04-03,harm,,,\n2025-04-05,harm,,,\n2025-04-03,harm,,,\n2025-04,harm,,,\n"
    )
    loaded = load(path, today=date(2026, 1, 1))
    assert loaded.diary.simulated
    assert loaded.diary.name == "diary.csv"
    assert [(notice.id, notice.values) for notice in loaded.notices] == [
        ("duplicates", {"count": 1}),
        ("story_so_far", {"count": 2}),
    ]


def test_a_month_within_the_record_is_told_apart_from_the_story_before_it(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("time,kind\n2025-03-03,harm\n2025-04,harm\n2025-04-20,harm\n")
    loaded = load(path, today=date(2026, 1, 1))
    assert [(notice.id, notice.values) for notice in loaded.notices] == [
        ("months_within", {"count": 1})
    ]
