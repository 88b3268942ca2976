"""The cascade engine: one diary, each state solved over the whole time axis at once.

Given what stands above it, a state is a linear recurrence. So the rates, their exponentials and
all derivatives are computed for the whole time axis in one go, and only a multiplication and two
additions are left to walk through time. For inference: differentiable any number of times, both
ways, in everything that enters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from undertow.engine.leaky import relaxation
from undertow.engine.trees import in_one_precision, steps_of
from undertow.theory import REINFORCEMENT, Inputs, Parameters, Signals, States, Theory, cascade

Recurrence = Callable[[jax.Array, jax.Array, jax.Array], jax.Array]
"""`recurrence(start, gain, loss)` gives all x of x <- x + (gain - loss x), shape (steps,)."""


def walk(start: jax.Array, gain: jax.Array, loss: jax.Array) -> jax.Array:
    """Solve the recurrence step by step.

    On a CPU nothing tried was faster, neither chunks nor doubling nor a reverse rule of its own
    (docs/benchmarks.md). Written as an increment, for the same reason as `leaky.advance`.
    """
    return lax.scan(_once, start, (gain, loss))[1]


def _once(x: jax.Array, rates: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
    gain, loss = rates
    x = x + (gain - loss * x)
    return x, x


def advance(
    start: Any, inflow: Any, outflow: Any, step: float, steps: int, recurrence: Recurrence
) -> tuple[jax.Array, jax.Array]:
    """All steps of x' = inflow - outflow x, with rates constant within each step.

    Args:
        start: x at the beginning, a scalar.
        inflow: per day, (steps,) or a scalar.
        outflow: per day, >= 0, (steps,) or a scalar.
        step: in days.
        steps: how many.
        recurrence: solver.

    Returns:
        x at the end of each step and its mean over each, both (steps,).
    """
    first, second = relaxation(outflow * step, jnp)
    gain = jnp.broadcast_to(step * inflow * first, (steps,))
    loss = jnp.broadcast_to(step * outflow * first, (steps,))
    end = recurrence(start, gain, loss)
    before = jnp.concatenate([start[None], end[:-1]])
    return end, before + step * (inflow - outflow * before) * second


@partial(jax.jit, static_argnames=("step", "recurrence", "theory"))
def run(
    start: States,
    inputs: Inputs,
    p: Parameters,
    step: float,
    recurrence: Recurrence = walk,
    theory: Theory = REINFORCEMENT,
) -> tuple[States, States, Signals]:
    """Run the laws through the time of one diary. For many diaries or draws, `jax.vmap` this.

    Compiled once for each length, step, theory and set of mechanisms. All values enter as
    arguments.

    Args:
        start: states at the beginning, scalars.
        inputs: fields of shape (steps,), or scalars for constants. Their floating type is the
            precision of the run.
        p: parameters, scalars.
        step: in days, a plain number.
        recurrence: how each state is solved over time.
        theory: what makes the ties.

    Returns:
        End states, step means and signals, each field of shape (steps,).

    Raises:
        ValueError: if no input has a time axis.
    """
    steps = steps_of(inputs)
    start, inputs, p = in_one_precision(start, inputs, p)
    solve = partial(advance, step=step, steps=steps, recurrence=recurrence)
    return cascade(start, inputs, p, solve, theory)
