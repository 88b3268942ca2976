"""Cycles of a record: where they are, how many, and whether they change (A05)."""

from __future__ import annotations

from math import erf, sqrt

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


def count_cycles(paths: np.ndarray) -> tuple[float, float, float]:
    """Mean and 80 % interval of the number of incidents over sampled paths."""
    incident = paths == INCIDENT
    began = incident[:, 1:] & ~incident[:, :-1]
    number = began.sum(axis=1) + incident[:, 0]
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


def trends(paths: np.ndarray, daily: Daily) -> list[Trend]:
    """Whether cycles get shorter, harsher, and their reconciliation fades.

    For each path a line is fitted over its cycles; the probability is that of its slope, with
    the scatter of few cycles counted, averaged over paths.
    """
    collected: dict[str, list[float]] = {name: [] for name in TRENDS}
    number = []
    warm = daily.happened[Event.warmth] | daily.happened[Event.apology]
    for path in paths:
        incidents = spells(path, INCIDENT)
        number.append(len(incidents))
        if len(incidents) < _FEWEST:
            continue
        starts = np.array([first for first, _ in incidents], float)
        if len(incidents) > _FEWEST:
            collected["shorter"].append(1 - _rising(np.log(np.diff(starts))))
        written = [_harms(daily, first, last) for first, last in incidents]
        severity = np.array([harms.mean() for harms in written if len(harms)])
        if len(severity) >= _FEWEST:
            collected["harsher"].append(_rising(severity))
        kindness = []
        following = [first for first, _ in incidents[1:]] + [len(path)]
        for (_, last), until in zip(incidents, following, strict=True):
            part = slice(last + 1, until)
            kindness.append(float((warm[part] & (path[part] == RECONCILIATION)).sum()))
        collected["fading"].append(1 - _rising(np.array(kindness)))
    typical = int(np.median(number)) if number else 0
    enough = len(paths) / 2
    return [
        Trend(name, float(np.mean(found)) if len(found) > enough else None, typical)
        for name, found in collected.items()
    ]


def _rising(values: np.ndarray) -> float:
    """Probability that a line through evenly spaced values rises: Student's t with n - 2 degrees.

    The tail is Wallace's normal approximation (1959, Ann Math Stat 30:1124), good to .001 here.
    """
    n = len(values)
    freedom = max(n - 2, 1)
    place = np.arange(n) - (n - 1) / 2
    slope = (place @ values) / (place @ place)
    rest = values - values.mean() - slope * place
    # Few points can lie on a line by luck: one more observation of their own spread.
    scatter = np.sqrt(((rest**2).sum() + values.var() + 1e-9) / freedom)
    t = slope / (scatter / np.sqrt(place @ place))
    shrink = (8 * freedom + 1) / (8 * freedom + 3)
    normal = np.sign(t) * shrink * np.sqrt(freedom * np.log1p(t**2 / freedom))
    return 0.5 * (1 + erf(float(normal) / sqrt(2)))
