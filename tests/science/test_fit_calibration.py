"""Simulation-based calibration of every way to fit; writes docs/calibration.md."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from fit_page import COVERED, page
from fit_run import METHODS, SEED, run

pytestmark = pytest.mark.science

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "calibration.md"
_LEEWAY = 2.5
"""Standard errors by which a share may miss its range by luck."""


@pytest.fixture(scope="module")
def found():
    """Figures of all methods and twists, written down before anything is required of them."""
    # In a fresh process, without the checks of shapes and with JAX as people run it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        methods, twists, readings = pool.submit(run).result()
    asked = {name: method.people for name, method in METHODS.items()}
    text = page(methods, twists, SEED, date.today(), asked, readings)
    PAGE.write_text(text, encoding="utf-8")
    return methods


@pytest.mark.parametrize("method", METHODS)
def test_intervals_hold_what_they_promise(found, method):
    inside = found[method].inside
    luck = _LEEWAY * 0.4 / len(inside) ** 0.5
    assert (inside.mean(axis=0) >= COVERED[0] - luck).all()
    assert (inside.mean(axis=0) <= 1.0).all()
