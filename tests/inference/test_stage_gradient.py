"""The log density of a record: value and gradient, in NumPy, in JAX, and by small steps."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from tiny_models import joint_chances, random_likelihood, tiny_model

from undertow.inference.semi_markov import tables
from undertow.inference.smoothing import (
    class_weights,
    filter_stages,
    log_density,
    smooth_stages,
)

jax.config.update("jax_enable_x64", True)

DAYS = 6
TURNING = np.random.default_rng(1).uniform(0.1, 1, DAYS)


@pytest.fixture(scope="module")
def case():
    model = tiny_model(5, 2, 3, 3)
    return model, random_likelihood(2, DAYS, model)


@jax.jit
def _density(model, likelihood):
    """As a function of what may be fitted: hazards, transitions, start, classes, likelihoods."""
    return log_density(likelihood, model.classes, tables(model, jnp), TURNING, jnp, jax.lax.scan)


_slopes = jax.jit(jax.grad(_density, argnums=(0, 1)))


def _counted(model, likelihood):
    return np.log(model.classes @ joint_chances(likelihood, model, TURNING).sum(axis=1))


def test_numpy_and_jax_agree_with_every_path_counted(case):
    model, likelihood = case
    exact = _counted(model, likelihood)
    plain = log_density(likelihood, model.classes, tables(model), TURNING)
    assert plain == pytest.approx(exact, abs=1e-12)
    assert float(_density(model, likelihood)) == pytest.approx(exact, abs=1e-12)


@pytest.mark.parametrize("field", ["classes", "start", "hazard", "transition"])
def test_the_gradient_is_that_of_small_steps(case, field):
    model, likelihood = case
    table, step = getattr(model, field), 1e-6
    slope = np.asarray(getattr(_slopes(model, likelihood)[0], field))
    assert np.isfinite(slope).all()

    def value(place, change):
        moved = table.copy()
        moved[tuple(place)] += change
        return float(_density(model._replace(**{field: moved}), likelihood))

    for place in np.argwhere(table > 0):
        exact = (value(place, step) - value(place, -step)) / (2 * step)
        assert slope[tuple(place)] == pytest.approx(exact, rel=1e-5, abs=1e-6)


def _smoothed(model, likelihood):
    walk = tables(model)
    filtered = filter_stages(likelihood, walk, TURNING)
    found = smooth_stages(likelihood, filtered, walk, TURNING)
    return found, class_weights(filtered, model.classes)


def test_the_gradient_in_likelihoods_is_the_smoothed_probability(case):
    found, weight = _smoothed(*case)
    slope = np.asarray(_slopes(*case)[1])
    assert slope == pytest.approx(found.stage * weight[:, None], abs=1e-6)


def test_the_gradient_in_hazards_is_that_of_expected_days_lived_and_ended(case):
    found, weight = _smoothed(*case)
    hazard = case[0].hazard
    exact = found.ended / hazard - (found.lived - found.ended) / (1 - hazard)
    slope = np.asarray(_slopes(*case)[0].hazard)
    assert slope == pytest.approx(weight[:, None, None] * exact, abs=1e-5)


@pytest.mark.parametrize("missing", [[0], [DAYS - 1], [1, 2, 3], range(DAYS)])
def test_days_without_data_leave_value_and_gradient_finite_and_right(case, missing):
    model, likelihood = case[0], case[1].copy()
    likelihood[list(missing)] = 0.0
    exact = _counted(model, likelihood)
    assert float(_density(model, likelihood)) == pytest.approx(exact, abs=1e-12)
    assert all(np.isfinite(slope).all() for slope in jax.tree.leaves(_slopes(model, likelihood)))


def test_an_impossible_stage_leaves_value_and_gradient_finite(case):
    start = np.where(np.arange(3)[:, None] == 1, 0.0, case[0].start)
    model, likelihood = case[0]._replace(start=start), case[1]
    exact = _counted(model, likelihood)
    assert float(_density(model, likelihood)) == pytest.approx(exact, abs=1e-12)
    assert all(np.isfinite(slope).all() for slope in jax.tree.leaves(_slopes(model, likelihood)))
