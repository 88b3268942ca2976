"""Our types as JAX sees them: values are leaves, switches are not."""

import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from drawn import draw_start, mechanisms_without, ordinary_inputs

from undertow.engine import cascade, scan, trees
from undertow.theory import Inputs, Parameters

STEP = 0.25


def test_a_parameter_set_survives_being_taken_apart():
    p = Parameters(mechanisms_without("grief"), anxiety=np.asarray([0.1, 0.9]))
    leaves, shape = jax.tree.flatten(p)
    again = jax.tree.unflatten(shape, leaves)
    assert again.mechanisms == p.mechanisms
    assert again.values().keys() == p.values().keys()
    for name, value in p.values().items():
        np.testing.assert_array_equal(again.values()[name], value)


def test_switches_are_part_of_the_shape_not_of_the_values():
    off, on = jax.tree.structure(Parameters(mechanisms_without("hope"))), Parameters()
    assert off != jax.tree.structure(on)
    assert len(jax.tree.leaves(on)) == len(on.values())


def test_leaves_are_called_by_their_names():
    paths, _ = jax.tree_util.tree_flatten_with_path(Parameters())
    assert [jax.tree_util.keystr(path) for path, _ in paths[:2]] == [".anxiety", ".avoidance"]


def test_every_parameter_can_be_differentiated_whole_numbers_too():
    slopes = jax.grad(lambda p: p.threat_days**2.0)(Parameters(threat_days=10))
    assert slopes.threat_days == pytest.approx(20.0)


def test_engines_switch_64_bit_numbers_on_and_theory_stays_without_jax():
    lines = (
        "import sys",
        "import undertow.theory, undertow.engine.plain",
        "assert 'jax' not in sys.modules",
        "import undertow.engine.scan, jax.numpy",
        "assert jax.numpy.ones(1).dtype == 'float64'",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)


@pytest.mark.parametrize("engine", [scan.run, cascade.run])
@pytest.mark.parametrize(("given", "kept"), [("float32", "float32"), ("int64", "float64")])
def test_precision_follows_the_inputs(engine, given, kept):
    warmth = jnp.asarray([0, 1, 0], given)
    facts = jax.eval_shape(
        lambda *a: engine(*a, STEP), draw_start(0), Inputs(warmth=warmth), Parameters()
    )
    assert {leaf.dtype.name for leaf in jax.tree.leaves(facts)} == {kept}
    assert {leaf.shape for leaf in jax.tree.leaves(facts)} == {(3,)}


@pytest.mark.parametrize("varied", ["inputs", "start", "parameters"])
def test_persons_may_come_in_through_any_door(varied):
    """The scan broadcasts: persons in the inputs, in the start or in the parameters alone."""
    start, inputs, p = draw_start(1), ordinary_inputs(2, (4,)), Parameters()
    if varied == "inputs":
        inputs = inputs._replace(harm=np.tile(inputs.harm[:, None], (1, 3)))
    elif varied == "start":
        start = start._replace(hope=np.asarray([0.1, 0.2, 0.3]))
    else:
        p = p.replace(anxiety=np.asarray([0.1, 0.2, 0.3]))
    facts = jax.eval_shape(lambda *a: scan.run(*a, STEP), start, inputs, p)
    assert {leaf.shape for leaf in jax.tree.leaves(facts)} == {(4, 3)}


def test_one_precision_for_everything_that_enters():
    inputs = ordinary_inputs(3, (5,))._replace(harm=np.ones(5, np.float32))
    mixed = trees.in_one_precision(draw_start(3), inputs, Parameters())
    assert {leaf.dtype.name for leaf in jax.tree.leaves(mixed)} == {"float64"}
