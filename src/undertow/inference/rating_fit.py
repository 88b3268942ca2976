"""How well a state trajectory explains a person's ratings, whatever their intercept and gain.

A rating is intercept + gain x readout + noise (theory/rating.py). Intercept, gain and noise are
the person's own and are integrated out in closed form (normal-inverse-gamma), draw by draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lgamma, pi
from typing import NamedTuple

import numpy as np

from undertow.theory import rating

_DAYS_REPEAT = 0.35
"""Weight of a day: the slow shared level makes neighbouring days alike."""
_SCALES_REPEAT = 0.5
"""Weight of a scale: the ratings of a day share that level too."""
_SHAPE = 3.0
"""Strength of the prior on the noise, in answers."""


class _Fit(NamedTuple):
    """What some answers say of intercept, gain and noise; arrays of one shape.

    The precision of intercept and gain, in units of the noise, is [[a, b], [b, d]]; their means,
    as departures from the population's, follow from g and xg.
    """

    answers: np.ndarray
    a: np.ndarray
    b: np.ndarray
    d: np.ndarray
    g: np.ndarray
    xg: np.ndarray
    determinant: np.ndarray
    rest: np.ndarray


def log_evidence(
    readout: np.ndarray, answer: np.ndarray, answered: np.ndarray, scale: rating.Scale
) -> np.ndarray:
    """Log marginal density of one scale's answers under each draw.

    Args:
        readout: daily mean readout, (D, M).
        answer: 0 to 1, (D,).
        answered: where there is an answer, boolean (D,).
        scale: the population's intercept and gain.

    Returns:
        (M,); 0 without any answer.
    """
    x, y = readout[answered], answer[answered]
    if len(y) == 0:
        return np.zeros(readout.shape[1])
    gap = y[:, None] - scale.intercept - scale.gain * x
    one = np.ones(len(y))
    sums = [field.sum(axis=0) for field in (one, x, x**2, gap, x * gap, gap**2)]
    return _evidence(_fit(sums, scale), scale)


def day_by_day(
    readout: np.ndarray, answer: np.ndarray, answered: np.ndarray, scale: rating.Scale
) -> tuple[np.ndarray, np.ndarray]:
    """What was to be expected of each day's answer from the days before it, under each draw.

    Args:
        readout: daily mean readout, (D, M).
        answer: 0 to 1, (D,).
        answered: where there is an answer, boolean (D,).
        scale: the population's intercept and gain.

    Returns:
        The log evidence of all answers before each day, and the log density of the day's own
        answer given those (Student's t, as if the scale had no ends); both (D, M), the latter 0
        where there is no answer.
    """
    seen = answered[:, None].astype(float)
    x = readout
    gap = np.where(answered, answer, 0.0)[:, None] - scale.intercept - scale.gain * x

    def before(field: np.ndarray) -> np.ndarray:
        total = np.cumsum(field * seen, axis=0)
        return np.concatenate([np.zeros_like(total[:1]), total[:-1]])

    one = np.ones_like(seen)
    sums = [before(field) for field in (one, x, x**2, gap, x * gap, gap**2)]
    fit = _fit(sums, scale)
    intercept = (fit.d * fit.g - fit.b * fit.xg) / fit.determinant
    gain = (fit.a * fit.xg - fit.b * fit.g) / fit.determinant
    doubt = (fit.d - 2 * fit.b * x + fit.a * x**2) / fit.determinant
    strength = _SHAPE + fit.answers
    variance = fit.rest / strength * (1 + doubt)
    distance = (gap - intercept - gain * x) ** 2 / (strength * variance)
    constant = np.array([[lgamma((n + 1) / 2) - lgamma(n / 2)] for n in strength[:, 0]])
    density = constant - 0.5 * np.log(strength * pi * variance)
    density = density - 0.5 * (strength + 1) * np.log1p(distance)
    return _evidence(fit, scale), density * seen


def _noise(scale: rating.Scale) -> float:
    """Variance that a rating has beyond what it reads."""
    return rating.NOISE_SD**2 + rating.LEVEL_SD**2 * scale.loading**2


def _precision(scale: rating.Scale) -> np.ndarray:
    """Prior precision of intercept and gain, in units of the noise, (2,)."""
    spread = np.array([rating.INTERCEPT_SD, rating.GAIN_LOG_SD * scale.gain])
    return _noise(scale) / spread**2


def _fit(sums: Sequence[np.ndarray], scale: rating.Scale) -> _Fit:
    """The fit from sums over answers.

    Args:
        sums: of 1, readout, its square, gap to the population's answer, readout times gap, and
            the gap's square; of one shape, or (D, 1) for the first.
        scale: the population's intercept and gain.
    """
    count, x, xx, g, xg, gg = (_DAYS_REPEAT * total for total in sums)
    intercept, gain = _precision(scale)
    a, b, d = intercept + count, x, gain + xx
    determinant = a * d - b**2
    explained = (d * g**2 - 2 * b * g * xg + a * xg**2) / determinant
    rest = _SHAPE * _noise(scale) + np.maximum(gg - explained, 0.0)
    return _Fit(count, a, b, d, g, xg, determinant, rest)


def _evidence(fit: _Fit, scale: rating.Scale) -> np.ndarray:
    """Log marginal density of the answers in a fit, up to a constant of their number."""
    log_prior = np.log(_precision(scale)).sum()
    spread = 0.5 * (log_prior - np.log(fit.determinant))
    return _SCALES_REPEAT * (spread - 0.5 * (_SHAPE + fit.answers) * np.log(fit.rest))
