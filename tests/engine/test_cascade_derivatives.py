"""Derivatives through the cascade: right, of any order, and finite where rates vanish."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from drawn import draw_inputs, draw_start, in_precision, ordinary_inputs

from undertow.engine import cascade, scan
from undertow.theory import Parameters, States

STEPS = 120
STEP = 0.25
WEIGHTS = np.random.default_rng(1).normal(size=(3, STEPS, len(States._fields)))


def summary(engine, start, inputs, p):
    """One number that every state, mean and signal of every step has a part in."""
    facts = engine(start, inputs, p, STEP)
    parts = (
        jnp.sum(jnp.stack(kind, -1) * weights[:, : len(kind)])
        for kind, weights in zip(facts, WEIGHTS, strict=True)
    )
    return sum(parts, start=jnp.zeros(()))


@pytest.fixture(scope="module")
def gradients():
    """Gradients in everything that enters, by engine; compiled once."""
    everything = (0, 1, 2)
    return {
        engine: jax.jit(jax.value_and_grad(partial(summary, engine.run), everything))
        for engine in (scan, cascade)
    }


DOUBLE = partial(in_precision, np.float64)
DEFAULTS = DOUBLE(Parameters())
LIVED = (DOUBLE(draw_start(2)), ordinary_inputs(3, (STEPS,)), DEFAULTS)
NOTHING, TOO_MUCH = (
    (DOUBLE(draw_start(4)), draw_inputs(5, (style,) * 13, (STEPS,)), DEFAULTS)
    for style in ("zero", "huge")
)
NEVER_MET = (DOUBLE(States(*np.zeros(len(States._fields)))), NOTHING[1], DEFAULTS)
CASES = {"lived": LIVED, "nothing": NOTHING, "too much": TOO_MUCH, "never met": NEVER_MET}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_gradients_are_those_of_the_scan_and_finite(gradients, case):
    value, found = gradients[cascade](*case)
    oracle_value, oracle = gradients[scan](*case)
    np.testing.assert_allclose(value, oracle_value, rtol=1e-11)
    for a, b in zip(jax.tree.leaves(found), jax.tree.leaves(oracle), strict=True):
        assert np.all(np.isfinite(a))
        np.testing.assert_allclose(a, b, rtol=1e-8, atol=1e-9 * (1e-3 + np.max(np.abs(b))))


@pytest.mark.parametrize("entering", [0, 1, 2], ids=["start", "inputs", "parameters"])
def test_gradients_are_what_small_changes_do(gradients, entering):
    """Central differences along one random direction, scaled to each number's own size."""
    rng = np.random.default_rng(8)
    at = LIVED[entering]
    direction = jax.tree.map(lambda leaf: leaf * rng.uniform(-1, 1, leaf.shape), at)
    size = 1e-6

    def value_at(change):
        moved = jax.tree.map(lambda leaf, way: np.asarray(leaf + change * way), at, direction)
        return gradients[cascade](*LIVED[:entering], moved, *LIVED[entering + 1 :])[0]

    slope = (value_at(size) - value_at(-size)) / (2 * size)
    gradient = gradients[cascade](*LIVED)[1][entering]
    along = jax.tree.map(lambda leaf, way: np.sum(np.asarray(leaf) * way), gradient, direction)
    np.testing.assert_allclose(sum(jax.tree.leaves(along)), slope, rtol=1e-5)


def test_second_derivatives_of_a_whole_diary_are_right():
    """Forward over reverse, as Newton's method needs them."""
    names = ("threat_rise", "quench", "expectation_days", "bond_growth", "opponent_days")
    defaults = Parameters()
    start, inputs, _ = LIVED

    def loss(factors, inputs):
        changes = {name: factors[i] * getattr(defaults, name) for i, name in enumerate(names)}
        means = cascade.run(start, inputs, defaults.replace(**changes), STEP)[1]
        return jnp.sum(jnp.square(means.bond * (1 + means.opponent) - 0.3))

    slope = jax.grad(loss)
    both = jax.jit(
        lambda at, way, inputs: jax.jvp(lambda x: slope(x, inputs), (at,), (way,)),
    )
    at, way = jnp.ones(len(names)), jnp.asarray([0.3, -0.7, 0.5, 1.0, -0.2])
    curved = both(at, way, inputs)[1]
    ahead, behind = (both(at + size * way, way, inputs)[0] for size in (1e-5, -1e-5))
    np.testing.assert_allclose(curved, (ahead - behind) / 2e-5, rtol=1e-6)


@partial(jax.jit, static_argnames="closed_form")
def one_state(start, inflow, outflow, closed_form=False):
    """Derivatives of a sum over five steps; by the closed form of each step, or the engine's."""

    def textbook(start, inflow, outflow):
        def once(x, rates):
            b, a = rates
            decay = jnp.exp(-a * STEP)
            mean = b / a + (x - b / a) * (1 - decay) / (a * STEP)
            x = x * decay + b / a * (1 - decay)
            return x, (x, mean)

        return jax.lax.scan(once, start, (inflow, outflow))[1]

    def total(*at):
        end, mean = textbook(*at) if closed_form else cascade.advance(*at, STEP, 5, cascade.walk)
        return jnp.sum(end * jnp.arange(1.0, 6.0)) + jnp.sum(jnp.square(mean))

    return jax.grad(total, (0, 1, 2))(start, inflow, outflow)


@pytest.mark.parametrize("outflow", [0.0, 1e-12, 0.19999, 0.2, 0.20001, 3.0, 1e4])
def test_one_state_has_exact_derivatives_at_any_outflow(outflow):
    """Down to no outflow at all, and across the change from series to closed form."""
    start, inflow = np.asarray(0.4), np.linspace(0.0, 2.0, 5)
    found = one_state(start, inflow, np.full(5, outflow))
    # Without outflow the closed form is 0 / 0: then its neighbour at a small outflow must do.
    near, tolerance = (outflow, 1e-9) if outflow > 0.1 else (1e-3, 5e-3)
    expected = one_state(start, inflow, np.full(5, near), closed_form=True)
    for a, b in zip(found, expected, strict=True):
        assert np.all(np.isfinite(a))
        np.testing.assert_allclose(a, b, rtol=tolerance, atol=1e-12)


@pytest.mark.parametrize("outer", [jax.jacfwd, jax.jacrev], ids=["forward", "reverse"])
def test_one_state_can_be_differentiated_twice_either_way(outer):
    start, inflow = np.asarray(0.4), np.linspace(0.5, 2.0, 5)

    def slope(outflow):
        return one_state(start, inflow, outflow)[2]

    at = np.asarray([0.0, 0.1, 0.5, 2.0, 9.0])
    found = jax.jit(outer(slope))(at)
    ahead, behind = (np.stack([slope(at + s * way) for way in np.eye(5)]) for s in (1e-5, -1e-5))
    np.testing.assert_allclose(found, (ahead - behind) / 2e-5, rtol=1e-5, atol=1e-8)
