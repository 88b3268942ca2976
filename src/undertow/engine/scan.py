"""The scan engine: `lax.scan` over time, all persons as arrays. The meaning of the laws."""

from __future__ import annotations

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from undertow.engine.leaky import advance
from undertow.engine.trees import in_one_precision, steps_of
from undertow.theory import REINFORCEMENT, Inputs, Parameters, Signals, States, Theory, cascade


@partial(jax.jit, static_argnames=("step", "theory"))
def run(
    start: States, inputs: Inputs, p: Parameters, step: float, theory: Theory = REINFORCEMENT
) -> tuple[States, States, Signals]:
    """Run the laws through time.

    Compiled once for each shape, step, theory and set of mechanisms. All values enter as arguments.

    Args:
        start: states at the beginning, scalars or arrays of shape (persons,).
        inputs: fields of shape (steps,) or (steps, persons), or scalars for constants.
            Their floating type is the precision of the run.
        p: parameters, scalars or (persons,).
        step: in days, a plain number.
        theory: what makes the ties.

    Returns:
        End states, step means and signals, each field of shape (steps,) or (steps, persons).

    Raises:
        ValueError: if no input has a time axis.
    """
    steps_of(inputs)
    start, inputs, p = in_one_precision(start, inputs, p)
    one_person = [*start, *p.values().values(), *(x[0] if x.ndim > 0 else x for x in inputs)]
    persons = jnp.broadcast_shapes(*(jnp.shape(value) for value in one_person))
    moving = tuple(field if field.ndim > 0 else None for field in inputs)

    def fill(values: Any) -> Any:
        return jax.tree.map(lambda value: jnp.broadcast_to(value, persons), values)

    def step_once(state: States, row: Any) -> tuple[States, Any]:
        pairs = zip(inputs, row, strict=True)
        now = Inputs(*(constant if value is None else value for constant, value in pairs))
        facts = fill(cascade(state, now, p, partial(advance, step=step, xp=jnp), theory))
        return facts[0], facts

    return lax.scan(step_once, fill(start), moving)[1]
