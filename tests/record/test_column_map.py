import os
from datetime import date
from pathlib import Path

import pytest

from undertow.record import Problem, load

TODAY = date(2026, 1, 1)
MAP = """
person = "id"  # who
time = "when"
[ratings.craving]
column = "want"
range = [0, 100]
[ratings.closeness]
column = "far"
range = [7, 1]
[events.contact]
column = "cigs"
above = 2
"""
TABLE = """id\twhen\twant\tfar\tcigs\tother
b\t2025-04-03T10:00Z\t50\t7\t3\tx
a\t2025-04-03T10:00Z\t0\t1\t0\t"a tab\there"
b\tNA\tNA\tNA\tNA\tx
b\t2025-04-04T10:00Z\tNA\t1\t2\tx
"""


@pytest.fixture
def load_table(tmp_path):
    def load_table(table: str = TABLE, map: str = MAP, person=None, name: str = "study.tsv"):
        (tmp_path / name).write_text(table)
        (tmp_path / "MAP.toml").write_text(map)
        return load(tmp_path / name, map=tmp_path / "MAP.toml", person=person, today=TODAY)

    return load_table


def summary(loaded):
    return [(entry.kind, entry.value, entry.line) for entry in loaded.diary.entries]


def test_ratings_become_0_to_10_and_a_scale_may_be_turned_round(load_table):
    assert summary(load_table(person="b")) == [
        ("craving", 5.0, 2),
        ("closeness", 0.0, 2),
        ("contact", None, 2),
        ("craving", None, 5),
        ("closeness", 10.0, 5),
    ]


def test_of_several_people_the_first_is_taken_and_the_reader_is_told(load_table):
    loaded = load_table()
    assert summary(loaded) == summary(load_table(person="b"))
    notices = {notice.id: notice.values for notice in loaded.notices}
    assert notices == {
        "mapped_table": {},
        "other_people": {"people": 2, "chosen": "b"},
        "missed_prompts": {"count": 1},
    }


def test_a_table_with_commas_or_semicolons_reads_the_same(load_table):
    plain = TABLE.replace('"a tab\there"', "x")
    for separator in ",;":
        loaded = load_table(plain.replace("\t", separator), name="study.csv")
        assert summary(loaded) == summary(load_table(plain))


@pytest.mark.parametrize(
    ("unit", "numbers", "days"),
    [
        ("days", ("0.5", "2"), (0.5, 2.0)),
        ("hours", ("12", "48.0"), (0.5, 2.0)),
        ("seconds", ("43200", "172800"), (0.5, 2.0)),
    ],
)
def test_times_may_be_numbers_counted_from_a_start(load_table, unit, numbers, days):
    table = "when,want\n" + "".join(f"{number},5\n" for number in numbers)
    column_map = (
        f'time = "when"\ntime_unit = "{unit}"\n[ratings.fear]\ncolumn = "want"\nrange = [0, 5]'
    )
    loaded = load_table(table, column_map, name="study.csv")
    assert tuple(entry.earliest for entry in loaded.diary.entries) == pytest.approx(days)
    assert "time_counted" in [notice.id for notice in loaded.notices]


def test_seconds_since_1970_are_dates(load_table):
    column_map = (
        'time = "when"\ntime_unit = "seconds"\n[ratings.fear]\ncolumn = "w"\nrange = [0, 5]'
    )
    loaded = load_table("when,w\n1743674400,5\n", column_map, name="study.csv")
    day = date(1970, 1, 1).toordinal() + int(loaded.diary.entries[0].earliest)
    assert date.fromordinal(day) == date(2025, 4, 3)
    assert "time_counted" not in [notice.id for notice in loaded.notices]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("\t50\t", "\t101\t"), "study.tsv, line 2, column want: 101 is outside 0 to 100."),
        (("\t50\t", "\tmuch\t"), "study.tsv, line 2, column want: this is not a number."),
        (("\t7\t3", "\t7\tinf"), "study.tsv, line 2, column cigs: inf is not a value."),
        (("2025-04-04", "04/05/2025 "), "study.tsv, line 5, column when: this date can be read"),
        (("2025-04-04", "2026-04-04"), "study.tsv, line 5, column when: 2026-04-04 lies in the"),
        (
            ("\t2\tx", "\t2"),
            "study.tsv, line 5: the row is too short: 5 of 6 cells, without other.",
        ),
        (("want", "wants"), "study.tsv, line 1, column want: the map names a column that is not"),
        (("b\t", "b\r\t"), "study.tsv, line 2: the row is too short"),
    ],
)
def test_a_wrong_cell_is_named_by_the_tables_own_column(load_table, change, line):
    with pytest.raises(Problem) as caught:
        load_table(TABLE.replace(*change))
    assert str(caught.value).startswith(line)


def test_a_person_who_is_not_there_is_told_who_is(load_table):
    with pytest.raises(Problem, match=r"column id: nobody here is called c. The first are b, a."):
        load_table(person="c")


def test_a_person_without_any_time_has_no_diary(load_table):
    with pytest.raises(Problem, match=r"there are no entries with a time"):
        load_table(TABLE.replace("2025-04-03T10:00Z\t0", "NA\t0"), person="a")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("craving", "cravng"), "4: cravng is not a known name here. Did you mean craving?"),
        (("[events.", "[event."), "10: event is not a known name here. Did you mean events?"),
        (("above", "abov"), "12: abov is not a known name here. Did you mean above?"),
        (("above = 2", "above = nan"), "12: above must be an ordinary number."),
        (("above = 2", "above = true"), "12: above is missing or no number."),
        (("[7, 1]", "[7, 7]"), "6: the two ends of a range must differ."),
        (("[0, 100]", "100"), "6: range is missing or not two numbers."),
        (('"when"', "7"), "3: time is missing or no text."),
        (('"when"', '"when'), "3: this is not TOML from here on."),
        (('"when"', '"when"\ntime_unit = "weeks"'), "4: weeks is not a known unit."),
        (
            ("[ratings.craving]", "[ratings]\ncraving = 3\n[ratings.mood]"),
            "5: write [ratings.craving] above",
        ),
    ],
)
def test_a_wrong_line_of_a_map_is_named(load_table, change, line):
    with pytest.raises(Problem) as caught:
        load_table(map=MAP.replace(*change))
    assert str(caught.value).startswith(f"MAP.toml, line {line}")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("above = 2", ""), "MAP.toml: above is missing or no number."),
        (('time = "when"', ""), "MAP.toml: time is missing or no text."),
        ((MAP[MAP.index("[ratings.") :], ""), "MAP.toml: it names no ratings and no events."),
        (('person = "id"', ""), "MAP.toml: the map names no column that tells people apart."),
    ],
)
def test_what_a_map_lacks_is_named(load_table, change, line):
    with pytest.raises(Problem) as caught:
        load_table(map=MAP.replace(*change), person="b")
    assert str(caught.value).startswith(line)


def test_a_map_that_is_not_there_is_told(tmp_path):
    (tmp_path / "study.tsv").write_text(TABLE)
    with pytest.raises(Problem, match=r"^MAP.toml: there is no such file."):
        load(tmp_path / "study.tsv", map=tmp_path / "MAP.toml")


def test_a_real_table_of_several_people_is_read(tmp_path):
    data = Path(os.environ.get("UNDERTOW_DATA", "../shared/data"))
    table = data / "esm" / "0037_fisher" / "0037_fisher_ts.tsv"
    if not table.exists():
        pytest.skip(f"no third-party data at {data}; set UNDERTOW_DATA")
    (tmp_path / "MAP.toml").write_text(
        'person = "id"\ntime = "start_time"\n'
        '[ratings.craving]\ncolumn = "craving_smoking"\nrange = [0, 100]\n'
        '[ratings.stress]\ncolumn = "stressed"\nrange = [0, 100]\n'
        '[events.contact]\ncolumn = "cigs"\nabove = 0\n'
    )
    loaded = load(table, map=tmp_path / "MAP.toml")
    assert {"other_people", "missed_prompts"} <= {notice.id for notice in loaded.notices}
    answered = [entry for entry in loaded.diary.entries if entry.value is not None]
    assert len(answered) > 60
