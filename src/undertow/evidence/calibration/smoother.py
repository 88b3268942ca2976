"""An ensemble moved toward what its figures should be: ensemble smoother, several rounds.

Emerick & Reynolds 2013, Comput Geosci 55:3 (multiple data assimilation), with the targets of the
ledger, which are ranges: a member whose figure lies within has nothing to follow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from undertow.evidence.calibration.figures import FAR, Seen

FLOOR = 2.5
"""In standard errors of a correlation of nothing: what is below counts as chance."""

SELDOM = 0.02
"""Share of members; where fewer (or all but fewer) lack a figure, the lack teaches nothing."""


DEEP = 2.0
"""In tolerances: half of a range whose tolerance is a quarter of it."""

REACH = 3.0
"""In standard deviations of the prior: farther no parameter goes, whatever the rows ask for."""


@dataclass
class Wishes:
    """What each member is asked for in each figure.

    A member that was once outside is led to its own depth within the target, so that members
    spread over the range and do not crowd at its edge; one that was never outside need only stay.

    Attributes:
        low, high: ends of the targets, in tolerances; (figures,).
        depth: how far within; (figures, members).
        outside: who was ever outside; (figures, members).
    """

    low: np.ndarray
    high: np.ndarray
    depth: np.ndarray
    outside: np.ndarray

    @classmethod
    def drawn(
        cls, low: np.ndarray, high: np.ndarray, members: int, generator: np.random.Generator
    ) -> Wishes:
        """Depths by chance: even over a range, half-normal beyond a single end."""
        shape = (len(low), members)
        even, normal = generator.random(shape), np.abs(generator.standard_normal(shape))
        half = np.minimum((high - low)[:, None] / 2, DEEP)
        depth = np.where(np.isfinite((high - low)[:, None]), even * half, normal)
        return cls(low, high, depth, np.zeros(shape, bool))

    def gaps(self, seen: Seen) -> np.ndarray:
        """How far each figure should go, `FAR` at most; nowhere where there is no figure."""
        low, high = self.low[:, None], self.high[:, None]
        self.outside |= seen.known & ((seen.figures < low) | (seen.figures > high))
        depth = np.where(self.outside, self.depth, 0.0)
        asked = np.clip(seen.figures, low + depth, high - depth)
        return np.where(seen.known, np.clip(asked - seen.figures, -FAR, FAR), 0.0)


def gains(places: np.ndarray, figures: np.ndarray, inflation: float) -> np.ndarray:
    """How far to move each parameter for one tolerance in each figure.

    Kalman's gain of the ensemble, for each parameter over those figures alone that go with it
    beyond chance; the weaker the correlation, the less a figure weighs.

    Args:
        places: of the members; (parameters, members).
        figures: theirs, in tolerances; (figures, members).
        inflation: of the error of the figures: the number of rounds.

    Returns:
        (parameters, figures).
    """
    members = places.shape[1]
    apart = places - places.mean(axis=1, keepdims=True)
    seen = figures - figures.mean(axis=1, keepdims=True)
    together = apart @ seen.T / (members - 1)
    spread = np.outer(apart.std(axis=1, ddof=1), seen.std(axis=1, ddof=1))
    correlation = np.divide(together, spread, out=np.zeros_like(together), where=spread > 1e-12)
    chance = FLOOR**2 / members
    weight = np.clip(1 - chance / np.maximum(correlation**2, 1e-12), 0.0, None)
    covariance = seen @ seen.T / (members - 1)
    found = np.zeros_like(together)
    for row, weights in enumerate(weight):
        (used,) = np.nonzero(weights)
        if len(used):
            known = covariance[np.ix_(used, used)] + np.diag(inflation / weights[used])
            found[row, used] = np.linalg.solve(known, together[row, used])
    return found


def with_lacks(seen: Seen, gaps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Figures and gaps, and as further figures that a member has one at all.

    A ratio to nothing or a share of none fails a row; what goes with it is moved away from.
    """
    share = seen.known.mean(axis=1)
    some = (share > SELDOM) & (share < 1 - SELDOM)
    having = 2.0 * seen.known[some]
    return np.vstack([seen.figures, having]), np.vstack([gaps, 2.0 - having])


@dataclass(frozen=True)
class Step:
    """One round's outcome.

    Attributes:
        places: of the members afterwards; (parameters, members).
        moved: how far, by parameter and figure, as the root mean square over members.
    """

    places: np.ndarray
    moved: np.ndarray


def step(places: np.ndarray, seen: Seen, wishes: Wishes, rounds: int) -> Step:
    """Move all members one round of so many."""
    gaps = wishes.gaps(seen)
    figures, asked = with_lacks(seen, gaps)
    gain = gains(places, figures, float(rounds))
    size = np.sqrt(np.mean(asked**2, axis=1))
    moved = (np.abs(gain) * size)[:, : len(gaps)]
    return Step(within_reach(places, places + gain @ asked), moved)


def within_reach(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Places afterwards, but none pulled out of reach by a target that cannot be met."""
    limit = np.maximum(REACH, np.abs(before))
    return np.clip(after, -limit, limit)


def contraction(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """How much narrower each parameter became: 1 - sd after / sd before; (parameters,).

    Args:
        before: members from the prior; (parameters, members).
        after: the same members at the end.
    """
    return 1 - after.std(axis=1, ddof=1) / before.std(axis=1, ddof=1)
