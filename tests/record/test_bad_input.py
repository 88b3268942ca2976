"""Every kind of bad file gets one line that says what, where, and what to do."""

import os
from datetime import date

import pytest

from undertow.record import Problem, load
from undertow.record import source as source_module

TODAY = date(2026, 1, 1)
HEADER = "time,kind,value,detail,note\n"


@pytest.fixture
def problem_of(tmp_path):
    """The one line that a file with this content is refused with."""

    def problem_of(content: str | bytes, name: str = "diary.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(Problem) as caught:
            load(path, today=TODAY)
        line = str(caught.value)
        assert line.startswith(name)
        assert "\n" not in line
        return line

    return problem_of


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            "2025-04-03,fear,12,,",
            "diary.csv, line 3, column value: 12 is outside 0 to 10. "
            "Ratings go from 0 (none) to 10 (most).",
        ),
        (
            "2025-04-03,harm,-1,,",
            "diary.csv, line 3, column value: -1 is outside 0 to 10. "
            "Strengths go from 0 (none) to 10 (most).",
        ),
        ("2025-04-03,fear,nan,,", "diary.csv, line 3, column value: nan is not a value."),
        ("2025-04-03,fear,-inf,,", "diary.csv, line 3, column value: -inf is not a value."),
        ("2025-04-03,fear,1e999,,", "diary.csv, line 3, column value: inf is not a value."),
        ("2025-04-03,fear,high,,", "diary.csv, line 3, column value: this is not a number."),
        (
            '2025-04-03,fear,"7,5",,',
            "diary.csv, line 3, column value: write 7.5 with a point, not a comma.",
        ),
        (
            "2025-04-03,harmm,,,",
            "diary.csv, line 3, column kind: harmm is not a known kind. Did you mean harm?",
        ),
        ("2025-04-03,,,,", "diary.csv, line 3, column kind: the kind is missing."),
        (
            "2025-04-03,harm,,insults,",
            "diary.csv, line 3, column detail: insults is not a known detail. "
            "Did you mean insult? Details of harm are insult, humiliation,",
        ),
        (
            "2025-04-03,warmth,,insult,",
            "diary.csv, line 3, column detail: warmth takes no detail; only harm and relief do.",
        ),
        (",harm,,,", "diary.csv, line 3, column time: the time is missing."),
        ("soon,harm,,,", "diary.csv, line 3, column time: this is not a time we can read."),
        (
            "03/04/2025,harm,,,",
            "diary.csv, line 3, column time: this date can be read in two ways. "
            "Write 2025-04-03 or 2025-03-04.",
        ),
        (
            "2026-01-03,harm,,,",
            "diary.csv, line 3, column time: 2026-01-03 lies in the future; today is 2026-01-01.",
        ),
        ("1825-04-03,harm,,,", "diary.csv, line 3, column time: 1825-04-03 lies before 1900."),
        ("# later,,,,", "diary.csv, line 3, column time: lines that begin with # belong above"),
        (
            "2025-04-03,harm,3",
            "diary.csv, line 3: the row is too short: 3 of 5 cells, without detail, note.",
        ),
        (
            "2025-04-03,harm,3,,a note, with a comma",
            "diary.csv, line 3: the row is too long: 6 cells for 5 columns. Put a text",
        ),
        (
            '2025-04-03,harm,3,,"a note',
            "diary.csv, line 3: a quotation mark opens here and is never closed.",
        ),
        (
            '2025-04-03,harm,3,,"she said "no""',
            "diary.csv, line 3: text follows a closing quotation mark.",
        ),
        (
            '2025-04-03,harm,3,,"' + "a" * 100_001 + '"',
            "diary.csv, line 3, column note: the note is longer than 100,000 characters.",
        ),
        (
            '2025-04-03,harm,3,,"' + "a" * 200_000 + '"',
            "diary.csv, line 3: a cell is longer than 100,000 characters.",
        ),
    ],
)
def test_a_wrong_row_is_named_by_line_and_column(problem_of, row, line):
    good = "2025-04-02,harm,3,insult,\n"
    assert problem_of(HEADER + good + row + "\n").startswith(line)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_are_counted_through_notes_of_several_lines(problem_of, ends):
    rows = ["# mine", "", HEADER.strip(), '2025-04-03,harm,,,"one', 'two "" and', 'three"']
    wrong = problem_of(ends.join([*rows, "2025-04-03,harm,12,,", ""]))
    assert wrong.startswith("diary.csv, line 7, column value")


def test_a_quotation_mark_left_open_is_told_where_it_opens(problem_of):
    good = "2025-04-03,harm,,,a note\n"
    line = problem_of(HEADER + good * 3 + '2025-04-03,harm,,,"open\n' + good * 50)
    assert line.startswith("diary.csv, line 5: a quotation mark opens here")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "diary.csv: the file is empty."),
        ("\ufeff \n\n", "diary.csv: the file is empty."),
        ("# only a comment\n", "diary.csv: the file is empty."),
        (HEADER, "diary.csv: there are no entries below the names of the columns."),
        (
            "2025-04-03,harm,3,,\n",
            "diary.csv, line 1: the first line does not name the columns of a diary: "
            "time,kind,value,detail,note. For another table, say with --map",
        ),
        (
            "# mine\ntime,kind,valeu\n",
            "diary.csv, line 2, column 3: valeu is not a known column. Did you mean value? "
            "The columns of a diary are time,kind,value,detail,note. "
            "Rename this one, or remove it.",
        ),
        ("time,value\n2025-04-03,3\n", "diary.csv, line 1, column kind: this column is missing."),
        ("time,kind,kind\n", "diary.csv, line 1, column kind: two columns have this name."),
        ("time,kind,Kind\n", "diary.csv, line 1, column kind: two columns have this name."),
        ("time,kind,\n", "diary.csv, line 1: column 3 has no name."),
        ('""\n', "diary.csv, line 1: the first line does not name the columns"),
        (
            "time,kind\n2025-04-03T10:00,harm\n2025-04-04T10:00Z,harm\n",
            "diary.csv, line 3, column time: this time has a zone, those above have none.",
        ),
        (
            "time,kind\n2025-04,harm\n",
            "diary.csv, column time: no entry has a day, only months or years.",
        ),
        (HEADER.encode("utf-16"), "diary.csv: this is UTF-16. Save it again as UTF-8:"),
        (HEADER.encode("utf-16-be"), "diary.csv: this looks like UTF-16."),
        (HEADER.encode("utf-32"), "diary.csv: this is UTF-32."),
        (
            (HEADER + "2025-04-03,harm,,,caf\xe9\n").encode("latin-1"),
            "diary.csv, line 2: this is not UTF-8 but another encoding, perhaps Windows-1252.",
        ),
        (bytes(range(256)) * 9, "diary.csv: this is a binary file, not text."),
        (b"\xff\xfb\x90\x64" + bytes(range(1, 32)) * 9, "diary.csv: this is a binary file"),
        (b"PK\x03\x04rest", "diary.csv: this is a spreadsheet or a zip archive, not text."),
        (b"%PDF-1.7", "diary.csv: this is a PDF, not text. Export it as CSV first."),
    ],
)
def test_a_wrong_file_is_told_apart_by_what_is_wrong(problem_of, content, line):
    assert problem_of(content).startswith(line)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("{", "diary.json, line 1: this is not JSON from here on."),
        ('{"version": 1,\n "entries": [\n {"time" 3}]}', "diary.json, line 3: this is not JSON"),
        ('{"version": 1, "entries": []} more', "diary.json, line 1: this is not JSON"),
        ("[1, 2]", "diary.json, line 1: this is JSON of another shape."),
        ("3", "diary.json, line 1: this is JSON of another shape."),
        ('{"version": 1}', "diary.json, column entries: this is JSON of another shape."),
        ('{"version": 1, "entries": {}}', "diary.json, column entries: this is JSON of another"),
        ('{"entries": []}', "diary.json, column version: the version is missing"),
        ('{"version": 2, "entries": []}', "diary.json, column version: the version is missing"),
        ('{"version": true, "entries": []}', "diary.json, column version: the version is"),
        ('{"version": 1, "entries": []}', "diary.json: there are no entries in the list."),
        ('{"version": 1, "entrys": []}', "diary.json, column entries: this is JSON of another"),
        (
            '{"version": 1, "simulate": true, "entries": []}',
            "diary.json: simulate is not a known field. Did you mean simulated?",
        ),
        ('{"version": 1, "simulated": 1, "entries": []}', "diary.json, column simulated: write"),
        ('{"version": 1, "version": 1, "entries": []}', "diary.json, line 1, column version: this"),
        ("[" * 100_000, "diary.json: this is JSON of another shape."),
        ("9" * 10_000, "diary.json: a number in it is far too long."),
        (b"\xff{}", "diary.json, line 1: this is not UTF-8"),
    ],
)
def test_json_of_another_shape_is_refused(problem_of, content, line):
    assert problem_of(content, "diary.json").startswith(line)


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("7", "diary.json, line 3: each entry is an object with the fields time, kind,"),
        ('{"kind": "harm"}', "diary.json, line 3, column time: the time is missing."),
        ('{"time": "2026-01-03", "kind": "harm"}', "line 3, column time: 2026-01-03 lies in the"),
        ('{"time": 2025, "kind": "harm"}', "diary.json, line 3, column time: write a text"),
        ('{"time": "2025-04-03", "kind": "fear", "value": "7"}', "column value: write a number"),
        ('{"time": "2025-04-03", "kind": "fear", "value": true}', "column value: write a number"),
        ('{"time": "2025-04-03", "kind": "fear", "value": NaN}', "column value: nan is not"),
        ('{"time": "2025-04-03", "kind": "fear", "value": 12}', "column value: 12 is outside"),
        (
            '{"time": "2025-04-03", "kind": "fear", "value": 1' + "0" * 400 + "}",
            "column value: the number is far too large.",
        ),
        ('{"time": "2025-04-03", "kind": "fear", "vale": 1}', "vale is not a known field. Did"),
        (
            '{"time": "2025-04-03", "time": "2025"}',
            "line 3, column time: this field is there twice",
        ),
        (
            '{"time": "2025-04-03", "kind": "harm", "note": "\\ud800"}',
            "column note: the note holds",
        ),
        (
            '{"time": "2025-04-03", "kind": "harm", "note": "\\u0000"}',
            "column note: the note holds",
        ),
    ],
)
def test_a_wrong_entry_of_a_json_diary_is_named_by_line_and_field(problem_of, entry, line):
    good = '{"time": "2025-04-02", "kind": "harm"}'
    content = f'{{"version": 1, "entries": [\n{good},\n{entry}\n]}}'
    assert line in problem_of(content, "diary.json")


@pytest.mark.parametrize("column", range(5))
def test_words_of_a_note_in_the_wrong_place_are_not_repeated(problem_of, column):
    private = "he said I am worthless"
    cells = ["2025-04-03", "harm", "3", "insult", ""]
    cells[column] = private
    content = HEADER + ",".join(cells)
    if column == 4:
        content += "\n2025-04-03,harm,12,,"
    assert "worthless" not in problem_of(content)
    header = ["time", "kind", "value", "detail", "note"]
    header[column] = private
    assert "worthless" not in problem_of(",".join(header) + "\n2025-04-03,harm,12,,\n")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "diary.csv"
    path.touch()
    os.truncate(path, 200 * 1024 * 1024)
    monkeypatch.setattr(source_module, "open", None, raising=False)
    with pytest.raises(Problem, match=r"^diary.csv: 200 MB is more than the 64 MB"):
        load(path, today=TODAY)


def test_a_file_that_grows_while_it_is_read_is_refused_too(tmp_path, monkeypatch):
    path = tmp_path / "diary.csv"
    path.write_text(HEADER)
    monkeypatch.setattr(source_module, "LARGEST_FILE", len(HEADER) - 1)
    monkeypatch.setattr(
        os, "stat", lambda path, stat=os.stat: os.stat_result([*stat(path)[:6], 0, 0, 0, 0])
    )
    with pytest.raises(Problem, match="is more than the"):
        load(path, today=TODAY)


def test_more_entries_than_a_life_holds_are_refused(problem_of, monkeypatch):
    monkeypatch.setattr("undertow.record.limits.MOST_ENTRIES", 3)
    monkeypatch.setattr("undertow.record.json_items.MOST_ENTRIES", 3)
    content = "time,kind\n" + "2025-04-03,harm\n" * 4
    assert problem_of(content).startswith("diary.csv, line 5: there are more than 3 entries.")
    content = '{"version": 1, "entries": [' + ",\n".join(["{}"] * 4) + "]}"
    assert problem_of(content).startswith("diary.csv, line 4: there are more than 3 entries.")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("time,kind\n" + "\n" * 10_000_001, "diary.csv: there are more than 10,000,000 lines."),
        ("time" + "," * 1_000_001, "diary.csv, line 1: the line is longer than 1,000,000"),
        ("time,kind\n" + "," * 1_000_001, "diary.csv, line 2: the line is longer than 1,000,000"),
        ("time,kind" + ",x" * 2000, "diary.csv, line 1: there are more than 2,000 columns."),
        ('{"entries": [' + "[]," * 1_000_001, "diary.csv: this is JSON of another shape."),
    ],
)
def test_a_file_that_would_fill_the_memory_is_refused(problem_of, content, line):
    assert problem_of(content).startswith(line)


def test_a_path_that_cannot_be_read_says_why(tmp_path, monkeypatch):
    with pytest.raises(Problem, match=r"^none.csv: there is no such file."):
        load(tmp_path / "none.csv")
    with pytest.raises(Problem, match=r": this is a folder. Give the name of a file."):
        load(tmp_path)
    with pytest.raises(Problem, match=r"this is not a name for a file."):
        load("a\0b")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Problem, match=r"^pipe.csv: this is not an ordinary file."):
        load(tmp_path / "pipe.csv")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked.csv").write_text(HEADER)
    # Who runs the tests may be allowed everything: the refusal is played.
    monkeypatch.setattr(source_module, "open", refuse, raising=False)
    with pytest.raises(Problem, match=r"^locked.csv: no permission to read it."):
        load(tmp_path / "locked.csv")


def test_a_hostile_file_name_stays_on_its_line(tmp_path):
    name = "a\nb\x1b[2J\u202e" + "c" * 150
    with pytest.raises(Problem) as caught:
        load(tmp_path / name)
    assert str(caught.value).isprintable()
    assert str(caught.value).startswith("a?b?[2J?ccc")
    assert len(str(caught.value)) < 150


def test_utf8_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"2025-04-03,harm,,,\n")
    assert len(load(path, today=TODAY).diary.entries) == 1


def test_a_person_is_asked_for_only_with_a_map(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text(HEADER + "2025-04-03,harm,,,\n")
    with pytest.raises(Problem, match="Leave --person out"):
        load(path, person="1", today=TODAY)


def test_a_record_of_more_than_a_lifetime_is_refused_at_its_first_entry(problem_of):
    line = problem_of(HEADER + "2025-04-03,warmth,,,\n1900-01-01,harm,,,\n")
    assert line.startswith(
        "diary.csv, line 3, column time: 1900-01-01 is more than 70 years before"
    )
    assert "Correct the year" in line
