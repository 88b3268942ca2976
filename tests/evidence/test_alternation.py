"""The experiment that matters most: the bond forms only where harm and warmth meet (A04)."""

from functools import cache

import numpy as np
import pytest

from undertow.evidence.alternation import (
    ALSO_ALTERNATIONS,
    APART_IN_TIME,
    LIVED,
    NO_RELIEF,
    VARIATIONS,
    all_bonds,
    alternation_forms_the_bond,
)
from undertow.evidence.judging import judge
from undertow.evidence.lab import Lab

STEPS = (1 / 24, 1 / 4)


@cache
def bonds(step: float) -> dict[str, np.ndarray]:
    return all_bonds(Lab(seeds=20, step=step))


def times_the_largest_of_the_others(step: float, name: str) -> np.ndarray:
    return bonds(step)[name] / np.max([bonds(step)[other] for other in APART_IN_TIME], axis=0)


@pytest.mark.parametrize("step", STEPS)
def test_the_lived_alternation_bonds_three_times_as_much_as_any_order_without_it(step):
    ratio = times_the_largest_of_the_others(step, LIVED)
    assert judge(ratio, alternation_forms_the_bond.target).outcome == "holds"
    assert ratio.min() >= 3.0


def test_the_five_orders_are_those_that_are_required():
    assert set(APART_IN_TIME) == {
        "all harm, then all warmth",
        "all warmth, then all harm",
        "warmth only",
        "harm only",
        "both constant",
    }


@pytest.mark.parametrize("step", STEPS)
def test_without_relief_nothing_is_left_but_what_warmth_alone_makes(step):
    assert np.all(bonds(step)[NO_RELIEF] <= 1.01 * bonds(step)["warmth only"])


@pytest.mark.parametrize("step", STEPS)
def test_without_relief_the_ratio_falls_below_three(step):
    ratio = times_the_largest_of_the_others(step, NO_RELIEF)
    assert judge(ratio, alternation_forms_the_bond.target).outcome == "fails"


EVENED_OUT = {
    "shuffled in blocks of 6 hours": 0.08,
    "shuffled in blocks of a day": 0.05,
    "episodes of both at even distances": 0.1,
    "harm constant, warmth as lived": 0.04,
}
"""Orders whose warmth hardly strays: there the fourth power of the volatility is steepest."""


@pytest.mark.parametrize(
    "name", [LIVED, NO_RELIEF, *APART_IN_TIME, *ALSO_ALTERNATIONS, *VARIATIONS]
)
def test_an_hour_and_a_quarter_day_agree_within_two_percent(name):
    fine, coarse = (bonds(step)[name] for step in STEPS)
    np.testing.assert_allclose(coarse, fine, rtol=EVENED_OUT.get(name, 0.02))


def test_the_experiment_measures_what_the_table_says():
    lab = Lab(seeds=6)
    by_table = times_the_largest_of_the_others(1 / 4, LIVED)[:6]
    np.testing.assert_allclose(alternation_forms_the_bond.measure(lab), by_table)


def test_the_experiment_fails_without_the_mechanism_that_it_needs():
    lab = Lab(seeds=6)
    assert alternation_forms_the_bond.verdict(lab).outcome == "holds"
    assert alternation_forms_the_bond.without_mechanism(lab).outcome == "fails"


@pytest.mark.parametrize(
    "name",
    [
        "time reversed",
        "shuffled in blocks of 7 days",
        "harm and warmth at the same moments",
        "harm constant, warmth as lived",
    ],
)
def test_where_harm_meets_warmth_that_comes_and_goes_there_is_a_bond(name):
    assert times_the_largest_of_the_others(1 / 4, name).min() > 1.5


def test_the_more_evenly_warmth_comes_the_less_it_bonds():
    here = bonds(1 / 4)
    orders = [
        "shuffled in blocks of 7 days",
        "shuffled in blocks of a day",
        "shuffled in blocks of 6 hours",
        "episodes of both at even distances",
    ]
    medians = [np.median(here[name]) for name in orders]
    assert medians == sorted(medians, reverse=True)
    assert medians[-1] < 0.1 * medians[0]


def test_naming_throughout_weakens_the_bond_and_does_not_remove_it():
    named = bonds(1 / 4)["naming throughout"] / bonds(1 / 4)[LIVED]
    assert np.all((named > 0.4) & (named < 0.9))


def test_power_adds_to_the_bond():
    here = bonds(1 / 4)
    assert np.all(here["no power"] < here[LIVED])
    assert np.all(here[LIVED] < here["full power"])
