"""The chart module: what is drawn lies where the numbers say."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import SHAPES

from undertow.inference.reading import Band
from undertow.report.chart.calendar import WIDE, ticks
from undertow.report.chart.frame import turn_numbers
from undertow.report.chart.panel import Level
from undertow.report.chart.svg import band_path, bars_path, element, line_path
from undertow.report.pictures import Pictures
from undertow.report.stage_strip import legend, stage_strip
from undertow.report.tables import row_starts
from undertow.report.thinning import drawn, step_means
from undertow.words import english


def test_text_and_attributes_are_escaped_and_markup_is_kept():
    inner = element("tspan", "a<b")
    outer = element("text", inner, "&", class_='"x', text_anchor="end")
    assert outer == '<text class="&#34;x" text-anchor="end"><tspan>a&lt;b</tspan>&amp;</text>'


def test_a_line_goes_through_its_points():
    assert line_path(np.array([0.0, 0.5]), np.array([10.0, 20.0])) == "M0.0,10.0 500.0,20.0"


def test_a_line_is_broken_where_nothing_is_known():
    y = np.array([1.0, np.nan, 2.0])
    assert line_path(np.array([0.0, 0.5, 1.0]), y) == "M0.0,1.0M1000.0,2.0"


def test_a_band_goes_out_on_top_and_back_below():
    x, low, high = np.array([0.0, 1.0]), np.array([8.0, 9.0]), np.array([2.0, 3.0])
    assert band_path(x, low, high) == "M0.0,2.0 1000.0,3.0L1000.0,9.0 0.0,8.0Z"


def test_bars_stand_on_the_floor_and_low_ones_are_left_out():
    edges = np.array([0.0, 0.5, 1.0])
    assert bars_path(edges, np.array([1.0, 0.05]), 20.0, 0.1) == "M0.0,20V0.0H500.0V20Z"


def test_a_level_lies_where_its_value_says():
    level = Level(-1.0, 1.0, [])
    assert level.y(np.array([1.0, 0.0, -1.0, 5.0]), 100.0).tolist() == [0.0, 50.0, 100.0, 0.0]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 20_000))
def test_ticks_fit_and_rise(first, days):
    marks = ticks(first, days, english())
    shares = [tick.share for tick in marks]
    assert 1 <= len(marks) <= WIDE
    assert shares == sorted(set(shares))
    assert shares[0] >= 0
    assert shares[-1] < 0.94
    assert sum(not tick.wide_only for tick in marks) <= 4
    assert not marks[0].wide_only


def test_a_year_is_told_by_months():
    labels = [tick.label for tick in ticks(date(2024, 3, 9), 365, english())]
    assert labels[:3] == ["Apr 2024", "May", "Jun"]
    assert "Jan 2025" in labels


@pytest.mark.parametrize("count", [1, 5, 64])
def test_numbers_of_turns_never_touch(count):
    shares = np.linspace(0, 0.99, count).tolist()
    drawn_at = [float(x) for x in re.findall(r'x="([\d.]+)%"', turn_numbers(shares, 0.0))]
    assert drawn_at
    assert all(b - a >= 3.4 for a, b in pairwise(drawn_at))


def test_means_pass_over_what_is_not_known():
    values = np.array([1.0, np.nan, 3.0, np.nan, np.nan])
    told = step_means(values, np.array([0, 3]))
    assert told[0] == 2.0
    assert np.isnan(told[1])


def test_a_single_certain_day_survives_drawing_by_week():
    reading = SHAPES["ten_years"]()
    stages = {name: np.zeros(3650) for name in reading.stages}
    stages["calm"][:] = 1.0
    stages["calm"][1000], stages["return"][1000] = 0.0, 1.0
    steps = drawn(replace(reading, stages=stages))
    assert steps.weekly
    assert len(steps.centres) == 522
    assert steps.stages["harm"].max() == 1.0


def test_a_year_is_drawn_by_day():
    steps = drawn(SHAPES["steady"]())
    assert not steps.weekly
    assert len(steps.centres) == 365


def test_stretches_cover_the_record_once(reading):
    rows = stage_strip(reading, english()).table.rows
    assert sum(int(row[2]) for row in rows) == len(reading.dates)
    assert all(a[4] != b[4] for a, b in pairwise(rows))


def test_the_strip_tells_every_lane_in_words(reading):
    svg = stage_strip(reading, english()).svg
    kinds = re.findall(r'class="stage (\w+)"', svg)
    assert "harm" in kinds
    assert kinds[-1] == "unwritten"
    assert svg.count('class="lane-name"') == len(kinds)
    assert {kind for kind, _, _ in legend(reading, english())} == set(kinds)


def test_long_stretches_without_an_entry_are_striped(rich_reading):
    striped = stage_strip(rich_reading, english()).svg.count('fill="url(#unwritten)"')
    full = replace(rich_reading, written=np.ones(len(rich_reading.dates), dtype=bool))
    assert striped > 0
    assert stage_strip(full, english()).svg.count('fill="url(#unwritten)"') == 0


@pytest.mark.parametrize(("days", "rows"), [(1, 1), (21, 21), (365, 53), (3650, 120)])
def test_a_table_has_as_many_rows_as_can_be_read(days, rows):
    dates = [date(2024, 1, 1) + timedelta(days=day) for day in range(days)]
    assert len(row_starts(dates)) == rows


def test_a_table_twin_tells_what_is_drawn(rich_reading):
    count = len(rich_reading.dates)
    flat = Band(np.full(count, 0.5), np.full(count, 0.3), np.full(count, 0.8))
    states = dict(rich_reading.states) | {"pull": flat}
    picture = Pictures(replace(rich_reading, states=states), english()).pull()
    assert {tuple(row[1:]) for row in picture.table.rows} == {("5", "3", "8")}
    assert "0 is none and 10 is strong" in picture.svg


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (0.7, ["0, none", "5", "10, strong"]),
        (2.5, ["0, none", "20", "10, strong"]),
        (4.1, ["0, none", "30", "10, strong"]),
        (40.0, ["0, none", "30", "50", "10, strong"]),
    ],
)
def test_a_level_that_goes_high_gets_marks_that_do_not_touch(rich_reading, highest, labels):
    count = len(rich_reading.dates)
    flat = Band(np.full(count, highest), np.full(count, 0.1), np.full(count, highest))
    states = dict(rich_reading.states) | {"pull": flat}
    svg = Pictures(replace(rich_reading, states=states), english()).pull().svg
    assert re.findall(r'class="tick halo">([^<]+)<', svg) == labels


def test_judgement_has_its_own_axis_below_the_pull(rich_reading):
    svg = Pictures(rich_reading, english()).judgement().svg
    order = [
        "How much it pulls",
        "10, strong",
        "What I think of it</text>",
        "10, all good",
        "-10, all bad",
    ]
    places = [svg.index(phrase, svg.index("</desc>")) for phrase in order]
    assert places == sorted(places)


def test_a_pull_above_ten_stays_inside_its_picture():
    svg = Pictures(SHAPES["one_day"](), english()).pull().svg
    (path,) = re.findall(r'<path d="([^"]+)" class="band"', svg)
    heights = [float(y) for y in re.findall(r",(-?[\d.]+)", path)]
    assert min(heights) >= 0
