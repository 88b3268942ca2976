"""Samplers on densities that are known: what they draw is what they were told to."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from undertow.inference.fit import moves, nuts
from undertow.inference.fit.linearised import Mode, Quadratic
from undertow.inference.fit.model import Problem, population
from undertow.inference.fit.moves import Moved
from undertow.inference.fit.prior import Start
from undertow.theory import REINFORCEMENT, Inputs

SIZE = 5
SPREAD = np.array([0.3, 1.0, 0.7, 1.5, 0.5])
"""Standard deviations of the density to draw from, whose middle is 1 everywhere."""

NOBODY = Problem(Start(*np.zeros(6)), population(), Inputs(), (), ())


def target(u):
    return -0.5 * (((u - 1) / SPREAD) ** 2).sum(axis=-1)


@pytest.fixture
def stand_in(monkeypatch):
    """A quadratic that is off in place and size, in numbers that are their own natural ones."""
    monkeypatch.setattr(
        moves, "quadratic_posterior", lambda u, near, problem: -0.5 * ((u - 0.7) ** 2).sum()
    )
    monkeypatch.setattr(moves, "precision_at", lambda mode, problem: jnp.eye(SIZE))
    zero = jnp.zeros(())
    flat = Quadratic(jnp.zeros(SIZE), zero, jnp.zeros(SIZE), jnp.zeros((SIZE, SIZE)))
    return Mode(jnp.zeros(SIZE), zero, flat, zero, zero)


def test_moves_along_a_wrong_quadratic_draw_from_the_density_that_decides(stand_in):
    begin = jnp.zeros((1500, SIZE))
    each = jax.vmap(target)

    @jax.jit
    def walked(key):
        return moves.walk(key, begin, each(begin), stand_in, NOBODY, each, 150)

    moved = walked(jax.random.key(1))
    np.testing.assert_allclose(moved.u.mean(axis=0), 1, atol=0.12)
    np.testing.assert_allclose(moved.u.std(axis=0), SPREAD, rtol=0.08)
    np.testing.assert_allclose(moved.density, each(moved.u), rtol=1e-9, atol=1e-9)
    assert 0.5 < float(moved.accepted) < 0.95


def test_nuts_draws_from_the_density_and_says_how_well(stand_in, monkeypatch):
    monkeypatch.setattr(nuts, "log_posterior", lambda u, problem, per_day, theory: target(u))
    monkeypatch.setattr(nuts, "origin", lambda problem: jnp.zeros(SIZE))
    monkeypatch.setattr(nuts, "climb", lambda *rest: stand_in)
    monkeypatch.setattr(nuts, "gaussian_evidence", lambda mode, problem: jnp.zeros(()))
    monkeypatch.setattr(
        nuts.moves,
        "draw",
        lambda key, mode, problem, count: Moved(
            jax.random.normal(key, (count, SIZE)), jnp.zeros(count), jnp.ones(())
        ),
    )
    # The wrapped function: what is compiled here must not be taken for the real one later.
    found = jax.jit(lambda key: nuts.nuts.__wrapped__(key, NOBODY, 1600, 4, REINFORCEMENT))(
        jax.random.key(2)
    )
    assert found.u.shape == (1600, SIZE)
    assert float(found.weight.sum()) == pytest.approx(1)
    np.testing.assert_allclose(found.u.mean(axis=0), 1, atol=0.15)
    np.testing.assert_allclose(found.u.std(axis=0), SPREAD, rtol=0.1)
    assert float(found.facts.r_hat) < 1.02
    assert float(found.facts.ess_bulk) > 400
    assert float(found.facts.ess_tail) > 200
    assert float(found.facts.divergences) == 0
