"""`undertow read` passes on what it is asked for, and checks before it works."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from undertow.commands.read import read
from undertow.inference.reading import Reading
from undertow.record.notice import Notice
from undertow.record.problem import Problem

DIARY = """\
time,kind,value
2026-03-01,harm,7
2026-03-02,craving,8
2026-03-02,craving,8
"""


class Rooms:
    """Stands in for inference and report, and remembers what was asked of them."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.seed = -1
        self.theory = ""
        self.rivals: list[str] = []
        self.fitted_by = ""
        self.told: Reading | None = None

    def read(self, diary, seed, progress, theory, rivals, method=""):
        self.calls.append("read")
        self.fitted_by = method
        self.seed = seed
        self.theory, self.rivals = theory.name, [rival.name for rival in rivals]
        progress(0.5)
        return Reading(
            dates=[date(2026, 3, 1)],
            stages={},
            written=np.array([True]),
            cycle_count=(0.0, 0.0, 0.0),
            cycles=[],
            trends=[],
            states={},
            contraction={},
            signs=[],
            forecast_dates=[],
            forecast={},
            theories=[],
            totals={},
            relief={},
            notices=[Notice("short")],
        )

    def write_json(self, reading, path):
        self.calls.append(f"json {path.name}")

    def write_html(self, reading, path):
        self.calls.append(f"html {path.name}")

    def print_reading(self, reading, console):
        self.calls.append("print")
        self.told = reading


@pytest.fixture
def rooms(monkeypatch) -> Rooms:
    rooms = Rooms()
    monkeypatch.setattr("undertow.inference.read", rooms.read)
    monkeypatch.setattr("undertow.inference.closely.read_closely", rooms.read)
    monkeypatch.setattr("undertow.report.json_form.write_json", rooms.write_json)
    monkeypatch.setattr("undertow.report.page.write_html", rooms.write_html)
    monkeypatch.setattr("undertow.report.terminal.print_reading", rooms.print_reading)
    return rooms


@pytest.fixture
def diary(tmp_path) -> Path:
    path = tmp_path / "diary.csv"
    path.write_text(DIARY)
    return path


def test_files_are_written_before_anything_is_printed(rooms, diary, tmp_path):
    read(diary, json=tmp_path / "r.json", html=tmp_path / "r.html", seed=7)
    assert rooms.calls == ["read", "json r.json", "html r.html", "print"]
    assert rooms.seed == 7


def test_what_loading_noticed_is_told_after_what_the_reading_noticed(rooms, diary):
    read(diary)
    assert [notice.id for notice in rooms.told.notices][:2] == ["short", "duplicates"]


def test_no_progress_is_shown_where_nobody_looks_on(rooms, diary, capsys):
    read(diary)
    assert capsys.readouterr().err == ""


def test_progress_goes_to_standard_error_of_a_terminal(rooms, diary, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes this for a terminal
    read(diary)
    output = capsys.readouterr()
    assert "Reading" in output.err
    assert output.out == ""


def test_a_map_and_a_person_choose_what_is_read(rooms, tmp_path):
    (tmp_path / "map.toml").write_text(
        'person = "id"\ntime = "day"\n[ratings.craving]\ncolumn = "wish"\nrange = [0, 100]\n'
    )
    (tmp_path / "table.csv").write_text("id,day,wish\na,2026-03-01,5\nb,2026-03-01,50\n")
    read(tmp_path / "table.csv", column_map=tmp_path / "map.toml", person="b")
    with pytest.raises(Problem):
        read(tmp_path / "table.csv", column_map=tmp_path / "map.toml", person="c")
    assert rooms.calls == ["read", "print"]


@pytest.mark.parametrize("name", ["diary.csv", "missing/page.html", "."])
def test_a_page_that_cannot_be_written_is_refused_before_the_work(rooms, diary, name):
    with pytest.raises(Problem):
        read(diary, html=diary.parent / name)
    assert rooms.calls == []
    assert diary.read_text() == DIARY


def test_two_outputs_cannot_share_a_file(rooms, diary, tmp_path):
    with pytest.raises(Problem, match="used twice"):
        read(diary, html=tmp_path / "same", json=tmp_path / "same")
    assert rooms.calls == []


def test_a_seed_below_zero_is_refused_before_the_work(rooms, diary):
    with pytest.raises(Problem, match=r"--seed: -3 is below 0\. Give 0"):
        read(diary, seed=-3)
    assert rooms.calls == []


def test_the_main_theory_alone_is_read_unless_another_is_asked_for(rooms, diary):
    read(diary)
    assert (rooms.theory, rooms.rivals) == ("reinforcement", [])
    read(diary, theory="severity", compare=True)
    assert rooms.theory == "severity"
    assert rooms.rivals[:4] == ["reinforcement", "repetition", "affection", "severity"]


def test_nothing_is_fitted_unless_a_method_is_named(rooms, diary, monkeypatch):
    monkeypatch.setenv("UNDERTOW_COMPILED", "off")
    read(diary)
    assert rooms.fitted_by == ""
    read(diary, method="pathfinder")
    assert rooms.fitted_by == "pathfinder"


def test_a_theory_that_is_not_there_is_refused_before_the_work(rooms, diary):
    with pytest.raises(Problem, match=r"called x\?y\. There are: reinforcement, repetition, aff"):
        read(diary, theory="x\ny")
    assert rooms.calls == []
