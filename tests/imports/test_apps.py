"""Exports of mood apps, and the exact way out and in of our own diary."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.imports import bearable, daylio, detect, of_bytes
from undertow.record import Entry, Problem, arrange, read_csv, write_csv
from undertow.record.moment import write_moment

TODAY = date(2026, 11, 21)
ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("UNDERTOW_DATA", ROOT.parent / "shared" / "data")) / "apps"

DAYLIO = """full_date,date,weekday,time,mood,activities,note_title,note
2025-03-02,2 March,Sunday,10:05 pm,rad,"music | walk","a title","=1+1"
2025-03-02,2 March,Sunday,12:30 am,tired,"","",""
2025-03-01,1 March,Saturday,18:52,Average ,"","",""
"""
BEARABLE = """date formatted,weekday,time of day,category,rating/amount,detail,notes
2025-03-02,Sunday,am,Mood,7,calm,"slept, then"
2025-03-02,Sunday,pm,Symptom,2,Headache,
2025-03-01,Saturday,,Stress,lots,,
2025-03-01,Saturday,,Sleep,8:10,,
"""


def test_daylio_s_moods_go_from_0_to_10():
    imported = daylio.read(DAYLIO.encode(), "daylio.csv", TODAY)
    told = [(write_moment(e), e.kind, e.value, e.note, e.line) for e in imported.entries]
    assert told == [
        ("2025-03-02T22:05", "mood", 10.0, "music | walk\na title\n=1+1", 2),
        ("2025-03-02T00:30", "mood", None, "tired", 3),
        ("2025-03-01T18:52", "mood", 5.0, "Average", 4),
    ]
    assert imported.unknown == [(3, "tired")]
    assert imported.taken == {"average": 5.0}


def test_a_mood_of_one_s_own_has_the_place_it_is_given():
    imported = daylio.read(DAYLIO.encode(), "daylio.csv", TODAY, {"tired": 3.0, "average": 4.0})
    assert [entry.value for entry in imported.entries] == [10.0, 3.0, 4.0]
    assert imported.unknown == []


@pytest.mark.parametrize(("name", "rows"), [("sample", 3), ("sample_multiple_moods", 7)])
def test_published_exports_are_read(name, rows):
    path = DATA / f"{name}.csv"
    if not path.exists():
        assert os.environ.get("CI") != "true", f"{path} is missing"
        pytest.skip(f"needs {path}")
    content = path.read_bytes()
    assert detect(of_bytes(content, path.name)) == "daylio"
    imported = daylio.read(content, path.name, TODAY)
    assert len(imported.entries) == rows
    assert [e.line for e in imported.entries] == list(range(2, rows + 2))


def test_bearable_s_mood_and_stress_are_taken_and_the_rest_is_told():
    imported = bearable.read(BEARABLE.encode(), "bearable.csv", TODAY)
    told = [(write_moment(e), e.kind, e.value, e.note) for e in imported.entries]
    assert told == [
        ("2025-03-02", "mood", 7.0, "calm\nslept, then"),
        ("2025-03-01", "stress", None, ""),
    ]
    assert imported.unknown == [(4, "lots")]
    assert imported.left_out == {"Symptom": 1, "Sleep": 1}


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (DAYLIO, "daylio"),
        (BEARABLE, "bearable"),
        ("# a comment\ntime;kind\n2025-03-01;harm\n", "diary"),
        ('{"version": 1, "entries": []}', "diary"),
        ("\ufeff31/12/2023, 21:41 - A: time,kind\n", "whatsapp"),
        ('time,kind,note\n2025-03-01,harm,"see\n31/12/2023, 21:41 - A: x"\n', "diary"),
        ('{"name": "x", "messages": [{"date": "", "type": "message"}]}', "telegram"),
        ('{"participants": [], "messages": [{"sender_name": "x", "timestamp_ms": 1}]}', "meta"),
        ("<?xml version='1.0'?><smses/>", "sms"),
    ],
)
def test_a_format_is_told_by_what_a_file_holds(text, format):
    assert detect(of_bytes(text.encode(), "x")) == format


@pytest.mark.parametrize("content", [b"", b"hello", b"a,b\n1,2\n", b"{}", b"\xff\xfeh\0", b"\0\1"])
def test_what_is_none_of_these_is_refused(content):
    with pytest.raises(Problem):
        detect(of_bytes(content, "x"))


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (daylio.read, DAYLIO.replace("2025-03-01", "1/3/25"), "line 4, column full_date"),
        (daylio.read, DAYLIO.replace("2025-03-01", "2030-03-01"), "line 4.*future"),
        (daylio.read, DAYLIO.partition("\n")[0], "nothing in it"),
        (daylio.read, DAYLIO.replace("mood", "mo"), "line 1, column mood: this column is missing"),
        (daylio.read, "full_date,time,mood,no\u200ete\n2025-03-01,x,rad\n", r"without no\?te"),
        (bearable.read, BEARABLE.replace("2025-03-02", ""), "line 2, column date formatted"),
    ],
)
def test_wrong_rows_are_told_with_their_place(read, text, words):
    with pytest.raises(Problem, match=words):
        read(text.encode(), "app.csv", TODAY)


FORMULAS = st.text("'=+-@\t\r\n\uff1dab,\"#", max_size=6)


@given(st.lists(FORMULAS, min_size=1, max_size=5), st.booleans())
def test_formulas_are_inert_outside_and_exact_again_inside(notes, simulated):
    written = [
        Entry(20000.0 + n, 20001.0 + n, "harm", note=note, precision="day")
        for n, note in enumerate(notes)
    ]
    diary, _ = arrange(written, simulated=simulated)
    text = write_csv(diary)
    again, still = read_csv(text, "diary.csv", TODAY)
    assert [entry.note for entry in again] == notes
    assert still == simulated
    assert write_csv(arrange(again, simulated=still)[0]) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_no_cell_begins_as_a_formula_does(start):
    entry = Entry(20000.0, 20001.0, "harm", note=f"{start}cmd|x", precision="day")
    cell = write_csv(arrange([entry])[0]).split(",", 8)[-1].strip("\n")
    assert cell.strip('"')[0] == "'"


def test_a_diary_written_by_hand_keeps_its_marks():
    (entry,), _ = read_csv("time,kind,note\n2025-03-01,harm,'=1+1\n", "diary.csv", TODAY)
    assert entry.note == "'=1+1"
