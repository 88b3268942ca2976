"""The answers that a scale allows, as a grid of points."""

from __future__ import annotations

import numpy as np

from undertow.inference.score.panel import Panel

MOST_POINTS = 201
"""Points of a grid. A scale of 0 to 100 in whole numbers has 101; a finer one is made this fine,
which moves the CRPS of a forecast by less than a thousandth."""

_SAME = 1e-6
"""Shares of the range; answers closer than this are one answer written twice."""

_UNEVEN = 0.01
"""Steps by which written answers, often rounded means of items, may miss an even grid."""


def answer_grid(panel: Panel) -> np.ndarray:
    """The points from one end of the scale to the other, as far apart as training answers show.

    Returns:
        (G,), rising, at least 2.
    """
    span = panel.high - panel.low
    seen = np.unique(np.r_[panel.low, panel.answers[panel.train], panel.high])
    steps = np.diff(seen)
    step = steps[steps > _SAME * span].min()
    count = round(span / step)
    places = (seen - panel.low) / step
    uneven = np.abs(places - np.round(places)).max() > _UNEVEN
    if uneven or count + 1 > MOST_POINTS:
        count = MOST_POINTS - 1
    return panel.low + span * np.arange(count + 1) / count


def at_most(answers: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Whether each answer is at or below each point of the grid; boolean (..., G)."""
    return answers[..., None] <= grid + _SAME * (grid[-1] - grid[0])
