"""The shared level, integrated out: against dense linear algebra, under every kind of gap."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import undertow.engine.trees  # noqa: F401  64-bit numbers
from undertow.inference.fit.level import (
    Answered,
    information,
    level_filter,
    log_likelihood,
    sort_answers,
)

DAYS, SCALES = 7, 3
LOADING = np.array([0.7, -1.0, 0.4])
NOISE = np.array([0.1, 0.15, 0.08])
SIZE, MEMORY = 0.2, 0.7
RNG = np.random.default_rng(1)
GAP = RNG.normal(0, 0.2, (DAYS, SCALES))
SLOPE = RNG.normal(0, 1, (DAYS, SCALES, 4))
PATTERNS = {
    "all": np.ones((DAYS, SCALES), bool),
    "none": np.zeros((DAYS, SCALES), bool),
    "some": RNG.random((DAYS, SCALES)) < 0.5,
    "one scale": np.tile([True, False, False], (DAYS, 1)),
    "one day": np.arange(DAYS)[:, None] == np.full(SCALES, 3)[None],
    "a gap of days": np.isin(np.arange(DAYS), (0, 6))[:, None] & np.ones(SCALES, bool)[None],
}


def inside(mask):
    return Answered(jnp.full(mask.shape, 0.5), jnp.asarray(mask), jnp.zeros(mask.shape))


def known(mask, size=SIZE, memory=MEMORY, noise=NOISE):
    return level_filter(
        jnp.asarray(mask), LOADING, jnp.asarray(noise), jnp.asarray(size), jnp.asarray(memory)
    )


def dense(mask):
    """Covariance of the answers that are there."""
    day, scale = np.nonzero(mask)
    level = SIZE**2 * MEMORY ** np.abs(np.subtract.outer(day, day))
    return level * np.outer(LOADING[scale], LOADING[scale]) + np.diag(NOISE[scale] ** 2)


@pytest.mark.parametrize("mask", PATTERNS.values(), ids=PATTERNS)
def test_the_likelihood_is_that_of_one_large_gaussian(mask):
    found = log_likelihood(known(mask), jnp.asarray(GAP), inside(mask))
    gap, covariance = GAP[mask], dense(mask)
    expected = -0.5 * gap @ np.linalg.solve(covariance, gap) - 0.5 * len(gap) * np.log(2 * np.pi)
    expected -= 0.5 * np.linalg.slogdet(covariance)[1]
    assert float(found) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("mask", PATTERNS.values(), ids=PATTERNS)
def test_the_information_is_that_of_one_large_gaussian(mask):
    found = information(known(mask), jnp.asarray(SLOPE), jnp.asarray(GAP), inside(mask))
    expected = SLOPE[mask].T @ np.linalg.solve(dense(mask), SLOPE[mask])
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-10)


@jax.jit
def slopes(rating, answered, expected, noise):
    """Value and gradient in what was expected and in the noise, answers as they are written."""

    def density(expected, noise):
        seen = sort_answers(rating, answered)
        filtered = level_filter(seen.inside, LOADING, noise, jnp.asarray(SIZE), jnp.asarray(MEMORY))
        return log_likelihood(filtered, seen.value - expected, seen)

    return jax.value_and_grad(density, (0, 1))(expected, noise)


@pytest.mark.parametrize("fill", [0.0, 0.5, 1.0, np.nan])
@pytest.mark.parametrize("mask", PATTERNS.values(), ids=PATTERNS)
def test_what_is_missing_has_no_say_in_value_or_gradient(mask, fill):
    rating = np.where(mask, np.clip(0.5 + 2 * GAP, 0, 1), fill)
    expected = np.full(mask.shape, 0.4)
    value, (by_expected, by_noise) = slopes(rating, mask, expected, NOISE)
    plain = slopes(np.where(mask, rating, 0.3), mask, expected, NOISE)
    assert np.isfinite(value)
    assert float(value) == pytest.approx(float(plain[0]), rel=1e-13)
    assert np.isfinite(by_noise).all()
    assert (np.asarray(by_expected)[~mask] == 0).all()
    bump = np.where(mask, RNG.normal(size=mask.shape), 0.0)
    ahead, behind = (slopes(rating, mask, expected + s * bump, NOISE)[0] for s in (1e-6, -1e-6))
    assert float((by_expected * bump).sum()) == pytest.approx(
        float(ahead - behind) / 2e-6, rel=1e-6, abs=1e-6
    )


def test_an_answer_at_an_end_is_as_likely_as_all_that_lies_beyond():
    """One answer of 0: the mass of a normal below half a point."""
    mask = np.zeros((DAYS, SCALES), bool)
    mask[2, 1] = True
    rating = np.where(mask, 0.0, 0.5)
    spread = np.sqrt(NOISE[1] ** 2 + (SIZE * LOADING[1]) ** 2)
    draws = 0.2 + spread * np.random.default_rng(2).normal(size=400_000)
    value, _ = slopes(rating, mask, np.full(mask.shape, 0.2), NOISE)
    assert np.exp(value) == pytest.approx((draws < 0.05).mean(), rel=0.01)


@pytest.mark.parametrize("far", [-30.0, 30.0])
def test_ends_far_from_what_was_expected_have_finite_slopes(far):
    everything = np.ones((DAYS, SCALES), bool)
    for end in (0.0, 1.0):
        value, gradients = slopes(
            np.full((DAYS, SCALES), end), everything, np.full((DAYS, SCALES), far), NOISE
        )
        assert np.isfinite(value)
        assert all(np.isfinite(slope).all() for slope in gradients)
