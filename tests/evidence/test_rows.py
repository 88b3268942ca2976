"""Every row of the ledger says what it tests, on what it rests, and gives one figure a seed."""

import numpy as np
import pytest

from undertow.evidence.lab import Lab
from undertow.evidence.rows import row, row_names
from undertow.theory import Mechanisms, Parameters

SEEDS = 6
DESIGN_TOLD_ELSEWHERE = {"A04"}
"""docs/theory/alternation.md has it."""
USE_BY_FOLDER = {"claims": {"claim"}, "findings": {"calibration", "test"}, "guards": {"guard"}}
HELD_BACK = {"E04", "E08", "E12", "E15", "E17"}

LONG = {"A03", "A05", "A12", "A26", "A29", "A34", "B09", "B12", "N1"} | {
    f"E{number:02}" for number in (1, 6, 7, 8, 11, 12, 13, 15, 21)
}
"""Rows that take several seconds even with few seeds: measured by `make science` only."""

every_row = pytest.mark.parametrize("row_id", row_names())


def measured(names):
    """Rows by id, long ones marked."""
    return pytest.mark.parametrize(
        "row_id",
        [pytest.param(name, marks=pytest.mark.science if name in LONG else ()) for name in names],
    )


@pytest.fixture(scope="module")
def drawn() -> Lab:
    """As in draws from the prior: every seed has parameters of its own."""
    return Lab(seeds=SEEDS, parameters=Parameters.draw(np.random.default_rng(5), SEEDS))


@every_row
def test_a_row_is_named_as_its_file(row_id):
    assert row(row_id).id == row_id


@every_row
def test_a_row_says_what_it_tests_and_how(row_id):
    experiment = row(row_id)
    assert experiment.claim.endswith(".")
    assert experiment.source
    assert experiment.design or row_id in DESIGN_TOLD_ELSEWHERE


@every_row
def test_a_row_is_used_as_its_folder_says(row_id):
    folder = row_names()[row_id].split(".")[-2]
    assert row(row_id).use in USE_BY_FOLDER[folder]
    assert (row(row_id).use == "test") == (row_id in HELD_BACK)


@every_row
def test_a_row_rests_on_mechanisms_that_exist(row_id):
    assert set(row(row_id).needs) <= set(Mechanisms._fields)


@pytest.mark.parametrize("row_id", [name for name in row_names() if name[0] in "AB"])
def test_a_claim_rests_on_a_mechanism_or_has_a_control(row_id):
    experiment = row(row_id)
    assert bool(experiment.needs) != (experiment.control is not None)


@measured(row_names())
def test_each_statistic_is_one_number_a_seed_with_parameters_drawn_from_the_prior(row_id, drawn):
    figures = row(row_id).figures(drawn)
    assert {values.shape for values in figures.values()} == {(SEEDS,)}
    assert not all(np.isnan(values).all() for values in figures.values())


@measured([name for name in row_names() if row(name).control])
def test_a_control_measures_the_same_statistics(row_id):
    experiment = row(row_id)
    figures = experiment.control(Lab(seeds=SEEDS))
    figures = figures if isinstance(figures, dict) else {"": figures}
    assert set(figures) == set(experiment.targets)
    assert {np.shape(values) for values in figures.values()} == {(SEEDS,)}
