"""What one person's own way of writing changes, against sums done by hand."""

from math import lgamma

import numpy as np
import pytest
from tiny_models import tiny_model

from undertow.inference.gamma_function import digamma, log_gamma
from undertow.inference.observations import NOT_SEEN, Observations
from undertow.inference.personal_events import likeness, own_events


@pytest.mark.parametrize("x", [1e-6, 1e-3, 0.1, 0.5, 1.0, 2.5, 7.0, 40.0, 1e4, 1e6])
def test_the_gamma_function_is_that_of_the_standard_library(x):
    assert log_gamma(x) == pytest.approx(lgamma(x), rel=1e-9, abs=1e-9)
    step = 1e-4 * x
    slope = (lgamma(x + step) - lgamma(x - step)) / (2 * step)
    assert digamma(x) == pytest.approx(slope, rel=1e-5, abs=1e-5)


def _seen(category):
    days = len(category)
    return Observations(
        np.array([category]), np.full((days, 1), 0.5), np.zeros((days, 1), bool), np.ones(days)
    )


def _model(size):
    """One class, two kinds of day; in the first a thing is written on one day of five."""
    table = np.array([[0.8, 0.2], [0.4, 0.6]])
    return tiny_model(0, 1, 2, 2)._replace(
        emission=table[None, None], likeness=np.full((1, 2), float(size))
    )


def _sure(kinds):
    return np.eye(2)[np.array(kinds)][:, None, :]


def test_the_cost_is_what_turns_expected_into_marginal_likelihood():
    # Where the kinds of day are known, the bound is exact: the Dirichlet-multinomial marginal.
    category, kinds = [0, 1, 1, 0, 1, NOT_SEEN, 1], [0, 0, 0, 1, 1, 1, 0]
    found = own_events(_seen(category), _sure(kinds), _model(5))
    told = sum(found.likelihood[day, 0, kind] for day, kind in enumerate(kinds)) - found.bent[0]
    exact = 0.0
    prior = {0: [4.0, 1.0], 1: [2.0, 3.0]}
    for kind, value in zip(kinds, category, strict=True):
        if value != NOT_SEEN:
            exact += np.log(prior[kind][value] / sum(prior[kind]))
            prior[kind][value] += 1
    assert told == pytest.approx(exact)


def test_somebody_who_writes_nothing_of_a_kind_is_less_surprising_the_longer_it_lasts():
    quiet = own_events(_seen([0] * 60), _sure([1] * 60), _model(5)).likelihood[0, 0, 1]
    fresh = own_events(_seen([0]), _sure([1]), _model(5)).likelihood[0, 0, 1]
    assert fresh < np.log(0.5)
    assert quiet > np.log(0.9)


def test_people_who_are_all_alike_keep_the_tables_of_their_class():
    category = np.random.default_rng(2).integers(2, size=80)
    model = _model(1e6)
    found = own_events(_seen(category), _sure([0] * 80), model)
    assert found.likelihood[:, 0, 0] == pytest.approx(
        np.log(model.emission[0, 0, 0, category]), abs=1e-3
    )
    assert found.bent[0] == pytest.approx(0, abs=0.01)


def test_days_without_anything_seen_say_nothing():
    found = own_events(_seen([NOT_SEEN] * 10), _sure([0] * 10), _model(5))
    assert (found.likelihood == 0).all()
    assert found.bent == pytest.approx(0)


@pytest.mark.parametrize("size", [3.0, 40.0])
def test_how_alike_people_are_is_found_again(size):
    rng = np.random.default_rng(3)
    table = np.array([0.7, 0.2, 0.1])
    own = rng.dirichlet(size * table, 600)
    counts = np.array([rng.multinomial(150, chance) for chance in own], float)
    found = likeness(counts[:, None, None], np.ones((600, 1)), table[None, None, None])
    assert found[0, 0] == pytest.approx(size, rel=0.4)


def test_where_nothing_tells_people_count_as_alike():
    found = likeness(np.zeros((4, 1, 1, 2)), np.ones((4, 1)), np.full((1, 1, 1, 2), 0.5))
    assert found[0, 0] == pytest.approx(3000)
