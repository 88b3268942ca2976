from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undertow.record import Diary, Entry, arrange, read_csv, read_json, write_csv, write_json

TODAY = date(2026, 1, 1)


def without_lines(diary: Diary):
    entries = [(entry.content, entry.precision) for entry in diary.entries]
    return entries, diary.simulated, diary.name


@pytest.mark.parametrize(("write", "read"), [(write_csv, read_csv), (write_json, read_json)])
@given(written=st.lists(st.from_type(Entry), min_size=1, max_size=12), simulated=...)
def test_a_diary_written_and_read_again_is_the_same(write, read, written, simulated: bool):
    diary, _ = arrange(written, simulated=simulated, name="diary.csv")
    entries, simulated = read(write(diary), diary.name, TODAY)
    again, dropped = arrange(entries, simulated=simulated, name=diary.name)
    assert dropped == 0
    assert without_lines(again) == without_lines(diary)


def test_a_note_with_every_kind_of_line_end_is_kept_byte_for_byte():
    note = 'a\r\nb\rc\nd "quoted", \u2028 =1+1\u200d '
    text = 'time,kind,value,detail,note\n2025-04-03,harm,,,"' + note.replace('"', '""') + '"\n'
    (entry,), _ = read_csv(text, "diary.csv", TODAY)
    assert entry.note == note
    diary, _ = arrange([entry])
    assert read_csv(write_csv(diary), "diary.csv", TODAY)[0][0].note == note


@pytest.mark.parametrize("value", ["7", "7.0", "07", "+7", " 7 ", "7e0"])
def test_a_value_may_be_written_in_any_usual_way(value):
    (entry,), _ = read_csv(f"time,kind,value\n2025-04-03,fear,{value}\n", "diary.csv", TODAY)
    assert entry.value == 7.0


def test_columns_may_stand_in_any_order_and_be_separated_as_spreadsheets_do():
    text = "Kind;Note;Time\nHarm;words, with a comma;2025-04-03\n"
    (entry,), _ = read_csv(text, "diary.csv", TODAY)
    assert (entry.kind, entry.note, entry.precision) == ("harm", "words, with a comma", "day")


def test_rows_that_a_spreadsheet_leaves_empty_are_passed_over():
    text = "\n\ntime,kind,value,detail,note\n,,,,\n2025-04-03,harm,,,\n\n,,,,\n"
    (entry,), _ = read_csv(text, "diary.csv", TODAY)
    assert entry.line == 5


def test_only_a_comment_above_the_names_marks_a_diary_as_simulated():
    rows = "time,kind,note\n2025-04-03,harm,he simulated it\n"
    assert not read_csv(rows, "diary.csv", TODAY)[1]
    assert not read_csv("# mine\n" + rows, "diary.csv", TODAY)[1]
    assert read_csv("# a comment\n# Simulated, seed 1\n" + rows, "diary.csv", TODAY)[1]
