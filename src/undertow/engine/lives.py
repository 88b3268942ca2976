"""Simulated lives of a population: `life.live` under `lax.scan`, all persons as arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

import undertow.engine.trees  # noqa: F401  (64-bit numbers, and parameters as JAX sees them)
from undertow.engine.life import Habits, Life, Slot, begin, live
from undertow.theory import REINFORCEMENT, Parameters, Theory
from undertow.theory.partner import SLOT_DAYS, Partner


def whole(slot: Slot) -> Slot:
    """Everything that happened in a slot."""
    return slot


@partial(jax.jit, static_argnames=("days", "report", "theory"))
def simulate(
    p: Parameters,
    partner: Partner,
    habits: Habits,
    days: float,
    seed: Any,
    persons: Any,
    report: Callable[[Slot], Any] = whole,
    theory: Theory = REINFORCEMENT,
) -> tuple[Any, Life]:
    """Lives from the day of meeting: the same lives as `life.simulate`, in JAX.

    Compiled once for each shape, length, report and theory. The precision is that of `p.anxiety`;
    both take the same decisions unless a rate comes within rounding of the luck drawn.

    Args:
        p: parameters; traits may be arrays of shape (persons,).
        partner: everyone's partner.
        habits: everyone's habits.
        days: length, a plain number.
        seed: experiment, a whole number.
        persons: person numbers, shape (persons,).
        report: what to keep of each slot; for many persons, little.
        theory: what makes the ties.

    Returns:
        What `report` kept, with slots as the first axis, and the last standing.
    """
    kind = jnp.asarray(p.anxiety).dtype
    p, partner, habits = jax.tree.map(lambda leaf: jnp.asarray(leaf, kind), (p, partner, habits))

    def step(life: Life, slot: Any) -> tuple[Life, Any]:
        life, facts = live(life, slot, p, partner, habits, seed, persons, jnp, theory)
        return life, report(facts)

    life, kept = lax.scan(
        step, begin(p, partner, seed, persons, jnp), jnp.arange(round(days / SLOT_DAYS))
    )
    return kept, life
