"""Tables and maps for `undertow score`: what is read, what is left out, what is refused."""

import numpy as np
import pytest

from undertow.inference.score.score_map import FEWEST, read_score_map
from undertow.inference.score.table import left_behind, read_targets
from undertow.record.problem import Problem

MAP = """\
person = "id"
time = "when"
[ratings.worried]
column = "w"
range = [100, 0]
[events.smoked]
column = "cigs"
above = 0
"""


def _rows(count=30, person="a"):
    return [f"{person},2024-01-{day + 1:02},{day},{day % 2}" for day in range(count)]


@pytest.fixture
def read(tmp_path):
    def read(rows, text=MAP, header="id,when,w,cigs"):
        (tmp_path / "MAP.toml").write_text(text)
        (tmp_path / "study.csv").write_text("\n".join([header, *rows]) + "\n")
        return read_targets(tmp_path / "study.csv", read_score_map(tmp_path / "MAP.toml"))

    return read


def test_any_rating_is_read_in_the_tables_own_units(read):
    (target,) = read(_rows())
    assert target.name == "worried"
    assert (target.panel.low, target.panel.high) == (0.0, 100.0)
    assert target.panel.answers[0].tolist() == list(range(30))
    assert (target.panel.train.sum(), target.panel.points) == (21, 9)


def test_rows_are_put_in_order_of_time_and_those_of_one_time_stay_as_they_are(read):
    rows = _rows()
    rows[28] = rows[28].replace("2024-01-29", "2024-01-30")
    (target,) = read(rows[::-1])
    assert target.panel.answers[0, :28].tolist() == list(range(28))
    assert target.panel.answers[0, 28:].tolist() == [29, 28]


def test_without_a_column_of_times_the_order_of_rows_counts(read):
    (target,) = read(_rows()[::-1], MAP.replace('time = "when"\n', ""))
    assert target.panel.answers[0].tolist() == list(range(29, -1, -1))
    assert target.panel.times[0].tolist() == list(range(30))


def test_without_a_column_of_people_there_is_one(read):
    (target,) = read(_rows(15) + _rows(30, "b")[15:], MAP.replace('person = "id"\n', ""))
    assert target.panel.people == 1


def test_missing_answers_are_left_out_and_people_with_too_few_counted(read):
    rows = _rows(31) + _rows(31, "b") + _rows(31, "c")
    rows[40] = "b,2024-01-10,NA,0"
    rows[70], rows[71] = "c,2024-01-09,,0", "c,2024-01-10,nan,1"
    (target,) = read(rows)
    assert (target.panel.people, target.left_out) == (2, 1)
    assert target.panel.given.sum(axis=1).tolist() == [31, 30]


def test_answers_in_rows_without_a_time_are_counted_and_left_out(read):
    (target,) = read([*_rows(), "a,,50,0", "a,NA,NA,NA"])
    assert (target.untimed, target.panel.given.sum()) == (1, 30)


def test_a_map_can_ask_for_fewer_answers(read):
    assert read(_rows(20))[0].panel is None
    assert read(_rows(20), f"fewest_answers = 20\n{MAP}")[0].panel.people == 1
    assert FEWEST == 30


def test_hours_and_seconds_are_days_too(read):
    rows = [f"a,{24 * day},{day},0" for day in range(30)]
    (target,) = read(rows, MAP.replace('"when"', '"when"\ntime_unit = "hours"'))
    np.testing.assert_allclose(target.panel.times[0], np.arange(30))


def test_events_leave_a_trace_for_later_answers_and_none_for_the_same_moment(read):
    (target,) = read(_rows())
    expected = np.exp(-1 / np.array([0.25, 1.0, 3.0]))
    np.testing.assert_allclose(target.panel.events[0, 1], 0)
    np.testing.assert_allclose(target.panel.events[0, 2], expected)


def test_a_trace_is_the_sum_over_earlier_events():
    rng = np.random.default_rng(0)
    times, events = np.sort(rng.uniform(0, 20, 50)), np.sort(rng.uniform(-3, 22, 30))
    by_hand = [
        [sum(np.exp(-(time - event) / last) for event in events if event < time) for last in (1, 3)]
        for time in times
    ]
    np.testing.assert_allclose(left_behind(times, events, (1.0, 3.0)), by_hand)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("range = [100, 0]", ""), "MAP.toml: range is missing or not two numbers."),
        (('column = "w"', 'column = "v"'), "study.csv, line 1, column v: the map names a column"),
        (("[ratings.worried]", "[rating.worried]"), "MAP.toml, line 3: rating is not a known"),
        (('time = "when"', 'time_unit = "days"'), "MAP.toml, line 2: time_unit is there, but no"),
        (('time = "when"', 'time = "cigs"'), "study.csv, line 2, column cigs: this is not a time"),
        (("range = [100, 0]", "range = [0, 20]"), "study.csv, line 23, column w: 21 is outside"),
        (('person = "id"', "fewest_answers = 3"), "MAP.toml, line 1: fewest_answers must be"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(read, change, line):
    with pytest.raises(Problem) as caught:
        read(_rows(), MAP.replace(*change))
    assert str(caught.value).startswith(line), str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_map_without_ratings_is_refused(read):
    with pytest.raises(Problem, match="names no ratings to forecast"):
        read(_rows(), 'person = "id"\ntime = "when"\n')


def test_a_table_without_any_time_is_refused(read):
    with pytest.raises(Problem, match=r"^study.csv: there are no rows with a time"):
        read(["a,,3,0", "a,NA,4,0"])
