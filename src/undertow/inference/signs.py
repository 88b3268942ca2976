"""The seven signs, as statistics of a record (A12). Our own prompts, not a test.

Each is answered from what was written wherever something written bears on it; where nothing
does, the answer is None and not a guess from the theory.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.engine.life import APART
from undertow.inference.cycles import spells
from undertow.inference.reading import Sign
from undertow.inference.states import Trajectories
from undertow.inference.summary import probability_above, probability_of_more
from undertow.record import Daily, Event, Rating, Record, Relief
from undertow.theory.partner import INCIDENT

_CLEAR = 0.8
_SPREAD = 0.2
_BEFORE, _AFTER = 3, 2
_WEEK = 7
_MONTHS = 180
"""Days written from which a record would have held a separation."""
_POOR = 0.5
"""Below the middle of the scale, the judgement speaks against the relationship."""
_DRAWN, _AFRAID = 0.34, 0.3
"""Answers for craving, and for fear of losing them, that are high where the judgement is poor.

Chosen on simulated records of 18 months whose truth is known: on days of poor judgement people
with a partner of the cycle answer .38 and .32, with a steadily warm one .29 and .26, with one who
is steadily harsh .16 and .14. These scales are rarely used above .5.
"""
_SERIOUS = 0.7
"""Strength from which harm counts for a sign: quarrels of ordinary couples stay below it."""
_FEWEST = 3
"""Days with serious harm from which a relationship counts as one that harms."""


def _sign(number: int, probability: float | None, **counts: Any) -> Sign:
    shown = None
    if probability is not None and probability >= _CLEAR:
        shown = True
    elif probability is not None and probability <= 1 - _CLEAR:
        shown = False
    return Sign(f"A12.{number}", shown, probability, {k: float(v) for k, v in counts.items()})


def _answers(daily: Daily, scale: Rating, days: np.ndarray) -> np.ndarray:
    """Answers to one scale on the chosen days, 0 to 1."""
    return daily.rating[scale, daily.rated[scale] & days]


def _by_week(daily: Daily, scale: Rating, days: np.ndarray) -> np.ndarray:
    """Mean answer of each week, over the chosen days: days that follow each other are alike."""
    chosen = np.flatnonzero(daily.rated[scale] & days)
    weeks, place = np.unique(chosen // _WEEK, return_inverse=True)
    total = np.bincount(place, daily.rating[scale, chosen], len(weeks))
    return total / np.bincount(place, minlength=len(weeks))


def _serious(daily: Daily) -> np.ndarray:
    """Days with serious harm, (D,); harm of unknown strength counts as serious."""
    strong = daily.strength[Event.harm] >= _SERIOUS
    return daily.happened[Event.harm] & (strong | ~daily.strength_known[Event.harm])


def seven_signs(
    record: Record,
    daily: Daily,
    stages: np.ndarray,
    paths: np.ndarray,
    trajectories: Trajectories,
    weight: np.ndarray,
) -> list[Sign]:
    """All seven, in the order of claims.md.

    Args:
        record: what was written.
        daily: the same by day.
        stages: most probable stage of each day, (D,).
        paths: sampled paths, (M, D).
        trajectories: states of the draws.
        weight: of the draws, (M,).
    """
    together = stages != APART
    return [
        _knowing(daily, together, trajectories, weight),
        _after_harm(daily, stages),
        _source_and_relief(daily),
        _excusing(daily, stages),
        _back_and_forth(record, daily, paths),
        _losing(daily, together),
        _myself(daily, together),
    ]


def _knowing(
    daily: Daily, together: np.ndarray, trajectories: Trajectories, weight: np.ndarray
) -> Sign:
    """1: staying although the judgement is poor: craving on days together of poor judgement."""
    both = daily.rated[Rating.judgement] & daily.rated[Rating.craving] & together
    poor = both & (daily.rating[Rating.judgement] < _POOR)
    if both.sum() < 5:
        days = np.flatnonzero(together)
        if not daily.rated[Rating.judgement].any() or len(days) == 0:
            return _sign(1, None)
        clear = (trajectories.appraisal[days] < 0) & (trajectories.pull[days] > 0.5)
        return _sign(1, float((clear.mean(axis=0) > 0.2) @ weight))
    weeks = _by_week(daily, Rating.craving, poor)
    found = probability_above(weeks, _DRAWN, _SPREAD) if len(weeks) > 1 else 0.0
    drawn = poor & (daily.rating[Rating.craving] > _DRAWN)
    return _sign(1, found, days=drawn.sum(), of=both.sum())


def _around(daily: Daily, scale: Rating, stages: np.ndarray) -> np.ndarray:
    """Answer after each harmful stretch minus the answer before it; one value a stretch."""
    changes = []
    for first, last in spells(stages, INCIDENT):
        before = np.zeros(len(stages), bool)
        after = np.zeros(len(stages), bool)
        before[max(0, first - _BEFORE) : first] = True
        after[last + 1 : last + 1 + _AFTER] = True
        earlier, later = _answers(daily, scale, before), _answers(daily, scale, after)
        if len(earlier) and len(later):
            changes.append(later.mean() - earlier.mean())
    return np.array(changes)


def _after_harm(daily: Daily, stages: np.ndarray) -> Sign:
    """2: more attached after harm than before it: craving, or closeness where that is missing."""
    changes = _around(daily, Rating.craving, stages)
    if len(changes) < 2:
        changes = _around(daily, Rating.closeness, stages)
    found = probability_above(changes, 0.0, _SPREAD)
    return _sign(2, found, times=len(changes), higher=(changes > 0).sum())


def _source_and_relief(daily: Daily) -> Sign:
    """3: the same person is the distress and its main relief: them more than any other source."""
    sources = daily.relief.sum(axis=1)
    them, other = sources[Relief.them], max(sources[Relief.people], sources[Relief.self])
    if them + other == 0 or _serious(daily).sum() < _FEWEST:
        return _sign(3, None, them=them, of=them + other)
    sample = np.concatenate([np.ones(them), np.zeros(other)])
    found = probability_above(sample, 0.5, 0.5)
    return _sign(3, found, them=them, of=them + other)


def _excusing(daily: Daily, stages: np.ndarray) -> Sign:
    """4: the judgement stays good although serious harm is written: in the two weeks after."""
    near = np.zeros(len(stages), bool)
    for day in np.flatnonzero(_serious(daily)):
        near[day : day + 2 * _WEEK] = True
    answers = _answers(daily, Rating.judgement, near)
    weeks = _by_week(daily, Rating.judgement, near)
    found = None
    if _serious(daily).sum() >= _FEWEST:
        found = probability_above(weeks, _POOR, _SPREAD)
    return _sign(4, found, days=len(answers), good=(answers >= _POOR).sum())


def _back_and_forth(record: Record, daily: Daily, paths: np.ndarray) -> Sign:
    """5: left and came back, more than once. Written ones count; others by the paths.

    Where neither is written, a record of months with most days written says that it did not
    happen; a shorter or thinner one says nothing.
    """
    kinds = record.events.kind
    written = int((kinds == Event.returned).sum()) + record.history.count("returned")
    left = int((kinds == Event.left).sum()) + record.history.count("left")
    if written >= 2:
        return _sign(5, 1.0, left=left, returned=written)
    if not (written or left):
        full = daily.written.sum() >= _MONTHS and daily.written.mean() > 0.5
        return _sign(5, 0.0 if full else None, left=0, returned=0)
    apart = paths == APART
    back = (apart[:, :-1] & ~apart[:, 1:]).sum(axis=1)
    told = record.history.count("returned")
    return _sign(5, float((back + told >= 2).mean()), left=left, returned=written)


def _losing(daily: Daily, together: np.ndarray) -> Sign:
    """6: losing them frightens out of proportion: when apart, or while the judgement is poor."""
    rated = daily.rated[Rating.judgement]
    poor = rated & (daily.rating[Rating.judgement] < _POOR)
    days = poor | ~together if rated.any() else np.ones(daily.days, bool)
    answers = _answers(daily, Rating.losing, days)
    found = probability_above(_by_week(daily, Rating.losing, days), _AFRAID, _SPREAD)
    return _sign(6, found, days=len(answers), high=(answers > _AFRAID).sum())


def _myself(daily: Daily, together: np.ndarray) -> Sign:
    """7: most oneself in the relationship that harms: being oneself, together against apart."""
    inside = _by_week(daily, Rating.myself, together)
    outside = _by_week(daily, Rating.myself, ~together)
    if len(inside) < 2 or len(outside) < 2 or _serious(daily).sum() < _FEWEST:
        return _sign(7, None, together=len(inside), apart=len(outside))
    found = probability_of_more(inside, outside, _SPREAD)
    return _sign(7, found, together=len(inside), apart=len(outside))
