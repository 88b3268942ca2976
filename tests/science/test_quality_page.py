"""The page of figures: says what was not reached, and leaves no hole."""

from datetime import date

import numpy as np
import pytest
from findings import find
from judging import Judged
from measures import tally
from quality_page import missed, page
from settings import REPORTED, REQUIRED

from undertow.inference.cycles import TRENDS
from undertow.inference.reading import READ_STATES

STAGES = 6


def _judged(seed, right, inside):
    """One diary of 80 days, read right and covered in these shares."""
    rng = np.random.default_rng(seed)
    true = rng.integers(STAGES, size=80)
    named = np.where(rng.random(80) < right, true, rng.integers(STAGES, size=80))
    probability = np.full((80, STAGES), (1 - right) / STAGES)
    probability[np.arange(80), named] += right
    flat = np.full((80, STAGES), 1 / STAGES)
    return Judged(
        kind="cycle",
        days=80,
        written=0.6,
        stages=tally(true, probability),
        plain=tally(true, flat),
        inside={name: rng.random(80) < inside for name in READ_STATES},
        width=dict.fromkeys(READ_STATES, 0.3),
        error=dict.fromkeys(READ_STATES, 0.1),
        pull_sd=0.1,
        cycles=(3.0, 3.2, 2.0, 4.0),
        trends=dict.fromkeys(TRENDS, 0.6),
        escalation=(0.0, 0.01, 0.03)[seed % 3],
        fading=0.01 * seed,
    )


def _found(right, inside):
    base = np.full(STAGES, 1 / STAGES)
    figures = find([_judged(seed, right, inside) for seed in range(24)], base)
    return dict.fromkeys({**REQUIRED, **REPORTED}, figures)


@pytest.fixture(scope="module")
def good():
    return _found(0.95, 0.8)


def test_what_was_reached_is_told(good):
    assert missed(good) == []
    assert "All of it was reached." in page(good, date(2026, 11, 21))


def test_what_was_not_reached_is_told_first_of_all():
    poor = _found(0.6, 0.6)
    gaps = missed(poor)
    assert any(gap.startswith("F1 is 0.6") for gap in gaps)
    assert any(gap.startswith("the bands of the pull cover") for gap in gaps)
    assert f"Not reached: {gaps[0]}" in page(poor, date(2026, 11, 21))


def test_every_setting_has_its_row(good):
    text = page(good, date(2026, 11, 21))
    assert all(setting.words in text for setting in {**REQUIRED, **REPORTED}.values())
    assert "nan" not in text
    assert "{" not in text
