"""The same laws, three engines: equal in both precisions, for any inputs, any switch off."""

from functools import partial
from typing import Any

import jax
import numpy as np
import pytest
from drawn import (
    draw_inputs,
    draw_start,
    in_precision,
    mechanisms_without,
    ordinary_inputs,
    seeds,
    styles,
)
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from undertow.engine import cascade, plain, scan
from undertow.theory import Inputs, Mechanisms, Parameters, States

YEAR = 1460
STEP = 0.25
USUAL = ordinary_inputs(1, (YEAR,))
NOTHING = draw_inputs(2, ("zero",) * len(Inputs._fields), (YEAR,))
TOO_MUCH = draw_inputs(3, ("huge",) * len(Inputs._fields), (YEAR,))


@jax.jit
def each_diary(start: States, inputs: Inputs, p: Parameters) -> Any:
    """The cascade engine, diary by diary; shapes as those of the other engines."""
    return jax.vmap(partial(cascade.run, step=STEP), in_axes=(0, 1, 0), out_axes=1)(
        start, inputs, p
    )


def distance(found: Any, expected: Any) -> float:
    """Largest difference, relative to each person's largest value of each state."""
    worst = 0.0
    for a, b in zip(found, expected, strict=True):
        size = np.maximum(np.abs(b).max(0), 1e-9)
        worst = max(worst, float(np.max(np.abs(np.asarray(a, float) - b) / size)))
    return worst


@settings(max_examples=2, phases=[Phase.generate])  # a year of NumPy is slow to shrink
@given(lives=st.lists(st.tuples(seeds, styles), min_size=9, max_size=9))
def test_three_engines_agree_over_a_year_whatever_happens(lives):
    drawn = [draw_inputs(seed, kinds, (YEAR,)) for seed, kinds in lives]
    together = zip(USUAL, NOTHING, TOO_MUCH, *drawn, strict=True)
    inputs = Inputs(*(np.stack(persons, 1) for persons in together))
    persons = inputs.warmth.shape[1]
    p = Parameters.draw(np.random.default_rng(lives[0][0]), persons)
    p = p.replace(**{name: np.broadcast_to(v, (persons,)) for name, v in p.values().items()})
    start = draw_start(lives[0][0], (persons,))

    exact = plain.run(start, inputs, p, STEP)[:2]
    for precision, tolerance in ((np.float64, 1e-10), (np.float32, 1e-5)):
        given_as = [in_precision(precision, values) for values in (start, inputs, p)]
        oracle = plain.run(*given_as, STEP)[:2] if precision == np.float32 else exact
        for found in (scan.run(*given_as, STEP), each_diary(*given_as)):
            for states, expected, truth in zip(found, oracle, exact, strict=False):
                assert states.bond.dtype == precision
                assert distance(states, in_precision(np.float64, expected)) < tolerance
                assert distance(states, truth) < 5e-5  # rounding over a year, not only alike


@pytest.mark.parametrize("name", Mechanisms._fields)
def test_engines_agree_with_each_mechanism_off(name):
    p = Parameters(mechanisms_without(name))
    start, inputs = draw_start(7), draw_inputs(8, ("often",) * len(Inputs._fields), (6,))
    expected = plain.run(start, inputs, p, STEP)
    with jax.disable_jit():  # the laws are traced anew for each switch: nothing to compile twice
        for engine in (scan.run, cascade.run):
            found = engine(start, inputs, p, STEP)
            for kind, oracle in zip(found, expected, strict=True):
                for field, a, b in zip(kind._fields, kind, oracle, strict=True):
                    np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-15, err_msg=field)


def test_constants_may_stand_for_whole_inputs():
    p, start = Parameters(), draw_start(9)
    moving = draw_inputs(10, ("often",) * len(Inputs._fields), (6,)).warmth
    spelled_out = Inputs(moving, *(np.full(6, value) for value in Inputs()[1:]))
    with jax.disable_jit():
        for engine in (plain.run, scan.run, cascade.run):
            short = engine(start, Inputs(warmth=moving), p, STEP)
            long = engine(start, spelled_out, p, STEP)
            np.testing.assert_allclose(np.stack(short[0]), np.stack(long[0]), rtol=1e-12)


@pytest.mark.parametrize("engine", [plain.run, scan.run, cascade.run])
@pytest.mark.parametrize(
    "inputs", [Inputs(), Inputs(warmth=np.ones(3), harm=np.ones(4))], ids=["none", "two lengths"]
)
def test_inputs_without_one_common_time_axis_are_refused(engine, inputs):
    with pytest.raises(ValueError, match="one common time axis"):
        engine(draw_start(0), inputs, Parameters(), STEP)
