"""How well a state trajectory explains a person's ratings, whatever their intercept and gain.

A rating is intercept + gain x readout + noise (theory/rating.py). Intercept, gain and noise are
the person's own and are integrated out in closed form (normal-inverse-gamma), draw by draw.
"""

from __future__ import annotations

import numpy as np

from undertow.theory import rating

_DAYS_REPEAT = 0.35
"""Weight of a day: the slow shared level makes neighbouring days alike."""
_SCALES_REPEAT = 0.5
"""Weight of a scale: the ratings of a day share that level too."""
_SHAPE = 3.0
"""Strength of the prior on the noise, in answers."""


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
    noise = rating.NOISE_SD**2 + rating.LEVEL_SD**2 * scale.loading**2
    precision = np.array(
        [noise / rating.INTERCEPT_SD**2, noise / (rating.GAIN_LOG_SD * scale.gain) ** 2]
    )
    gap = y[:, None] - scale.intercept - scale.gain * x
    count = _DAYS_REPEAT * len(y)
    sum_x, sum_xx = _DAYS_REPEAT * x.sum(axis=0), _DAYS_REPEAT * (x**2).sum(axis=0)
    sum_g, sum_xg = _DAYS_REPEAT * gap.sum(axis=0), _DAYS_REPEAT * (x * gap).sum(axis=0)
    sum_gg = _DAYS_REPEAT * (gap**2).sum(axis=0)
    a, b, d = precision[0] + count, sum_x, precision[1] + sum_xx
    determinant = a * d - b**2
    explained = (d * sum_g**2 - 2 * b * sum_g * sum_xg + a * sum_xg**2) / determinant
    rest = _SHAPE * noise + np.maximum(sum_gg - explained, 0.0)
    log_prior = np.log(precision).sum()
    evidence = 0.5 * (log_prior - np.log(determinant)) - 0.5 * (_SHAPE + count) * np.log(rest)
    return _SCALES_REPEAT * evidence
