"""Theories side by side on one record: how well each foresees ratings from the days before them.

The same days, the same people, the same luck under every theory; what differs is what the theory
makes of them. Each day's ratings are foretold from what happened up to then and from the ratings
of the days before (draws filtered by them); only the later half of the rated days counts. The
stages, which are the same for all, are read without the ratings, for those are to be foretold.

Population numbers are frozen, and a rival's own are assumed (docs/theory/rivals.md): this
compares the theories as they stand, not the best that each could be made to do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import hypot
from typing import NamedTuple

import numpy as np

from undertow.inference import bank as histories
from undertow.inference import stage_model
from undertow.inference.bank import parameters
from undertow.inference.exposure import SLOTS, coarser, draw_inputs
from undertow.inference.observations import observe
from undertow.inference.people import choose_people
from undertow.inference.rating_fit import day_by_day
from undertow.inference.reading import TheoryScore
from undertow.inference.relived import relived
from undertow.inference.stages import read_stages
from undertow.inference.states import run_draws, tempered
from undertow.record import Daily, Record
from undertow.theory import Theory, rating
from undertow.theory.readouts import Readouts

DRAWS = 300
FEWEST_DAYS = 20
"""Days with a rating below which nothing is compared."""
_EFFECTIVE = 10
"""Effective draws kept for foretelling: fewer than a reading's bands ask for, because a theory is
to be judged by those of its people who fit. Chosen by the log score on simulated diaries
(docs/theory/rivals.md); the figures there are from others."""
_QUARTERS = 4
_FOLDED = 14
"""Days taken together for the standard error: what is missed on one day is missed on the next."""


def compare(
    record: Record,
    daily: Daily,
    theories: Sequence[Theory],
    seed: int = 0,
    per_day: int = SLOTS,
    progress: Callable[[float], None] = lambda share: None,
) -> list[TheoryScore]:
    """How well each theory foresees the later ratings of a record.

    Args:
        record: what was written.
        daily: the same by day.
        theories: to compare.
        seed: of the draws; the same for every theory.
        per_day: steps in a day.
        progress: told the share done.

    Returns:
        One score a theory, in their order; empty where fewer than `FEWEST_DAYS` days are rated.
    """
    rated = np.flatnonzero(daily.rated.any(axis=0))
    if len(rated) < FEWEST_DAYS:
        return []
    later = rated[len(rated) // 2 :]
    draws = DRAWS if per_day == SLOTS else DRAWS // 2  # ten years must fit into memory
    rng = np.random.default_rng(seed)
    unrated = replace(daily, rated=np.zeros_like(daily.rated))
    stages = read_stages(observe(unrated), stage_model.frozen(), rng, draws)
    people = choose_people(histories.frozen(), record, stages.paths, rng)
    inputs = coarser(draw_inputs(record, daily, people, stages.paths, rng), SLOTS // per_day)
    foretold = []
    for done, theory in enumerate(theories):
        there = relived(people, theory, np.random.default_rng([seed, 1]))
        p = parameters(there, theory.parameters)
        drawn = run_draws(there.states, inputs, p, per_day, theory=theory)
        foretold.append(foretelling(drawn.readouts, daily, later))
        progress((done + 1) / len(theories))
    return scores(theories, foretold, later)


class Foretold(NamedTuple):
    """What a theory said of each counted day before it came.

    Attributes:
        density: log density of the day's ratings given those of the days before, (days,).
        quarters: sums of the same from each quarter of the draws alone, (4,): by how much they
            differ tells what the luck of the draws does.
    """

    density: np.ndarray
    quarters: np.ndarray


def foretelling(readouts: Readouts, daily: Daily, days: np.ndarray) -> Foretold:
    """How the ratings of some days were foreseen from the days before.

    Args:
        readouts: of each draw, (D, M) each.
        daily: the record by day.
        days: number of each counted day, (days,).
    """
    evidence, density = (np.zeros((len(days), readouts[0].shape[1])) for _ in range(2))
    for index, scale in enumerate(rating.SCALES):
        if daily.rated[index].any():
            one = day_by_day(readouts[index], daily.rating[index], daily.rated[index], scale)
            evidence += one[0][days]
            density += one[1][days]
    parts = [_mixed(evidence[:, q::_QUARTERS], density[:, q::_QUARTERS]) for q in range(_QUARTERS)]
    return Foretold(_mixed(evidence, density), np.array([part.sum() for part in parts]))


def _mixed(evidence: np.ndarray, density: np.ndarray) -> np.ndarray:
    """Log density over all draws, each weighed by its evidence; (days, M) to (days,)."""
    weight = np.stack([tempered(total, _EFFECTIVE) for total in evidence])
    top = density.max(axis=1)
    return top + np.log((weight * np.exp(density - top[:, None])).sum(axis=1))


def scores(
    theories: Sequence[Theory], foretold: Sequence[Foretold], days: np.ndarray
) -> list[TheoryScore]:
    """Sums over days with their standard errors, and the distance of each from the best.

    Args:
        theories: that were compared.
        foretold: by each of them.
        days: number of each counted day, (days,).
    """
    best = max(foretold, key=lambda one: one.density.sum())
    return [
        TheoryScore(
            name=theory.name,
            meaning=theory.meaning,
            elpd=float(own.density.sum()),
            se=_error(own.density, days),
            behind=float((best.density - own.density).sum()),
            behind_se=hypot(_error(best.density - own.density, days), _luck(best, own)),
        )
        for theory, own in zip(theories, foretold, strict=True)
    ]


def _luck(best: Foretold, own: Foretold) -> float:
    """Standard error of a difference that comes from having so many draws and no more."""
    return float((best.quarters - own.quarters).std(ddof=1) / np.sqrt(_QUARTERS))


def _error(value: np.ndarray, days: np.ndarray) -> float:
    """Standard error of a sum over days, those of a fortnight taken together."""
    _, fold, count = np.unique((days - days[0]) // _FOLDED, return_inverse=True, return_counts=True)
    gap = np.bincount(fold, value) - value.mean() * count
    folds = len(count)
    return float(np.sqrt(folds / max(folds - 1, 1) * (gap**2).sum()))
