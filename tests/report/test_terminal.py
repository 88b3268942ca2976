"""The terminal: 80 columns, without colour, in plain ASCII where that is all there is."""

from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper

import numpy as np
import pytest
from readings import SHAPES
from rich.console import Console

from undertow.inference.reading import Notice
from undertow.report.terminal import print_reading
from undertow.report.terminal_strip import BLOCKS, PLAIN, marked


def printed(reading, encoding: str = "utf-8", width: int = 80, **options) -> str:
    stream = BytesIO()
    file = TextIOWrapper(stream, encoding=encoding, errors="strict")
    print_reading(reading, Console(file=file, width=width, **options))
    file.flush()
    return stream.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_it_fits_eighty_columns_in_any_encoding(reading, encoding):
    lines = printed(reading, encoding).splitlines()
    assert max(len(line) for line in lines) <= 80


def test_a_stream_of_ascii_gets_ascii_only(rich_reading):
    text = printed(replace(rich_reading, title="journée.csv"), "ascii")
    assert text.isascii()
    assert "journ?e.csv" in text


def test_a_stream_of_utf8_gets_blocks(rich_reading):
    assert set(BLOCKS[1:]) & set(printed(rich_reading))


def test_the_named_cycle_comes_first(rich_reading):
    text = printed(rich_reading)
    order = ["cannot tell", "5 turns of the cycle", "Incident, again"]
    order += [
        "29 Mar to 11 May 2024 (44 days)",
        "Pull ",
        "Part: relief",
        "Part: love",
        "Seven signs",
    ]
    order += ["As it has been", "Limits of this reading", "1-800-799-7233"]
    places = [text.index(phrase) for phrase in order]
    assert places == sorted(places)


def test_no_escape_codes_without_colour(rich_reading, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = printed(rich_reading, force_terminal=True, color_system="standard")
    assert "\x1b[3" not in text
    assert "\x1b[9" not in text


def test_colour_is_there_on_a_terminal_that_has_it(rich_reading, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = printed(rich_reading, force_terminal=True, color_system="standard")
    assert "\x1b[3" in text


@pytest.mark.parametrize("title", ["[red]x[/red].csv", "a\x1b[2Jb.csv", "[/]"])
def test_a_hostile_name_neither_styles_nor_steers(rich_reading, title):
    text = printed(replace(rich_reading, title=title))
    assert title.replace("\x1b", "?") in text
    assert "\x1b" not in text


def test_a_long_record_lists_its_last_turns():
    text = printed(SHAPES["ten_years"]())
    assert "These are the last 8 of 63 turns." in text
    assert "\n56. " in text
    assert "\n55. " not in text


def test_other_paths_are_not_pushed(reading):
    text = printed(reading)
    assert "With no contact" not in text
    assert "With one contact" not in text


def test_standard_output_is_the_default(rich_reading, monkeypatch):
    stream = StringIO()
    monkeypatch.setattr("sys.stdout", stream)
    print_reading(rich_reading)
    assert "What this record shows" in stream.getvalue()


@pytest.mark.parametrize("marks", [BLOCKS, PLAIN])
def test_marks_rise_with_the_level(marks):
    levels = np.array([0.0, 0.01, 0.5, 1.0, np.nan, 2.0])
    row = marked(levels, marks)
    assert row[0] == " "
    assert row[1] == marks[1]
    assert marks.index(row[2]) == 4
    assert row[3] == row[5] == marks[-1]
    assert row[4] == " "


def test_stages_that_cannot_be_named_have_no_rows(rich_reading):
    text = printed(replace(rich_reading, notices=[Notice("no_events")]))
    assert "The stages cannot be named from this record." in text
    for told in ("Incident, again", "Apart", "Each turn"):
        assert told not in text
        assert told in printed(rich_reading)
