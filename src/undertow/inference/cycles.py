"""Cycles of a record: where they are, how many, and whether they change (A05)."""

from __future__ import annotations

from math import erf, sqrt
from typing import NamedTuple

import numpy as np

from undertow.engine.life import APART
from undertow.inference.reading import Band, Cycle, Trend
from undertow.inference.summary import HIGH, LOW
from undertow.record import Daily, Event
from undertow.theory.partner import IDEALIZATION, INCIDENT, RECONCILIATION

_NEAR = 1
"""Days around an incident within which a path counts as having it."""
_FEWEST = 3
"""Cycles below which no trend is told."""

TRENDS = ("shorter", "harsher", "fading")


def spells(path: np.ndarray, stage: int) -> list[tuple[int, int]]:
    """First and last day of each stretch of a stage; (D,) to pairs, inclusive."""
    inside = np.concatenate([[False], path == stage, [False]])
    edges = np.flatnonzero(np.diff(inside.astype(int)))
    return [(int(a), int(b) - 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def again(paths: np.ndarray) -> np.ndarray:
    """Days of an incident that is not the first of its relationship, (paths, D).

    An incident that follows idealization, with none before, is the first. One at the start of
    the record is taken as a later one: most records begin mid-story.
    """
    incident = paths == INCIDENT
    began = incident.copy()
    began[:, 1:] &= ~incident[:, :-1]
    idealized = np.maximum.accumulate(paths == IDEALIZATION, axis=1)
    number = np.cumsum(began, axis=1)
    first = idealized & (number == 1)
    return incident & ~first


def cycle_numbers(paths: np.ndarray) -> np.ndarray:
    """Number of incidents of each path, (paths,): draws from the posterior of the cycle count."""
    incident = paths == INCIDENT
    return (incident[:, 1:] & ~incident[:, :-1]).sum(axis=1) + incident[:, 0]


def count_cycles(paths: np.ndarray) -> tuple[float, float, float]:
    """Mean and 80 % interval of the number of incidents over sampled paths."""
    number = cycle_numbers(paths)
    low, high = np.quantile(number, [LOW, HIGH], method="inverted_cdf")
    return float(number.mean()), float(low), float(high)


def list_cycles(
    probability: np.ndarray, paths: np.ndarray, daily: Daily, bond: Band
) -> list[Cycle]:
    """The cycles of the most probable stages, oldest first.

    Args:
        probability: (D, S).
        paths: sampled paths, (paths, D).
        daily: what was written.
        bond: the relief-bond over the days.
    """
    best = probability.argmax(axis=1)
    incidents = spells(best, INCIDENT)
    dates = daily.dates
    cycles = []
    for number, (first, last) in enumerate(incidents):
        following = incidents[number + 1][0] if number + 1 < len(incidents) else len(best)
        apart = np.flatnonzero(best[last + 1 : following] == APART)
        end = last + int(apart[0]) if len(apart) else following - 1
        harms = _harms(daily, first, last)
        near = slice(max(0, first - _NEAR), last + _NEAR + 1)
        kind = slice(last + 1, end + 1)
        warm = (best[kind] == RECONCILIATION) & daily.written[kind]
        happened = daily.happened[Event.warmth, kind] | daily.happened[Event.apology, kind]
        cycles.append(
            Cycle(
                start=dates[first],
                end=dates[end],
                incident_days=float(last - first + 1),
                harm=float(harms.sum()) if len(harms) else float("nan"),
                warmth=float(happened[warm].mean()) if warm.any() else float("nan"),
                bond_after=float(bond.mean[end]),
                probability=float((paths[:, near] == INCIDENT).any(axis=1).mean()),
                closed=following < len(best) or bool(len(apart)),
            )
        )
    return cycles


def _harms(daily: Daily, first: int, last: int) -> np.ndarray:
    """Harm of each day of a stretch on which some was written, in typical strong episodes.

    1 where no strength is known.
    """
    part = slice(first, last + 1)
    sized = daily.strength_known[Event.harm, part]
    strength = np.where(sized, daily.strength[Event.harm, part], 1.0)
    return strength[daily.happened[Event.harm, part]]


class _Incidents(NamedTuple):
    """Every incident of every path, path after path, in order of days.

    path: number of its path. first, last: its days. until: first day of the path's next incident,
    or the day after the record. All int (incidents,).
    """

    path: np.ndarray
    first: np.ndarray
    last: np.ndarray
    until: np.ndarray


def _incidents(paths: np.ndarray) -> _Incidents:
    outside = np.zeros((len(paths), 1), dtype=bool)
    inside = np.concatenate([outside, paths == INCIDENT, outside], axis=1).astype(np.int8)
    path, first = np.nonzero(np.diff(inside, axis=1) == 1)
    _, after = np.nonzero(np.diff(inside, axis=1) == -1)
    until = np.append(first[1:], paths.shape[1])
    until[:-1][path[1:] != path[:-1]] = paths.shape[1]
    return _Incidents(path, first, after - 1, until)


def trends(paths: np.ndarray, daily: Daily) -> list[Trend]:
    """Whether cycles get shorter, harsher, and their reconciliation fades.

    For each path a line is fitted over its cycles; the probability is that of its slope, with
    the scatter of few cycles counted, averaged over paths.
    """
    found = _incidents(paths)
    number = np.bincount(found.path, minlength=len(paths))
    enough = number[found.path] >= _FEWEST
    path, first, last, until = (field[enough] for field in found)
    told = np.zeros(daily.days)
    told[daily.happened[Event.harm]] = _harms(daily, 0, daily.days - 1)
    harm, days = (_between(x, first, last + 1) for x in (told, daily.happened[Event.harm]))
    warm = daily.happened[Event.warmth] | daily.happened[Event.apology]
    kind = _summed(warm & (paths == RECONCILIATION))
    kindness = kind[path, until] - kind[path, last + 1]
    again_in = np.flatnonzero(path[1:] == path[:-1])
    written = days > 0
    risen = {
        # One length fewer than cycles, and no line through two of them.
        "shorter": 1 - _risen(path[again_in], np.log(first[again_in + 1] - first[again_in])),
        "harsher": _risen(path[written], harm[written] / days[written]),
        "fading": 1 - _risen(path, kindness),
    }
    typical = int(np.median(number)) if len(number) else 0
    return [
        Trend(name, float(np.mean(chance)) if len(chance) > len(paths) / 2 else None, typical)
        for name, chance in risen.items()
    ]


def _summed(x: np.ndarray) -> np.ndarray:
    """Sums over the days before each day, and over all; (..., D + 1)."""
    none = np.zeros((*x.shape[:-1], 1))
    return np.concatenate([none, np.cumsum(x, axis=-1)], axis=-1)


def _between(x: np.ndarray, first: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Sum over the days from `first` to before `end`."""
    total = _summed(x)
    return total[end] - total[first]


def _risen(path: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Probability that a path's values rise, for each path with at least `_FEWEST` of them."""
    _, start, number = np.unique(path, return_index=True, return_counts=True)
    chances = [
        _rising(values[start[number == n, None] + np.arange(n)])
        for n in np.unique(number[number >= _FEWEST])
    ]
    return np.concatenate([*chances, np.zeros(0)])


def _rising(values: np.ndarray) -> np.ndarray:
    """Probability that a line through evenly spaced values rises, (..., n) to (...).

    Student's t with n - 2 degrees of freedom; the tail is Wallace's normal approximation (1959,
    Ann Math Stat 30:1124), good to .001 here.
    """
    n = values.shape[-1]
    freedom = max(n - 2, 1)
    place = np.arange(n) - (n - 1) / 2
    slope = (values @ place) / (place @ place)
    rest = values - values.mean(axis=-1, keepdims=True) - slope[..., None] * place
    # Few points can lie on a line by luck: one more observation of their own spread.
    scatter = np.sqrt(((rest**2).sum(axis=-1) + values.var(axis=-1) + 1e-9) / freedom)
    t = slope / (scatter / np.sqrt(place @ place))
    shrink = (8 * freedom + 1) / (8 * freedom + 3)
    normal = np.sign(t) * shrink * np.sqrt(freedom * np.log1p(t**2 / freedom))
    return np.array([0.5 * (1 + erf(float(z) / sqrt(2))) for z in normal])
