"""Who the writer may be on the first day, as numbers that are standard normal before any rating.

Traits and states on the first day come from the bank of histories. Each is bent by its own
quantiles there until it is normal; what is left are correlations (a Gaussian copula). What a
draw of the exposure takes for known of the partner is conditioned on. So every draw of the
exposure has a prior of its own, and 31 independent standard normals `u` say who somebody is.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from undertow.inference.bank import Bank, traits_of
from undertow.theory import Parameters, States

_NODES = np.linspace(-3.25, 3.25, 27)
"""Where quantiles are kept, in normal scores: a quarter of a standard deviation apart."""
_ALIKE = 1e-6
"""Spread of normal scores below which people do not differ in something."""
_TOLD = ("power", "height", "severity", "friction")
"""What the exposure of a draw takes from its partner, and what the states therefore go by."""
_SMALLEST = 1e-4
"""Least variance left to a number, in normal scores: a few are sums of others."""


class Start(NamedTuple):
    """Prior of the first day; n numbers, first the traits, then the states. Arrays only.

    Attributes:
        low: first node of the normal scores, scalar; `step`: distance of nodes, scalar.
        value: value of each number at each node, (n, nodes), never falling.
        slope: its derivative there, (n, nodes).
        mean: expected normal scores, (n,).
        root: square root of their covariance, (n, n): scores are mean + root @ u.
    """

    low: np.ndarray
    step: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    mean: np.ndarray
    root: np.ndarray


def start_prior(people: Bank, person: Bank, kind: type[Parameters]) -> Start:
    """Prior of traits and first-day states.

    Args:
        people: who could stand there, one of them as likely as the other, repeated or not.
        person: the one whose partner the exposure was drawn with, fields of shape (1,).
        kind: class of parameters of the theory at hand; its traits are those of `people`.
    """
    table = _numbers(people, kind)
    grid = np.array([NormalDist().cdf(z) for z in _NODES])
    value = np.quantile(table, grid, axis=0, method="hazen").T
    told = _partner(people)
    known = _score_among(_partner(person), told)
    correlation = _correlation(np.column_stack([table, told]), len(np.unique(people.number)))
    mean, covariance = _given(correlation, table.shape[1], known)
    return Start(
        low=np.asarray(_NODES[0]),
        step=np.asarray(_NODES[1] - _NODES[0]),
        value=value,
        slope=_slopes(value, float(_NODES[1] - _NODES[0])),
        mean=mean,
        root=_root(covariance),
    )


def _numbers(people: Bank, kind: type[Parameters]) -> np.ndarray:
    """Traits, then states, (N, n)."""
    traits = people.traits[:, : len(traits_of(kind))]
    return np.column_stack([traits, *people.states])


def _partner(people: Bank) -> np.ndarray:
    """What the exposure takes for known, (N, k)."""
    ways = [getattr(people.partner, name) for name in _TOLD]
    return np.column_stack([*ways, people.habits.therapy])


def _score_among(value: np.ndarray, sample: np.ndarray) -> np.ndarray:
    """Normal scores of some values among a sample of each column; (m, k) and (N, k) to (m, k)."""
    ranked = np.sort(sample, axis=0)
    found = np.empty(value.shape)
    for index, (one, row) in enumerate(zip(value.T, ranked.T, strict=True)):
        below = np.searchsorted(row, one, "left") + np.searchsorted(row, one, "right")
        found[:, index] = _normal_quantiles(len(row))[below]
    return found


@cache
def _normal_quantiles(count: int) -> np.ndarray:
    """Normal score of having k/2 of `count` below, k from 0 to 2 count."""
    share = (np.arange(2 * count + 1) + 0.5) / (2 * count + 1)
    return np.array([NormalDist().inv_cdf(s) for s in share])


def _correlation(table: np.ndarray, people: int) -> np.ndarray:
    """Correlations of normal scores, drawn to none by how few different people there are."""
    scores = _score_among(table, table)
    scores = scores - scores.mean(axis=0)
    spread = np.maximum(np.sqrt((scores**2).mean(axis=0)), _ALIKE)
    share = people / (people + table.shape[1])
    found = share * (scores / spread).T @ (scores / spread) / len(scores)
    np.fill_diagonal(found, 1.0)
    return found


def _given(correlation: np.ndarray, size: int, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of the first `size` scores given the others."""
    ours, theirs = correlation[:size, :size], correlation[size:, size:]
    both = correlation[:size, size:]
    # A partner kind in which all are alike in something has no correlation with it.
    weight = np.linalg.solve(theirs + 0.01 * np.eye(len(theirs)), both.T).T
    return weight @ known[0], ours - weight @ both.T


def _root(covariance: np.ndarray) -> np.ndarray:
    """Symmetric square root, with the least variance in every direction."""
    size, way = np.linalg.eigh(0.5 * (covariance + covariance.T))
    return way * np.sqrt(np.maximum(size, _SMALLEST)) @ way.T


def _slopes(value: np.ndarray, step: float) -> np.ndarray:
    """Slopes of the monotone cubic through the nodes (Fritsch & Butland 1984), (n, nodes)."""
    rise = np.diff(value, axis=1) / step
    before, after = rise[:, :-1], rise[:, 1:]
    total = before + after
    inner = np.where(total > 0, 2 * before * after / np.where(total > 0, total, 1.0), 0.0)
    flat = np.zeros((len(value), 1))
    return np.concatenate([flat, inner, flat], axis=1)


def names_of(kind: type[Parameters]) -> tuple[str, ...]:
    """Names of the numbers of a start, traits first."""
    return (*traits_of(kind), *States._fields)
