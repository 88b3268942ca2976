"""Whatever bytes a file holds, it is read or refused in one line; nothing else happens."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from undertow.record import EVENTS, HARM_DETAILS, RATINGS, Problem, daily, load, to_record

TODAY = date(2026, 1, 1)
MAP = 'person = "id"\ntime = "time"\n[ratings.fear]\ncolumn = "value"\nrange = [0, 10]\n'

TIMES = ["2025-04-03", "2025-04", "2025", "2025-04-03T10:00Z", "2025-04-03T10:00", "03/04/2025"]
COLUMNS = ["time", "kind", "value", "detail", "note", "id"]
ODD = ["", "3", "-1", "nan", "1e5", '"', "#", "=1+1", "NA"]
CELLS = st.sampled_from([*TIMES, *EVENTS, *RATINGS, *HARM_DETAILS, *COLUMNS, *ODD]) | st.text(
    max_size=4
)
SEPARATORS = st.sampled_from([",", ",", ",", ";", "\t", "\n", "\r\n", "\r", '"', ""])
TABLES = st.lists(st.tuples(CELLS, SEPARATORS), max_size=40).map(
    lambda parts: "".join(cell + separator for cell, separator in parts)
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(TIMES[:5]),
        st.sampled_from(EVENTS + RATINGS),
        st.sampled_from(["", "3", "10", "11"]),
        st.sampled_from(["", "", "insult"]),
        st.text(st.characters(exclude_characters=',;\t"\r\n'), max_size=5),
    ).map(",".join),
    min_size=1,
    max_size=8,
).map(lambda rows: "time,kind,value,detail,note\n" + "\n".join(rows))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELLS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELLS, inner, max_size=5),
    max_leaves=12,
)


def read_or_refuse(path, content: bytes, map=None) -> bool:
    """Whether the file was read; fails on anything but a diary or a problem of one line."""
    path.write_bytes(content)
    line = problem_with(path, map)
    if line is None:
        return True
    assert line.startswith(path.name)
    assert line.isprintable()
    return False


def problem_with(path, map=None) -> str | None:
    try:
        daily(to_record(load(path, map=map, today=TODAY).diary))
    except Problem as problem:
        return str(problem)
    return None


@settings(max_examples=300)
@given(content=st.binary(max_size=200) | TABLES.map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp()
    (folder / "MAP.toml").write_text(MAP)
    read_or_refuse(folder / "fuzz.csv", content)
    read_or_refuse(folder / "fuzz.json", content)
    read_or_refuse(folder / "fuzz.tsv", content, map=folder / "MAP.toml")
    (folder / "fuzz.toml").write_bytes(content)
    line = problem_with(folder / "fuzz.csv", map=folder / "fuzz.toml")
    assert line is None or line.isprintable()


@given(value=VALUES, in_a_list=st.booleans())
def test_any_json_is_read_or_refused(tmp_path_factory, value, in_a_list):
    whole = {"version": 1, "entries": [value]} if in_a_list else value
    content = json.dumps(whole).encode()
    read_or_refuse(tmp_path_factory.getbasetemp() / "fuzz.json", content)


def test_rows_like_those_people_write_are_often_read(tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "rows.csv"
    outcomes = set()

    @given(text=ROWS)
    def read(text):
        outcomes.add(read_or_refuse(path, text.encode("utf-8", "replace")))

    read()
    assert outcomes == {True, False}
