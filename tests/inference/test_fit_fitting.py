"""Choosing lives, mixing them, and falling back: with methods that give what a test wants."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from stories import STORIES, diary, event

from undertow.inference.fit import fitting
from undertow.inference.fit.draws import Draws, Facts
from undertow.inference.fit.fitting import Way, fit
from undertow.inference.fit.model import size_of
from undertow.inference.read import read
from undertow.inference.reading import READ_STATES


def method(k_hat=0.2, r_hat=np.nan):
    """A method that draws from the prior and says this of itself."""

    def drawn(key, problem, draws, per_day, theory):
        u = jax.random.normal(key, (draws, size_of(problem)))
        even = jnp.full(draws, 1 / draws)
        facts = Facts(k_hat=jnp.asarray(k_hat), r_hat=jnp.asarray(r_hat))
        return Draws(u, even, jnp.asarray(-3.0), facts)

    return drawn


@pytest.fixture
def ways(monkeypatch):
    """Puts methods in place of the real ones, in their order."""

    def put(**methods):
        monkeypatch.setattr(fitting, "WAYS", {n: Way(m, 3, 16) for n, m in methods.items()})

    return put


def fitted_reading(entries, seed=0, method="laplace"):
    return read(diary(entries), seed=seed, fit=partial(fit, method=method))


def test_a_fitted_reading_is_whole_and_says_how_it_came_about(ways):
    ways(laplace=method())
    reading = fitted_reading(STORIES["regular"])
    assert reading.posterior is not None
    assert reading.posterior.method == "laplace"
    assert reading.posterior.facts["lives_trusted"] == 3
    assert 1 <= reading.posterior.facts["lives_effective"] <= 3
    assert reading.posterior.stage.shape == (fitting.DRAWS, len(reading.dates))
    assert "fitted_by_laplace" in [notice.id for notice in reading.notices]
    assert "frozen" not in [notice.id for notice in reading.notices]
    for name in READ_STATES:
        assert np.isfinite(reading.states[name].mean).all()
        assert 0 <= reading.contraction[name] <= 1


def test_the_same_diary_and_seed_give_the_same_fit(ways):
    ways(laplace=method())
    one, two = (fitted_reading(STORIES["regular"]) for _ in range(2))
    np.testing.assert_array_equal(one.states["pull"].mean, two.states["pull"].mean)
    other = fitted_reading(STORIES["regular"], seed=1)
    assert (other.states["pull"].mean != one.states["pull"].mean).any()


def test_pathfinder_that_is_not_trusted_hands_over_to_laplace(ways):
    ways(pathfinder=method(k_hat=1.3), laplace=method(k_hat=0.1))
    reading = fitted_reading(STORIES["regular"], method="pathfinder")
    assert reading.posterior is not None
    assert reading.posterior.method == "laplace"
    assert reading.posterior.facts["tried"] == 2
    assert "fitted_by_laplace" in [notice.id for notice in reading.notices]


def test_chains_that_agree_are_trusted_without_weights(ways):
    ways(nuts=method(np.nan, 1.004))
    reading = fitted_reading(STORIES["regular"], method="nuts")
    assert reading.posterior is not None
    assert reading.posterior.method == "nuts"


@pytest.mark.parametrize("first", ["laplace", "nuts"])
def test_where_no_method_is_trusted_the_first_reading_stands_and_says_so(ways, first):
    ways(laplace=method(k_hat=1.3), nuts=method(np.nan, 1.4))
    reading = fitted_reading(STORIES["regular"], method=first)
    plain = read(diary(STORIES["regular"]))
    assert reading.posterior is not None
    assert reading.posterior.method == "first"
    assert reading.posterior.facts["tried"] == 1
    assert "not_fitted" in [notice.id for notice in reading.notices]
    np.testing.assert_array_equal(reading.states["pull"].mean, plain.states["pull"].mean)


def test_nothing_is_fitted_to_a_diary_without_ratings(ways):
    ways(laplace=method())
    entries = [event(day, "warmth", 6.0) for day in range(0, 40, 2)]
    reading = fitted_reading(entries)
    assert reading.posterior is not None
    assert (reading.posterior.method, reading.posterior.facts["tried"]) == ("first", 0)
