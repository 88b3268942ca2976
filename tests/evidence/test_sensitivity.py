"""Indices are wired right, the same luck serves every set, and the picture says what was found."""

import json
import re
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from undertow.cli import main
from undertow.evidence.ledger import on_all_cores
from undertow.evidence.sensitivity import outcomes as living
from undertow.evidence.sensitivity import run
from undertow.evidence.sensitivity.outcomes import MEANINGS, days_until, outcomes
from undertow.evidence.sensitivity.page import measured, page_with
from undertow.evidence.sensitivity.picture import WRITTEN, colour, described, picture
from undertow.evidence.sensitivity.run import Sensitivity, from_json, population_parameters
from undertow.evidence.sensitivity.sobol import Indices, Plan, at_quantiles
from undertow.record.problem import Problem
from undertow.theory import Parameters
from undertow.theory.parameter import Parameter, Prior, lognormal, positive


def uniform(low: float, high: float) -> Parameter:
    """A parameter that is anything between two values alike."""
    prior = Prior("uniform", lambda rng, size: rng.uniform(low, high, size))
    return Parameter(1.0, "1", positive, prior, "x", "test", (), "assumed", "test")


def named(name: str, parameter: Parameter) -> Parameter:
    object.__setattr__(parameter, "name", name)
    return parameter


@pytest.fixture(scope="module")
def ishigami() -> Indices:
    """sin x + 7 sin^2 y + 0.1 z^4 sin x, and a fourth that nothing reads."""
    four = [named(name, uniform(-np.pi, np.pi)) for name in "xyzu"]
    plan = Plan(four, 4096, seed=3)
    x, y, z, _ = (plan.values[name] for name in "xyzu")
    return plan.indices(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x))


def test_known_indices_come_out(ishigami):
    """Ishigami & Homma 1990; exact values by Sobol & Levitan."""
    assert ishigami.first[:3] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert ishigami.total[:3] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)
    assert (ishigami.total_error < 0.06).all()


def test_what_nothing_reads_has_index_zero(ishigami):
    assert ishigami.total[3] == 0
    assert ishigami.first[3] == 0


@pytest.mark.parametrize("seed", [0, 5])
def test_the_same_seed_gives_the_same_indices_and_intervals(seed):
    def found(seed: int) -> np.ndarray:
        plan = Plan([named(name, uniform(0, 1)) for name in "ab"], 64, seed)
        return np.array(plan.indices(plan.values["a"] + plan.values["b"] ** 2))

    assert np.array_equal(found(seed), found(seed))
    assert not np.array_equal(found(seed), found(seed + 1))


def test_an_outcome_that_never_varies_has_no_indices():
    plan = Plan([named(name, uniform(0, 1)) for name in "ab"], 8, seed=0)
    indices = plan.indices(np.full(len(plan.points), 3.0))
    assert np.all(np.array(indices) == 0)


@pytest.mark.parametrize("samples", [0, 1, 3, 100])
def test_samples_are_a_power_of_two(samples):
    with pytest.raises(Problem, match="power of two"):
        Plan(population_parameters(), samples, 0)


def test_quantiles_are_those_of_the_prior():
    even = uniform(0, 1)
    assert at_quantiles(even, np.array([0.1, 0.5, 0.9])) == pytest.approx([0.1, 0.5, 0.9], abs=0.01)
    skewed = Parameter(2.0, "1", positive, lognormal(2.0, 0.3), "x", "t", (), "assumed", "t")
    low, middle, high = at_quantiles(skewed, np.array([0.16, 0.5, 0.84]))
    assert (low, middle, high) == pytest.approx(
        (2 * np.exp(-0.2983), 2.0, 2 * np.exp(0.2983)), rel=0.02
    )


@pytest.mark.parametrize("entry", population_parameters(), ids=lambda entry: entry.name)
def test_every_set_of_a_plan_is_allowed(entry):
    values = at_quantiles(entry, np.linspace(0, 1, 101))
    assert np.isfinite(values).all()
    assert values.min() >= entry.support.low
    assert values.max() <= entry.support.high


def test_what_varies_is_the_population():
    names = {entry.name for entry in population_parameters()}
    assert {"bond_growth", "leaving_base", "naming_share"} <= names
    assert not names & {"anxiety", "leaving_propensity", "lifetime_days"}


@pytest.fixture(autouse=True, scope="module")
def short():
    """Half a year instead of two, two years apart instead of twenty: as much to test, sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(living, "YEARS", 0.5)
        patch.setattr(living, "LONGEST", 2 * 365)
        yield


@pytest.fixture(scope="module")
def changed() -> dict[str, np.ndarray]:
    """Outcomes as they are, and with one number half as large again; by that number."""
    names = ("opponent_days", "affection_growth", "returning_base", "severity_growth")
    base = Parameters().values()
    sets = {name: np.full(1 + len(names), base[name]) for name in names}
    for place, name in enumerate(names, start=1):
        sets[name][place] *= 1.5
    found = outcomes(sets, 0, 1)
    return {"": found[:, 0]} | {name: found[:, at] for at, name in enumerate(names, start=1)}


def test_the_same_set_has_the_same_outcomes_beside_whatever_other(changed):
    value = Parameters().values()["severity_growth"]
    alone = outcomes({"severity_growth": np.array([value])}, 0, 1)
    assert np.isfinite(alone).all()
    assert alone[:, 0] == pytest.approx(changed[""], rel=1e-12)


def test_outcomes_are_means_over_relationships():
    values = {"bond_growth": np.array([0.05, 0.2])}
    one, two = (outcomes(values, 0, count) for count in (1, 2))
    assert not np.allclose(one, two)
    second = 2 * two - one
    assert np.allclose(outcomes({"bond_growth": np.array([0.2])}, 0, 2)[:, 0], two[:, 1])
    assert np.all(second[[*MEANINGS].index("relief-bond")] > 0)


def test_outcomes_move_with_what_they_rest_on_and_with_nothing_else(changed):
    names = [*MEANINGS]
    moved = {
        name: {names[row] for row in np.flatnonzero(~np.isclose(changed[""], figures, rtol=1e-9))}
        for name, figures in changed.items()
    }
    assert moved["returning_base"] == {"going back"}
    assert moved["severity_growth"] == set()
    assert "days of withdrawal" in moved["opponent_days"]
    assert "relief-bond" not in moved["opponent_days"]
    assert {"affection", "pull, day 1"} <= moved["affection_growth"]
    rise = (changed["returning_base"] - changed[""])[names.index("going back")]
    assert rise == pytest.approx(np.log(1.5))


def test_days_until_a_share_are_counted_between_steps():
    days = np.array([0.5, 1.5, 2.5, 16.5])
    path = np.array([[1.0, 1.0, 1.0], [0.8, 0.9, 0.4], [0.6, 0.9, 0.4], [0.4, 0.9, 0.1]])
    assert days_until(path, days, 0.5) == pytest.approx([9.5, 16.5, 0.5 + 0.5 / 0.6])


@pytest.fixture(scope="module")
def small() -> Sensitivity:
    """A small run over three parameters, one of which nothing reads."""
    known = {entry.name: entry for entry in Parameters.entries()}
    chosen = [known[name] for name in ("bond_growth", "severity_growth", "opponent_days")]
    return run.measure(8, 1, 0, 1, lambda share: None, chosen)


def test_a_run_gives_zero_to_what_no_outcome_reads(small):
    unread = small.parameters.index("severity_growth")
    for outcome, indices in small.found.items():
        assert indices.total[unread] == pytest.approx(0.0, abs=1e-12), outcome
    assert "severity_growth" not in small.strongest(3)
    assert small.found["days of withdrawal"].total[small.parameters.index("opponent_days")] > 0.3


def test_a_run_does_not_depend_on_how_it_is_cut(small, monkeypatch):
    known = {entry.name: entry for entry in Parameters.entries()}
    chosen = [known[name] for name in small.parameters]
    monkeypatch.setattr(run, "CHUNK", 7)
    shares: list[float] = []
    again = run.measure(8, 1, 0, 1, shares.append, chosen)
    for outcome in MEANINGS:
        assert again.found[outcome].total == pytest.approx(small.found[outcome].total, abs=1e-9)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


def test_leaving_early_ends_what_is_running():
    running = on_all_cores(time.sleep, [(0.0,), (300.0,), (300.0,)], 2)
    next(running)
    before = time.monotonic()
    running.close()
    assert time.monotonic() - before < 60


def test_the_file_for_other_programs_comes_back(small):
    again = from_json(run.as_json(small))
    assert list(again.parameters) == list(small.parameters)
    assert (again.samples, again.sets, again.seed) == (small.samples, small.sets, small.seed)
    for outcome, indices in small.found.items():
        assert again.found[outcome].total == pytest.approx(indices.total, abs=1e-4)
    with pytest.raises(ValueError, match="no file of"):
        from_json("[]")


def test_the_picture_shows_each_index_of_the_strongest(small):
    svg = picture(small)
    assert "style=" not in svg
    root = ElementTree.fromstring(svg)
    said = ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("title")]
    for outcome, indices in small.found.items():
        for name in small.strongest(25, WRITTEN):
            index = indices.total[small.parameters.index(name)]
            start = f"{outcome}, {name.replace('_', ' ')}: {index:.2f}"
            assert any(one.startswith(start) for one in said)
    [desc] = [node.text for node in root.iter() if node.tag.endswith("desc")]
    assert desc == described(small)
    assert "days of withdrawal: opponent days" in desc


def test_the_page_takes_its_figures_from_the_run(small):
    page = page_with(
        "before\n<!-- measured -->\nold\n<!-- end of what is measured -->\nafter", small
    )
    assert page.startswith("before")
    assert page.endswith("after")
    assert "old" not in page
    for line in measured(small):
        assert line in page
    assert "`severity_growth`" in page.partition("read by none of these outcomes")[2]
    with pytest.raises(ValueError, match="marks"):
        page_with("no marks", small)


def test_the_committed_page_shows_what_its_picture_shows():
    folder = Path(__file__).parents[2] / "docs" / "theory"
    page = (folder / "sensitivity.md").read_text(encoding="utf-8")
    root = ElementTree.fromstring((folder / "sensitivity.svg").read_text(encoding="utf-8"))
    shown = ["".join(node.itertext()) for node in root.iter() if node.tag.endswith("text")]
    rows = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert 10 <= len(rows) <= 25
    assert {row.replace("_", " ") for row in rows} <= set(shown)
    for outcome, meaning in MEANINGS.items():
        assert f"| {outcome} | {meaning} |" in page


def test_more_is_darker():
    def light(index: float) -> int:
        shade = colour(index)
        return sum(int(shade[at : at + 2], 16) for at in (1, 3, 5))

    shades = [light(index) for index in (-0.01, 0.07, 0.15, 0.3, 0.5, 0.9)]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 6


def tried(capsys, *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["sensitivity", *words])
    return ended.value.code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--samples", "100"), "power of two"),
        (("--relationships", "0"), "--relationships"),
        (("--seed", "-1"), "--seed"),
        (("--out", "/nowhere/at/all.svg"), "at"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(capsys, words, said):
    status, err = tried(capsys, *words)
    assert status == 2
    assert said in err
    assert err.count("\n") == 1


def test_a_missing_laboratory_is_told_in_one_line(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    status, err = tried(capsys, "--samples", "2")
    assert status == 2
    assert "undertow[lab]" in err


def test_the_command_writes_picture_and_file(capsys, tmp_path, monkeypatch, small):
    monkeypatch.setattr(run, "measure", lambda *_: small)
    words = ("--out", str(tmp_path / "a.svg"), "--json", str(tmp_path / "a.json"))
    status, err = tried(capsys, *words)
    assert (status, err) == (0, "")
    assert (tmp_path / "a.svg").read_text() == picture(small)
    assert json.loads((tmp_path / "a.json").read_text())["samples"] == 8
