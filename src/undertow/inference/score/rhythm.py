"""The answers of a person, and of people, at the same time of day."""

from __future__ import annotations

import numpy as np

from undertow.inference.scanning import scan
from undertow.inference.score.panel import Panel

PARTS = 6
"""Parts of a day, four hours each: prompts of most studies come four to seven times a day."""

_OWN_WORTH = 5.0
"""Answers that a person's usual answers count for in a part of the day."""
_SHARED_WORTH = 30.0
"""Answers that everybody's usual answers count for in a part of the day."""


def part_of_day(panel: Panel) -> np.ndarray:
    """Which part of the day each answer falls into, 0 to PARTS - 1; int (P, T).

    One part for all where a table has dates only, or only an order.
    """
    return np.minimum(np.floor(panel.times % 1 * PARTS).astype(int), PARTS - 1)


def own_rhythm(below: np.ndarray, part: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """The distribution of a person's earlier answers in the same part of the day.

    Args:
        below: whether each answer is at or below each point, 0 where filled up, (P, T, G).
        part: as `part_of_day` gives it.
        usual: distribution of all earlier answers, which a part starts from; (P, T, G).

    Returns:
        (P, T, G); at each answer from those before it only.
    """
    people, _, points = below.shape
    everyone = np.arange(people)

    def step(carry: tuple[np.ndarray, np.ndarray], row: tuple[np.ndarray, ...]):
        total, count = carry
        value, now, mean = row
        worth = count[everyone, now] + _OWN_WORTH
        found = (total[everyone, now] + _OWN_WORTH * mean) / worth[:, None]
        total, count = total.copy(), count.copy()
        total[everyone, now] += value
        count[everyone, now] += 1
        return (total, count), found.astype(below.dtype)

    start = (np.zeros((people, PARTS, points)), np.zeros((people, PARTS)))
    rows = (np.moveaxis(below, 1, 0), part.T, np.moveaxis(usual, 1, 0))
    return np.moveaxis(scan(step, start, rows)[1], 0, 1)


def shared_rhythm(below: np.ndarray, part: np.ndarray, everybody: np.ndarray) -> np.ndarray:
    """The distribution of everybody's training answers in each part of the day.

    Args:
        below: of training answers, (N, G).
        part: of training answers, int (N,).
        everybody: distribution of all training answers, (G,).

    Returns:
        (PARTS, G).
    """
    found = []
    for now in range(PARTS):
        those = below[part == now]
        worth = len(those) + _SHARED_WORTH
        found.append((those.sum(axis=0) + _SHARED_WORTH * everybody) / worth)
    return np.stack(found)
