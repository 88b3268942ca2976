"""`undertow score` from the command line: tables, JSON, and one line where something is wrong."""

import json
from pathlib import Path

import numpy as np
import pytest

from undertow.cli import commands
from undertow.commands.endings import status_of

MAP = """\
person = "id"
time = "day"
time_unit = "days"
[ratings.worried]
column = "worried"
range = [0, 10]
[ratings.rare]
column = "rare"
range = [0, 10]
[events.row]
column = "row"
above = 0
"""


@pytest.fixture
def study(tmp_path) -> Path:
    rng = np.random.default_rng(0)
    rows = ["id\tday\tworried\trare\trow"]
    for person in range(6):
        level = rng.uniform(0, 8)
        for day in range(36):
            level = 0.9 * level + 0.1 * rng.uniform(0, 8)
            answer = int(np.clip(round(level + rng.normal()), 0, 10))
            rare = answer if day < 9 else "NA"
            rows.append(f"P{person}\t{day}\t{answer}\t{rare}\t{rng.integers(0, 2)}")
    (tmp_path / "study.tsv").write_text("\n".join(rows) + "\n")
    (tmp_path / "MAP.toml").write_text(MAP)
    return tmp_path


def run(study: Path, *words: str, table: str = "study.tsv") -> int:
    arguments = ["score", str(study / table), "--map", str(study / "MAP.toml"), *words]
    return status_of(lambda: commands()(arguments))


def test_figures_are_printed_and_written_for_other_programs(study, capsys):
    assert run(study, "--json", str(study / "out.json")) == 0
    found = json.loads((study / "out.json").read_text())
    assert found["version"] == 1
    worried, rare = found["rows"]
    assert (worried["target"], worried["people"], worried["points"]) == ("worried", 6, 66)
    for name in ("mean", "persistence", "ar1", "decay"):
        assert worried[name]["mae"] > 0
    for name in ("ewma", "model", "model_with_events"):
        assert set(worried[name]) == {"mae", "crps", "cover80"}
        assert 0 < worried[name]["crps"] < worried[name]["mae"]
        assert 0 <= worried[name]["cover80"] <= 1
    ratio = worried["ratios"]["mae"]
    assert ratio["value"] == pytest.approx(worried["model"]["mae"] / worried["ewma"]["mae"])
    assert ratio["low95"] < ratio["value"] < ratio["high95"]
    assert set(worried["events_ratios"]) == {"mae", "crps"}
    assert (rare["people"], rare["left_out"], rare["model"]["mae"]) == (0, 6, None)
    printed = capsys.readouterr().out
    assert "worried" in printed
    assert "rare: Nobody has 30 answers or more" in printed
    assert max(map(len, printed.splitlines())) <= 80
    assert "P0" not in printed + json.dumps(found)  # nobody is named


def test_the_same_table_gives_the_same_figures(study):
    for name in ("one.json", "two.json"):
        assert run(study, "--json", str(study / name)) == 0
    assert (study / "one.json").read_text() == (study / "two.json").read_text()


@pytest.mark.parametrize(
    ("break_it", "line"),
    [
        (lambda study: (study / "study.tsv").unlink(), "study.tsv: there is no such file."),
        (lambda study: (study / "MAP.toml").unlink(), "MAP.toml: there is no such file."),
        (
            lambda study: (study / "study.tsv").write_text("id\tday\tworried\trare\trow\n"),
            "study.tsv: there are no rows",
        ),
        (
            lambda study: (study / "study.tsv").write_text(
                "id\tday\tworried\trare\trow\nP0\t1\tvery\t2\t0\n"
            ),
            "study.tsv, line 2, column worried: this is not a number.",
        ),
    ],
)
def test_bad_input_is_told_in_one_line_and_nothing_is_written(study, capsys, break_it, line):
    break_it(study)
    assert run(study, "--json", str(study / "out.json")) == 2
    told = capsys.readouterr()
    assert told.err.startswith(line)
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not (study / "out.json").exists()


def test_it_never_writes_over_what_it_reads(study, capsys):
    assert run(study, "--json", str(study / "study.tsv")) == 2
    assert "used twice" in capsys.readouterr().err
