"""What a first reading must reach on 200 simulated diaries; writes docs/reading_quality.md."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from findings import Findings
from quality_page import page
from science_run import run
from settings import COVERED, FEWEST_F1, MOST_ERROR, REPORTED, REQUIRED
from stage_section import part_of

pytestmark = pytest.mark.science

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reading_quality.md"


@pytest.fixture(scope="module")
def found() -> dict[str, Findings]:
    """Every setting's figures, written down before anything is required of them."""
    # In a fresh process, without the checks of shapes: lives of years take five times as long.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        figures = pool.submit(run, {**REQUIRED, **REPORTED}, print).result()
    kept = part_of(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page(figures, date.today(), kept), encoding="utf-8")
    return figures


@pytest.mark.parametrize("name", REQUIRED)
def test_stages_are_found(found, name):
    assert found[name].f1.value >= FEWEST_F1


@pytest.mark.parametrize("name", REQUIRED)
def test_confidence_means_what_it_says(found, name):
    assert found[name].ece.value <= MOST_ERROR


@pytest.mark.parametrize("name", REQUIRED)
def test_stages_are_told_better_than_by_a_plain_hidden_markov_model(found, name):
    assert found[name].score.value > found[name].plain_score


@pytest.mark.parametrize("name", REQUIRED)
def test_stages_are_told_better_than_by_base_rates(found, name):
    assert found[name].score.value > found[name].base_score


def test_bands_of_the_pull_hold_what_they_promise(found):
    assert COVERED[0] <= found["usual"].bands["pull"].pooled <= COVERED[1]
