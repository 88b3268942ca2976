"""One person's density: gradients under every kind of gap, padding, and nothing kept of a diary."""

import re
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from stories import STORIES, diary

from undertow.inference import bank as histories
from undertow.inference import stage_model
from undertow.inference.exposure import SLOTS, draw_inputs
from undertow.inference.fit.linearised import linearise
from undertow.inference.fit.model import log_posterior, log_prior, natural, population, size_of
from undertow.inference.fit.problems import padded_days, problem
from undertow.inference.lives import Lives
from undertow.inference.observations import observe
from undertow.inference.people import choose_people
from undertow.inference.stages import read_stages
from undertow.record import daily, to_record
from undertow.theory import REINFORCEMENT

_LIVES = 80


@pytest.fixture(scope="module")
def lived():
    """Lives that a short diary may tell of, and the diary by day."""
    rng = np.random.default_rng(1)
    record = to_record(diary(STORIES["regular"]))
    by_day = daily(record)
    stages = read_stages(observe(by_day), stage_model.frozen(), rng, _LIVES)
    people = choose_people(histories.frozen(), record, stages.paths, rng)
    inputs = draw_inputs(record, by_day, people, stages.paths, rng)
    even = np.full(_LIVES, 1 / _LIVES)
    return Lives(stages.paths, stages.classes, stages.last, people, inputs, even), by_day


def modelled(lived, days=None):
    return problem(lived[0], 2, lived[1], SLOTS, REINFORCEMENT, population(), days)


@pytest.fixture(scope="module")
def slope():
    density = partial(log_posterior, per_day=SLOTS, theory=REINFORCEMENT)
    return jax.jit(jax.value_and_grad(density))


@pytest.fixture(scope="module")
def somebody(lived):
    return np.random.default_rng(3).normal(size=size_of(modelled(lived)))


def test_filling_up_with_empty_days_changes_nothing(lived, slope, somebody):
    days = lived[1].days
    assert padded_days(days) > days
    way = np.random.default_rng(5).normal(size=somebody.shape)

    @jax.jit
    def forward(u, way, given):
        """Value and slope along one way: cheaper to compile than a gradient."""
        density = partial(log_posterior, problem=given, per_day=SLOTS, theory=REINFORCEMENT)
        return jax.jvp(density, (u,), (way,))

    value, rise = forward(somebody, way, modelled(lived, days))
    filled, gradient = slope(somebody, modelled(lived))
    assert float(filled) == pytest.approx(float(value), rel=1e-12)
    assert float(gradient @ way) == pytest.approx(float(rise), rel=1e-9)


@pytest.mark.parametrize("pattern", ["all", "none", "one scale", "one day", "halves", "ends"])
def test_the_gradient_is_finite_and_right_whatever_is_missing(lived, slope, somebody, pattern):
    given = modelled(lived)
    rng = np.random.default_rng(4)
    shape = given.answered.shape
    answered = {
        "all": np.ones(shape, bool),
        "none": np.zeros(shape, bool),
        "one scale": np.arange(shape[1])[None] == np.full((shape[0], 1), 4),
        "one day": np.arange(shape[0])[:, None] == np.full((1, shape[1]), 9),
        "halves": rng.random(shape) < 0.5,
        "ends": np.ones(shape, bool),
    }[pattern]
    rating = rng.integers(0, 2, shape) * 1.0 if pattern == "ends" else rng.random(shape)
    given = given._replace(answered=answered, rating=np.where(answered, rating, np.nan))
    value, gradient = slope(somebody, given)
    assert np.isfinite(value)
    assert np.isfinite(gradient).all()
    way = rng.normal(size=somebody.shape)
    ahead, behind = (slope(somebody + step * way, given)[0] for step in (1e-5, -1e-5))
    assert float(gradient @ way) == pytest.approx(float(ahead - behind) / 2e-5, rel=1e-4, abs=1e-4)
    if pattern == "none":
        assert float(value) == pytest.approx(float(log_prior(jnp.asarray(somebody))))


def test_the_linearised_likelihood_has_the_slope_of_the_likelihood(lived, slope, somebody):
    given = modelled(lived)
    w = natural(jnp.asarray(somebody), given)
    near = jax.jit(partial(linearise, per_day=SLOTS, theory=REINFORCEMENT))(w, given)
    bend = jax.jacfwd(lambda u: natural(u, given))(jnp.asarray(somebody))
    value, gradient = slope(somebody, given)
    assert float(near.value + log_prior(jnp.asarray(somebody))) == pytest.approx(
        float(value), rel=1e-10
    )
    np.testing.assert_allclose(near.slope @ bend - somebody, gradient, rtol=1e-6, atol=1e-6)
    assert np.linalg.eigvalsh(near.curve).min() > -1e-8 * np.abs(near.curve).max()


def test_no_array_of_a_diary_is_written_into_the_program(lived, slope, somebody):
    """Compiled programs may be kept on disk (safety.md)."""
    given = modelled(lived)
    text = slope.lower(somebody, given).as_text()
    literal = re.compile(r"stablehlo\.constant dense<(?:\[|\")[^:]*: tensor<([0-9x]*)x[a-z]")
    sizes = [int(np.prod([int(n) for n in found.split("x")])) for found in literal.findall(text)]
    assert f"tensor<{len(given.inputs.warmth)}x" in text
    assert all(size <= 9 for size in sizes)


def test_lengths_fall_into_few_sizes():
    sizes = [padded_days(days) for days in range(1, 4001)]
    assert len(set(sizes)) <= 14
    assert all(days <= size <= max(32, 2 * days) for days, size in enumerate(sizes, 1))
    assert all(size <= 1.5 * days for days, size in enumerate(sizes, 1) if days >= 64)
