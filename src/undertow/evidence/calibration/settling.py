"""From an ensemble to one set: its middle, tried for real, and moved on while that helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from undertow.evidence.calibration.figures import FAR, Figures, Goal, middle_of
from undertow.evidence.calibration.smoother import within_reach
from undertow.evidence.calibration.space import Space

INSIDE = 0.25
"""In tolerances: how far within its target an interval should lie."""

DIGITS = 4
"""Of a value in a parameter set: more would be luck."""


@dataclass(frozen=True)
class Point:
    """One parameter set that was tried.

    Attributes:
        stage: under which it was measured.
        place: (parameters,).
        missed: rows with a figure that is not, with its interval, in its target.
        loss: sum of squared distances, in tolerances, each `FAR` at most; so far counts a
            figure that is no number.
        gaps: how far each figure should move; (figures,).
    """

    stage: str
    place: np.ndarray
    missed: tuple[str, ...]
    loss: float
    gaps: np.ndarray

    @property
    def rank(self) -> tuple[int, float]:
        """The lower, the better."""
        return len(self.missed), self.loss


def judged(stage: str, place: np.ndarray, goals: Sequence[Goal], figures: Figures) -> Point:
    """Hold the figures of one parameter set against the goals."""
    gaps, missed, loss = np.zeros(len(goals)), {}, 0.0
    for number, goal in enumerate(goals):
        middle, low, high = middle_of(goal, figures[goal.row][goal.name])
        if np.isnan(middle):
            missed[goal.row], loss = None, loss + FAR**2
            continue
        if low < goal.low or high > goal.high:
            missed[goal.row] = None
        lowest = goal.low + (middle - low) + INSIDE
        highest = goal.high - (high - middle) - INSIDE
        if lowest > highest:  # luck is wider than the target: the middle is the best place
            lowest = highest = (goal.low + goal.high) / 2
        gaps[number] = np.clip(np.clip(middle, lowest, highest) - middle, -FAR, FAR)
        loss += float(gaps[number] ** 2)
    return Point(stage, place, tuple(missed), loss, gaps)


Try = Callable[[np.ndarray], Point]


def settle(begun: Sequence[Point], gain: np.ndarray, attempt: Try, steps: int) -> list[Point]:
    """Go on from the best of some points as the ensemble says that figures would follow.

    A step that does not help is tried again at half its length.

    Args:
        begun: points that were tried.
        gain: how far to move for one tolerance; (parameters, figures).
        attempt: measures a place.
        steps: how many more places to try.

    Returns:
        The further points tried, in order.
    """
    tried = list(begun)
    length = 1.0
    for _ in range(steps):
        best = min(tried, key=lambda point: point.rank)
        if not best.missed:
            break
        further = best.place + length * gain @ best.gaps
        tried.append(attempt(within_reach(best.place, further)))
        length = 1.0 if tried[-1].rank < best.rank else length / 2
    return tried[len(begun) :]


def rounded(space: Space, place: np.ndarray) -> tuple[dict[str, float], np.ndarray]:
    """Values to a few digits, as they will stand in the file, and their exact place."""
    values = space.values(place)
    found = {
        entry.name: float(f"{float(values[entry.name]):.{DIGITS}g}") if moved else entry.value
        for entry, moved in zip(space.entries, place, strict=True)
    }
    return found, space.of(found)
