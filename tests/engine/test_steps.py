"""The step is a matter of cost, not of meaning: states hardly depend on it."""

from functools import cache

import numpy as np
import pytest
from drawn import two_years

from undertow.engine import scan
from undertow.theory import Inputs, States

QUARTER = 0.25
COARSE = {"opponent": 0.15}
"""It follows surprises, which enter squared and weighed by a fourth power: a day is coarse."""
BUT_CORTISOL = [name for name in States._fields if name != "cortisol"]


@cache
def ends(step: float, days_are_even: bool = False) -> States:
    """States at the end of each step of two years, for a few people; (steps, persons)."""
    start, inputs, p = two_years(persons=4, seed=3)
    if days_are_even:
        by_day = (field.reshape(730, 4, -1).mean(1) for field in inputs)
        inputs = Inputs(*(np.repeat(field, 4, axis=0) for field in by_day))
    if step < QUARTER:
        inputs = Inputs(*(np.repeat(field, round(QUARTER / step), axis=0) for field in inputs))
    if step > QUARTER:
        inputs = Inputs(*(field[:: round(step / QUARTER)] for field in inputs))
    return States(*map(np.asarray, scan.run(start, inputs, p, step)[0]))


def gap(name: str, coarse: States, fine: States) -> float:
    """Largest difference at the ends of the coarse steps, relative to each person's maximum."""
    a, b = getattr(coarse, name), getattr(fine, name)
    finer = len(b) // len(a)
    return float(np.max(np.abs(a - b[finer - 1 :: finer]).max(0) / np.abs(b).max(0)))


def test_the_relationships_alternate():
    _, inputs, _ = two_years(persons=4, seed=3)
    assert np.all((inputs.harm > 0).mean(0) > 0.02)
    assert np.all((inputs.warmth > 0).mean(0) > 0.1)
    assert np.all((inputs.contact < 1).mean(0) > 0.05)


@pytest.mark.parametrize("name", BUT_CORTISOL)
def test_an_hour_and_a_quarter_day_agree_within_two_percent(name):
    assert gap(name, ends(QUARTER), ends(1 / 24)) < 0.02


@pytest.mark.parametrize("name", BUT_CORTISOL)
def test_a_day_and_a_quarter_day_agree_within_five_percent_on_even_days(name):
    assert gap(name, ends(1.0, True), ends(QUARTER, True)) < COARSE.get(name, 0.05)


def test_cortisol_is_worth_reading_at_fine_steps_only():
    """It follows threat within two hours (A10), so that a quarter of a day is too coarse."""
    assert gap("cortisol", ends(1 / 24), ends(1 / 96)) < 0.02
    assert gap("cortisol", ends(QUARTER), ends(1 / 96)) > 0.05
