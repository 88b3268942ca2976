"""The rhythm of a chat: counts and times by day, and the diary entries they become."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.imports import ChatEvent, read_span, rhythm, to_entries
from undertow.record import EVENTS, Problem, arrange, read_csv, write_csv

DAY = datetime(2024, 3, 4)


def event(hours: float, sender: str | None = "A", kind: str = "message", **fields) -> ChatEvent:
    time = DAY + timedelta(hours=hours)
    return ChatEvent(time, False, sender, kind, fields.pop("body", "abc"), 1, **fields)


def test_who_writes_how_much():
    (day,) = rhythm([event(9), event(9.5, "B", body="four"), event(10, kind="media", body="")])
    assert day.day == date(2024, 3, 4)
    assert day.messages == {"A": 2, "B": 1}
    assert day.characters == {"A": 3, "B": 4}
    assert (day.total, day.media, day.deleted) == (3, 1, 0)
    assert (day.first, day.last) == (DAY + timedelta(hours=9), DAY + timedelta(hours=10))


def test_messages_at_night():
    (day,) = rhythm([event(0), event(4.99), event(5), event(23.9)])
    assert day.night == 2


def test_a_silence_belongs_to_the_day_on_which_it_ends():
    one, other = rhythm([event(20), event(22, "B"), event(24 + 8), event(24 + 9, "B")])
    assert (one.longest_silence, other.longest_silence) == (2, 10)
    assert rhythm([event(9)])[0].longest_silence is None


def test_messages_in_a_row_without_an_answer():
    found = rhythm([event(n) for n in (9, 10, 11, 23.5, 24.5)] + [event(25, "B"), event(26)])
    assert [day.longest_run for day in found] == [{"A": 4}, {"A": 5, "B": 1}]


def test_a_call_is_an_answer_and_a_missed_one_is_not():
    missed = [event(9), event(9.1, "A", "missed_call"), event(9.2)]
    (day,) = rhythm(missed)
    assert (day.longest_run["A"], day.missed, day.calls) == (2, {"A": 1}, 0)
    (day,) = rhythm([event(9), event(9.1, "B", "call"), event(9.2)])
    assert (day.longest_run["A"], day.calls) == (1, 1)


def test_suspect_events_and_lines_of_the_program_s_own_are_passed_over():
    assert rhythm([event(9, suspect=True), event(10, None, "system")]) == []


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from("AB")), min_size=1, max_size=30))
def test_a_file_that_runs_backwards_has_the_same_rhythm(written):
    written = sorted({hours: who for hours, who in written}.items())
    ahead = rhythm([event(*one) for one in written])
    back = rhythm([event(*one) for one in reversed(written)])
    for one, other in zip(ahead, back, strict=True):
        assert one.messages == other.messages
        assert one.night == other.night
        assert one.longest_silence == other.longest_silence
        assert (one.first, one.last) == (other.first, other.last)


def test_names_on_one_day_are_bounded():
    (day,) = rhythm([event(9, f"name {n}") for n in range(1000)])
    assert len(day.messages) <= 65
    assert day.total == 1000


BUSY = [
    *(event(9 + n / 10) for n in range(6)),
    event(10, "B\u202eevil\n"),
    event(10.1, None, "missed_call"),
    event(24 + 3, "B\u202eevil\n"),
]


def test_a_day_together_becomes_a_question_with_its_rhythm_in_the_note():
    one, other = to_entries(rhythm(BUSY))
    assert (one.kind, one.value, one.precision) == ("mood", None, "day")
    assert one.note == "Chat: 7 messages (A 6, B?evil? 1), 1 missed call, 6 in a row from A"
    assert other.note == "Chat: 1 message (B?evil? 1), 1 at night, up to 17 hours with no word"


def test_a_day_apart_becomes_a_contact():
    kinds = [entry.kind for entry in to_entries(rhythm(BUSY), [read_span("2024-03-05..")])]
    assert kinds == ["mood", "contact"]


@given(
    st.lists(st.tuples(st.floats(0, 2000), st.sampled_from(["A", "=B", "C,D", '"'])), min_size=1)
)
def test_a_chat_alone_gives_no_rating_and_no_event_and_its_diary_is_read_back(written):
    entries = to_entries(rhythm([event(*one) for one in written]))
    assert all(entry.value is None and entry.kind not in EVENTS for entry in entries)
    diary, dropped = arrange(entries)
    assert dropped == 0
    again, _ = read_csv(write_csv(diary), "diary.csv", date(2026, 1, 1))
    assert [entry.note for entry in again] == [entry.note for entry in diary.entries]


def test_days_apart_are_read():
    span = read_span("2025-03-01..2025-03-03")
    assert [date(2025, 3, day) in span for day in (1, 3, 4)] == [True, True, False]
    assert date(2025, 3, 2) not in read_span("2025-03-01")
    assert date(2030, 1, 1) in read_span("2025-03-01..")


@pytest.mark.parametrize("text", ["", "1/3/2025", "2025-03-03..2025-03-01", "2025-13-01", "x..y"])
def test_days_apart_that_cannot_be_read_are_refused(text):
    with pytest.raises(Problem, match=r"--apart .*: write days like"):
        read_span(text)
