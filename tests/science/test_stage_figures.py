"""What stages must reach on 500 simulated diaries; writes its part of docs/reading_quality.md."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from stage_figures import DEGREES, StageFigures, find_stages, groups, judge_groups
from stage_section import (
    COVERED,
    FEWEST_F1,
    FEWEST_RATIO,
    MOST_ERROR,
    WITHIN_ONE,
    put_into,
    section,
)

pytestmark = pytest.mark.science

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reading_quality.md"
SEED = 31
DIARIES = 500


def measure() -> dict[str, StageFigures]:
    """Figures by share of missing days."""
    judged = judge_groups(groups(DIARIES, SEED))
    return {name: find_stages(judged[name]) for name in DEGREES}


@pytest.fixture(scope="module")
def found() -> dict[str, StageFigures]:
    """All figures, written down before anything is required of them."""
    # In a fresh process, without the checks of shapes: lives of years take five times as long.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        figures = pool.submit(measure).result()
    part = section(figures, SEED, date.today())
    PAGE.write_text(put_into(PAGE.read_text(encoding="utf-8"), part), encoding="utf-8")
    return figures


@pytest.mark.parametrize("name", DEGREES)
def test_stages_are_found(found, name):
    assert found[name].f1.value >= FEWEST_F1[name]


@pytest.mark.parametrize("name", DEGREES)
def test_little_is_lost_by_not_knowing_the_person(found, name):
    assert found[name].ratio.value >= FEWEST_RATIO


@pytest.mark.parametrize("name", DEGREES)
def test_confidence_means_what_it_says(found, name):
    assert found[name].ece.value <= MOST_ERROR


def test_the_number_of_cycles_is_told(found):
    daily = found["daily"]
    covered = COVERED[0] <= daily.covered.value <= COVERED[1]
    assert daily.within_one.value >= WITHIN_ONE or covered
