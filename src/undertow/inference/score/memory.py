"""What is known before each answer from those before it: means that fade with answers and time."""

from __future__ import annotations

import numpy as np

from undertow.inference.scanning import scan
from undertow.inference.score.panel import Panel

SHORTEST, LONGEST = 0.25, 8.0
"""Gaps between answers, in usual gaps, beyond which shorter or longer makes no difference."""

_GAP_POWER = 0.5
"""A gap four times as long lets memory fade as two answers do: between counting answers (0) and
counting hours (1), because much of what moves a rating happens once a prompt, whenever it comes.
Chosen with the other settings by leaving data sets out (docs/decisions/0019)."""

_TINY = 1e-6
"""Answers' worth of the prior that never fades, so that a memory of one answer divides by more
than nothing before the first one."""


def gaps(panel: Panel) -> np.ndarray:
    """How much fading lies between an answer and the one before, in usual steps; (P, T)."""
    between = np.diff(panel.times, axis=1, prepend=panel.times[:, :1])
    within = panel.train.copy()
    within[:, 0] = False
    usual = np.median(between[within]) if within.any() else 0.0
    if usual <= 0:
        return np.ones_like(between)
    relative = np.clip(between / usual, SHORTEST, LONGEST)
    relative[:, 0] = 1.0
    return np.where(panel.given, relative, 1.0) ** _GAP_POWER


def fading_mean(
    values: np.ndarray, gap: np.ndarray, rate: float, prior: np.ndarray | float, worth: float
) -> np.ndarray:
    """The weighted mean of what came before each answer, the prior among it.

    When an answer comes, all earlier weights fall by (1 - rate) to the power of the gap before it,
    and its own is 1; the prior counts as `worth` answers before the first and fades like them.

    Args:
        values: (P, T, ...), 0 where filled up.
        gap: as `gaps` gives them, (P, T).
        rate: 0 (all answers count alike) to 1 (only the last one counts).
        prior: mean before the first answer; a number or (...).
        worth: answers that the prior counts for, >= 0.

    Returns:
        (P, T, ...); at each answer from those before it only.
    """
    shape = values.shape[2:]
    keep = (1 - rate) ** gap
    kept = np.broadcast_to(prior, shape).astype(values.dtype)

    def step(carry: tuple[np.ndarray, np.ndarray], row: tuple[np.ndarray, np.ndarray]):
        total, weight = carry
        value, keep = row
        mean = (total + _TINY * kept) / (weight + _TINY)
        return (keep * total + value, keep * weight + 1), mean

    column = keep.T.reshape(*keep.T.shape, *(1 for _ in shape)).astype(values.dtype)
    start = np.full(column.shape[1:], worth, dtype=values.dtype)
    _, means = scan(step, (start * kept, start), (np.moveaxis(values, 1, 0), column))
    return np.moveaxis(means, 0, 1)
