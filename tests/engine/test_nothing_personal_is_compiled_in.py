"""A diary's values enter compiled functions as arguments: compiled code may be kept on disk."""

import re
from functools import partial

import jax
import numpy as np
import pytest
from drawn import draw_start, ordinary_inputs

from undertow.engine import cascade, scan
from undertow.theory import Inputs, Parameters

STEPS = 211
STEP = 0.25
LITERAL = re.compile(r"stablehlo\.constant dense<(\[|\")[^:]*: tensor<([0-9x]*)x[a-z]")


def spelled_out(lowered: str) -> list[int]:
    """Sizes of the arrays written into a program value by value."""
    return [int(np.prod([int(n) for n in m[2].split("x")])) for m in LITERAL.finditer(lowered)]


def slope(engine, start, inputs, p):
    def loss(start, inputs, p):
        return engine.run(start, inputs, p, STEP)[0].bond.sum()

    return jax.grad(loss, argnums=(0, 1, 2))(start, inputs, p)


@pytest.mark.parametrize("engine", [scan, cascade])
@pytest.mark.parametrize("derivative", [False, True], ids=["run", "gradient"])
def test_no_array_of_a_diary_is_written_into_the_program(engine, derivative):
    function = partial(slope, engine) if derivative else partial(engine.run, step=STEP)
    arguments = (draw_start(1), ordinary_inputs(2, (STEPS,)), Parameters())
    lowered = jax.jit(function).lower(*arguments).as_text()
    assert f"tensor<{STEPS}x" in lowered
    assert all(size < STEPS for size in spelled_out(lowered))


def test_a_diary_closed_over_would_be_found():
    """What the test above looks for does exist, when a function holds on to its data."""
    inputs = Inputs(*(np.asarray(field) for field in ordinary_inputs(2, (STEPS,))))
    held = partial(cascade.run, inputs=inputs, step=STEP)
    lowered = jax.jit(lambda start, p: held(start=start, p=p)).lower(draw_start(1), Parameters())
    assert STEPS in spelled_out(lowered.as_text())


def test_another_diary_of_the_same_length_compiles_nothing_new():
    p = Parameters()
    cascade.run(draw_start(1), ordinary_inputs(2, (STEPS,)), p, STEP)
    compiled = cascade.run._cache_size()
    cascade.run(draw_start(3), ordinary_inputs(4, (STEPS,)), p.replace(anxiety=0.8), STEP)
    assert cascade.run._cache_size() == compiled
