"""The ledger: a row passes with its mechanism and fails without, and all of it is told."""

import json
from io import StringIO

import numpy as np
import pytest
from rich.console import Console

from undertow.evidence import ablation, ledger, ledger_page
from undertow.evidence.experiment import experiment
from undertow.evidence.judging import Interval, Target, Verdict, at_least
from undertow.evidence.lab import Lab
from undertow.evidence.rows import row, row_names
from undertow.record.problem import Problem
from undertow.report.ledger_form import ledger_json, print_ledger

LAB = Lab(seeds=6)
HOLDS, OPEN, FAILS = (Verdict(outcome, Interval(1, 0, 2)) for outcome in ("holds", "open", "fails"))


def switch(mechanism: str, other: float = 0.0):
    """A row that holds exactly while a mechanism is there."""

    @experiment("X1", needs=mechanism, target=at_least(1.0))
    def measured(lab: Lab) -> np.ndarray:
        """It is there."""
        return np.full(lab.seeds, 1.0 if getattr(lab.parameters.mechanisms, mechanism) else other)

    return measured


@pytest.mark.parametrize(
    ("got", "without", "verdict"),
    [
        ([HOLDS], [FAILS], "pass"),
        ([HOLDS, HOLDS], [HOLDS, FAILS], "pass"),
        ([HOLDS], None, "pass"),
        ([HOLDS], [HOLDS], "fail"),
        ([HOLDS], [OPEN], "open"),
        ([HOLDS, OPEN], [FAILS], "open"),
        ([OPEN, FAILS], [FAILS], "fail"),
    ],
)
def test_a_row_passes_only_if_it_holds_and_then_falls(got, without, verdict):
    assert ledger.passing(got, without) == verdict


def test_a_row_that_does_not_need_its_mechanism_fails():
    assert ledger.measure(switch("relief"), LAB).verdict == "pass"
    assert ledger.measure(switch("relief", other=1.0), LAB).verdict == "fail"


def test_a_row_may_bring_its_own_control():
    @experiment("X2", target=at_least(1.0), control=lambda lab: np.zeros(lab.seeds))
    def measured(lab: Lab) -> np.ndarray:
        """It is there."""
        return np.ones(lab.seeds)

    line = ledger.measure(measured, LAB)
    assert (line.verdict, line.needs) == ("pass", "control")


def test_what_is_measured_must_be_what_is_targeted():
    @experiment("X3", target={"one": at_least(1.0)})
    def measured(lab: Lab) -> dict[str, np.ndarray]:
        """Another name."""
        return {"other": np.ones(lab.seeds)}

    with pytest.raises(ValueError, match="other"):
        measured.figures(LAB)


def test_a_figure_that_is_no_number_is_in_no_target():
    assert not Target().holds(np.array([np.nan])).any()


def test_the_share_of_draws_counts_those_in_which_all_figures_hold():
    @experiment("X4", target={"low": Target(high=0.5), "same": Target(high=0.5)})
    def measured(lab: Lab) -> dict[str, np.ndarray]:
        """A trait is low."""
        return {"low": lab.parameters.anxiety, "same": lab.parameters.anxiety}

    share = ledger.share_of_draws(measured, 400, seed=1)
    assert share == pytest.approx(0.81, abs=0.06)  # beta(2, 4) below one half


def test_the_same_seed_gives_the_same_line_in_any_number_of_processes():
    jobs = [("A07", 0, 6, 0), ("B02", 0, 6, 6)]
    one = dict(ledger.on_all_cores(ledger.line, jobs, 1))
    two = dict(ledger.on_all_cores(ledger.line, jobs, 2))
    assert {job: repr(line) for job, line in one.items()} == {
        job: repr(line) for job, line in two.items()
    }


def test_each_claim_but_two_has_a_row_and_so_has_each_finding_and_guard():
    wanted = {f"A{n:02}" for n in range(1, 36)} | {f"B{n:02}" for n in range(1, 15)}
    wanted |= {f"E{n:02}" for n in range(1, 22)} | {f"N{n}" for n in range(1, 8)}
    assert set(row_names()) == wanted - {"B06", "B13"}


def test_a_row_that_is_not_there_is_a_problem_in_one_line():
    with pytest.raises(Problem, match="A99"):
        row("A99")


@pytest.fixture(scope="module")
def lines():
    return [ledger.line("A07", 0, 6, 6), ledger.line("B02", 0, 6, 0)]


def test_the_table_tells_every_row_and_how_many_pass(lines):
    printed = StringIO()
    print_ledger(lines, Console(file=printed, width=200))
    text = printed.getvalue()
    assert all(part in text for part in ("A07", "B02", "(attraction)", "(in proportion)"))
    assert "2 rows: 2 pass, 0 open, 0 fail" in text


def test_the_json_holds_all_figures_and_no_number_that_json_lacks(lines):
    content = json.loads(ledger_json(lines, 0, 6))
    first, second = content["rows"]
    assert first["statistics"][0]["got"]["outcome"] == "holds"
    assert first["draws"] == 6
    assert second["statistics"][1]["without"]["median"] is None
    assert "NaN" not in ledger_json(lines, 0, 6)


def test_the_page_replaces_what_is_measured_and_keeps_the_words(lines):
    content = json.loads(ledger_json(lines, 0, 6))
    page = f"by hand\n{ledger_page.BEGIN}\nold\n{ledger_page.END}\nby hand too\n"
    written = ledger_page.page_with(page, content)
    assert written.startswith("by hand\n")
    assert written.endswith("by hand too\n")
    assert "old" not in written
    assert "| A07 |" in written
    assert ledger_page.page_with(written, content) == written
    with pytest.raises(ValueError, match="marks"):
        ledger_page.page_with("no marks", content)


def test_the_picture_of_the_ablation_marks_what_a_row_names(lines):
    told: list[float] = []
    table = ablation.measure(lines[:1], 0, 6, 1, told.append)
    assert told[-1] == 1
    assert table.left["A07", "relief"] == "fail"
    assert table.left["A07", "grief"] == "pass"
    drawn = ablation.picture(table)
    assert "A07 without relief: fail" in drawn
    assert drawn.count("<rect") == 1 + len(ledger.MECHANISMS)
