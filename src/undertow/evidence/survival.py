"""Times until something happens, some of them censored: curves and two shapes of hazard."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

_STEPS, _ENOUGH = 200, 1e-9


class LogLogistic(NamedTuple):
    """Fit of S(t) = 1 / (1 + (t / median)^shape).

    Attributes:
        median: in the unit of the times.
        shape: up to 1 the hazard falls from the start, above it rises first and then falls.
        log_likelihood: at the maximum.
    """

    median: float
    shape: float
    log_likelihood: float


def surviving(times: np.ndarray, happened: np.ndarray, at: float) -> float:
    """Kaplan-Meier estimate of the share to whom it has not happened by time `at`.

    Args:
        times: until it happened or the person was last seen, (persons,).
        happened: false where the time is censored, (persons,).
        at: the time asked for.
    """
    kept = 1.0
    for moment in np.unique(times[happened & (times <= at)]):
        kept *= 1 - np.sum(happened & (times == moment)) / np.sum(times >= moment)
    return float(kept)


def exponential_log_likelihood(times: np.ndarray, happened: np.ndarray) -> float:
    """Log likelihood at the maximum of a constant hazard; 0 where it happened to nobody."""
    count = int(happened.sum())
    return count * (np.log(count / times.sum()) - 1) if count else 0.0


def log_logistic(times: np.ndarray, happened: np.ndarray) -> LogLogistic:
    """Maximum likelihood fit of a log-logistic time, by Newton's method on its logarithm.

    Args:
        times: > 0, (persons,).
        happened: (persons,).

    Returns:
        nan throughout if it happened to fewer than two people at different times, or if no
        maximum was found.
    """
    if len(np.unique(times[happened])) < 2:
        return LogLogistic(np.nan, np.nan, np.nan)
    logs = np.log(times)
    where = np.array([np.median(logs), 0.0])  # log median and log shape
    value = _log_likelihood(where, logs, happened)
    for _ in range(_STEPS):
        slope, curvature = _derivatives(where, logs, happened)
        definite = np.linalg.eigvalsh(curvature).max() < 0
        step = -np.linalg.solve(curvature, slope) if definite else slope / np.linalg.norm(slope)
        scale = 1.0
        while (new := _log_likelihood(where + scale * step, logs, happened)) < value:
            scale /= 2
            if scale < _ENOUGH:
                break
        if new <= value + _ENOUGH:
            return LogLogistic(float(np.exp(where[0])), float(np.exp(where[1])), float(value))
        where, value = where + scale * step, new
    return LogLogistic(np.nan, np.nan, np.nan)


def _log_likelihood(where: np.ndarray, logs: np.ndarray, happened: np.ndarray) -> float:
    shape = np.exp(where[1])
    scaled = shape * (logs - where[0])
    softplus = np.logaddexp(0.0, scaled)
    return float(np.sum(-softplus) + np.sum((scaled - softplus + where[1] - logs)[happened]))


def _derivatives(
    where: np.ndarray, logs: np.ndarray, happened: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Gradient and Hessian in log median and log shape."""
    shape = np.exp(where[1])
    scaled = shape * (logs - where[0])
    past = 1 / (1 + np.exp(-scaled))
    counted = 1.0 + happened
    first = happened - counted * past  # by `scaled`
    second = -counted * past * (1 - past)
    slope = np.array([np.sum(-shape * first), np.sum(scaled * first + happened)])
    mixed = np.sum(-shape * (first + scaled * second))
    curvature = np.array(
        [
            [np.sum(shape**2 * second), mixed],
            [mixed, np.sum(scaled * first + scaled**2 * second)],
        ]
    )
    return slope, curvature
