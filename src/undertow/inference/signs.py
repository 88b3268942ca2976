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
from undertow.inference.summary import probability_above
from undertow.record import Daily, Event, Rating, Record, Relief
from undertow.theory.partner import INCIDENT

_CLEAR = 0.8
_SPREAD = 0.2
_BEFORE, _AFTER = 3, 2


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
        _back_and_forth(record, paths),
        _losing(daily),
        _myself(daily, together),
    ]


def _knowing(
    daily: Daily, together: np.ndarray, trajectories: Trajectories, weight: np.ndarray
) -> Sign:
    """1: staying although the judgement is poor: both low judgement and high craving, same day."""
    both = daily.rated[Rating.judgement] & daily.rated[Rating.craving] & together
    poor = daily.rating[Rating.judgement] < 0.5
    drawn = daily.rating[Rating.craving] > 0.5
    if both.sum() < 5:
        days = np.flatnonzero(together)
        if not daily.rated[Rating.judgement].any() or len(days) == 0:
            return _sign(1, None)
        clear = (trajectories.appraisal[days] < 0) & (trajectories.pull[days] > 0.5)
        return _sign(1, float((clear.mean(axis=0) > 0.2) @ weight))
    share = (poor & drawn)[both]
    found = probability_above(share.astype(float), 0.2, 0.4)
    return _sign(1, found, days=share.sum(), of=both.sum())


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
    """3: the same person is the distress and its main relief."""
    sources = daily.relief.sum(axis=1)
    total, them = sources.sum(), sources[Relief.them]
    if total == 0 or not daily.happened[Event.harm].any():
        return _sign(3, None, them=them, of=total)
    sample = np.concatenate([np.ones(them), np.zeros(total - them)])
    found = probability_above(sample, 0.5, 0.5)
    return _sign(3, found, them=them, of=total)


def _excusing(daily: Daily, stages: np.ndarray) -> Sign:
    """4: the judgement stays good although harm is written: in the two weeks after harm."""
    near = np.zeros(len(stages), bool)
    for day in np.flatnonzero(daily.happened[Event.harm]):
        near[day : day + 14] = True
    answers = _answers(daily, Rating.judgement, near)
    found = probability_above(answers, 0.5, _SPREAD)
    return _sign(4, found, days=len(answers), good=(answers >= 0.5).sum())


def _back_and_forth(record: Record, paths: np.ndarray) -> Sign:
    """5: left and came back, more than once. Written ones count; others by the paths."""
    kinds = record.events.kind
    written = int((kinds == Event.returned).sum()) + record.history.count("returned")
    left = int((kinds == Event.left).sum()) + record.history.count("left")
    if written >= 2:
        return _sign(5, 1.0, left=left, returned=written)
    if not (written or left):
        return _sign(5, None, left=0, returned=0)
    apart = paths == APART
    back = (apart[:, :-1] & ~apart[:, 1:]).sum(axis=1)
    told = record.history.count("returned")
    return _sign(5, float((back + told >= 2).mean()), left=left, returned=written)


def _losing(daily: Daily) -> Sign:
    """6: losing them for good frightens out of proportion: 7 or more of 10, typically."""
    answers = _answers(daily, Rating.losing, np.ones(daily.days, bool))
    found = probability_above(answers, 0.65, _SPREAD)
    return _sign(6, found, days=len(answers), high=(answers >= 0.7).sum())


def _myself(daily: Daily, together: np.ndarray) -> Sign:
    """7: most oneself in the relationship that harms: being oneself, together against apart."""
    inside = _answers(daily, Rating.myself, together)
    outside = _answers(daily, Rating.myself, ~together)
    if len(inside) < 3 or len(outside) < 3 or not daily.happened[Event.harm].any():
        return _sign(7, None, together=len(inside), apart=len(outside))
    found = probability_above(inside, float(outside.mean()), _SPREAD)
    return _sign(7, found, together=len(inside), apart=len(outside))
