"""Life courses of a population: `life_course.live_course` under `lax.scan`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

import undertow.engine.trees  # noqa: F401  (64-bit numbers, and parameters as JAX sees them)
from undertow.engine.life import Habits
from undertow.engine.life_course import Chapter, Course, begin_course, live_course
from undertow.theory import REINFORCEMENT, Parameters, Theory
from undertow.theory.partner import SLOT_DAYS, Partner


@partial(jax.jit, static_argnames=("days", "report", "theory"))
def simulate(
    p: Parameters,
    offered: Partner,
    first: Any,
    habits: Habits,
    days: float,
    seed: Any,
    persons: Any,
    report: Callable[[Chapter], Any],
    theory: Theory = REINFORCEMENT,
) -> tuple[Any, Course]:
    """Lives from the first meeting, one relationship after another.

    Compiled once for each shape, length and report; the precision is that of `p.anxiety`.

    Args:
        p: parameters; traits (persons,).
        offered: partners one can meet; fields (partners,).
        first: index of everyone's first partner, (persons,).
        habits: everyone's habits; scalars or (persons,).
        days: length, a plain number.
        seed: experiment, a whole number.
        persons: person numbers, (persons,).
        report: what to keep of each slot; for many persons, little.
        theory: what makes the ties.

    Returns:
        What `report` kept, with slots as the first axis, and the last standing.
    """
    kind = jnp.asarray(p.anxiety).dtype
    p, offered, habits = jax.tree.map(lambda leaf: jnp.asarray(leaf, kind), (p, offered, habits))

    def step(course: Course, slot: Any) -> tuple[Course, Any]:
        course, facts = live_course(course, slot, p, offered, habits, seed, persons, jnp, theory)
        return course, report(facts)

    begun = begin_course(p, offered, jnp.asarray(first), seed, persons, jnp)
    course, kept = lax.scan(step, begun, jnp.arange(round(days / SLOT_DAYS)))
    return kept, course
