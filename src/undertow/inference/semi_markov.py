"""Explicit-duration hidden Markov model over (class, stage, age) in log space, one day at a time.

A stage survives a day with 1 - hazard(age) and grows a day older; the oldest age stays where it
is, which gives every duration a geometric tail. This is the same distribution as counting the
remaining time down, with transitions in one place (docs/decisions/0004).

Both directions are plain functions of arrays and of the arrays' namespace, for steps handed to a
`scan` of NumPy (`undertow.inference.scanning`) or of JAX (`jax.lax.scan`): with JAX the gradient in
any table comes for free. Classes are separate; K classes, S stages, A >= 2 ages in days.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.engine.life import APART
from undertow.inference.log_sums import IMPOSSIBLE, log_add, log_chance, log_sum
from undertow.inference.stage_model import StageModel


class Tables(NamedTuple):
    """Logarithms of the chances that the walk is made of.

    Attributes:
        start: stage and age on the first day, (K, S, A).
        stay: that a stage does not end after a day at this age, (K, S, A).
        end: that it does, (K, S, A).
        move: next stage when one ends, (K, S, S).
        crossing: 1 where a move parts or reunites the two, else 0, (S, S); no logarithm.
    """

    start: Any
    stay: Any
    end: Any
    move: Any
    crossing: Any


def tables(model: StageModel, xp: Any = np) -> Tables:
    """Tables of a stage model."""
    apart = np.arange(model.transition.shape[-1]) == APART
    return Tables(
        start=log_chance(model.start, xp),
        stay=xp.log1p(-model.hazard),
        end=xp.log(model.hazard),
        move=log_chance(model.transition, xp),
        crossing=(apart[:, None] != apart).astype(float),
    )


def in_single_precision(walk: Tables) -> Tables:
    """The same for NumPy in half the time; each day's chances are good to about 1e-5."""
    return Tables(*(table.astype(np.float32) for table in walk))


def turn_moves(walk: Tables, turn: Any) -> Any:
    """Next stage, with the log likelihood of what is (not) written of the turn, (K, S, S)."""
    return walk.move + (turn * walk.crossing)[None]


def tomorrow(joint: Any, walk: Tables, turn: Any, xp: Any = np) -> Any:
    """Stage and age on the next day before it is seen, (K, S, A), from those of a day.

    Args:
        joint: log probability of stage and age, (K, S, A), up to a constant for each class.
        walk: the model.
        turn: log likelihood ratio of the next day's entries if it parts or reunites the two.
        xp: the arrays' namespace.
    """
    leaving = log_sum(joint + walk.end, -1, xp)
    entered = log_sum(leaving[:, :, None] + turn_moves(walk, turn), 1, xp)
    older = joint + walk.stay
    oldest = log_add(older[..., -2], older[..., -1], xp)
    return xp.concatenate([entered[..., None], older[..., :-2], oldest[..., None]], axis=-1)


class Later(NamedTuple):
    """What the days after a day say; both up to a constant for each class.

    stage: log density of all later days given stage and age on the day, (K, S, A).
    ending: the same given that the stage ends after the day, (K, S).
    """

    stage: Any
    ending: Any


def nothing_later(walk: Tables, xp: Any = np) -> Later:
    """After the last day: nothing is said, and no stage is seen to end."""
    return Later(xp.zeros_like(walk.start), xp.zeros_like(walk.start[..., 0]) + IMPOSSIBLE)


def yesterday(later: Later, walk: Tables, likelihood: Any, turn: Any, xp: Any = np) -> Later:
    """The same one day earlier.

    Args:
        later: what the days after this day say.
        walk: the model.
        likelihood: log density of this day's data, (K, S).
        turn: log likelihood ratio of this day's entries if it parts or reunites the two.
        xp: the arrays' namespace.
    """
    seen = later.stage + likelihood[..., None]
    ending = log_sum(turn_moves(walk, turn) + seen[:, None, :, 0], -1, xp)
    older = xp.concatenate([seen[..., 1:], seen[..., -1:]], axis=-1)
    stage = log_add(walk.stay + older, walk.end + ending[..., None], xp)
    top = stage.max(axis=(1, 2))
    return Later(stage - top[:, None, None], ending - top[:, None])
