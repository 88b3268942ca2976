"""How a method of fitting does on simulated truth: ranks, coverage, recovery, diagnostics."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import NamedTuple

import jax
import numpy as np
from fit_cases import TOLD, Case, told_each

from undertow.inference.exposure import SLOTS
from undertow.inference.fit.draws import Method
from undertow.inference.summary import weighted_quantile
from undertow.theory import REINFORCEMENT

RANK_BINS = 10


class Judged(NamedTuple):
    """Figures of one method over N cases; the middle axis is `TOLD`.

    Attributes:
        rank: share of the posterior below the truth, (N, 7).
        inside: whether the truth lay in the central 80 %, (N, 7).
        mean, sd: of the posterior, (N, 7).
        truth: (N, 7).
        diagnostic: Pareto k, or R-hat, (N,).
        effective: number of draws that they are worth, (N,).
        seconds: of each fit, the first with its compilation, (N,).
    """

    rank: np.ndarray
    inside: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    truth: np.ndarray
    diagnostic: np.ndarray
    effective: np.ndarray
    seconds: np.ndarray


def judge_fit(method: Method, draws: int, found: Iterable[Case]) -> Judged:
    """Fit every case and compare with its truth."""
    rows = []
    for number, case in enumerate(found):
        begin = time.perf_counter()
        fitted = jax.block_until_ready(
            method(jax.random.key(number), case.problem, draws, SLOTS, REINFORCEMENT)
        )
        seconds = time.perf_counter() - begin
        value = np.asarray(told_each(fitted.u, case.problem)).T
        weight = np.asarray(fitted.weight, float)
        weight = weight / weight.sum()
        low, high = (weighted_quantile(value, weight, level) for level in (0.1, 0.9))
        # Where truth and draws are all alike (no withdrawal together) the rank is drawn by lot.
        luck = np.random.default_rng(number).random(len(TOLD))
        same = np.isclose(value, case.told[:, None], rtol=1e-9, atol=1e-12)
        below = (value < case.told[:, None]) & ~same
        mean = value @ weight
        facts = fitted.facts
        diagnostic = facts.r_hat if np.isnan(facts.k_hat) else facts.k_hat
        rows.append(
            (
                below @ weight + luck * (same @ weight),
                (low <= case.told + 1e-12) & (case.told <= high + 1e-12),
                mean,
                np.sqrt((value - mean[:, None]) ** 2 @ weight),
                case.told,
                float(diagnostic),
                float(facts.effective),
                seconds,
            )
        )
    return Judged(*(np.array(column) for column in zip(*rows, strict=True)))


def uniformity(rank: np.ndarray) -> np.ndarray:
    """Chi-square of the ranks' counts in ten bins over its degrees of freedom, by column."""
    counts = np.stack([np.histogram(column, RANK_BINS, (0, 1))[0] for column in rank.T], axis=-1)
    expected = len(rank) / RANK_BINS
    return ((counts - expected) ** 2 / expected).sum(axis=0) / (RANK_BINS - 1)


def recovery(judged: Judged) -> np.ndarray:
    """Correlation of truth and posterior mean over cases, by column."""
    pairs = zip(judged.truth.T, judged.mean.T, strict=True)
    return np.array([np.corrcoef(truth, mean)[0, 1] for truth, mean in pairs])
