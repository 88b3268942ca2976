"""Figures of one sample of judged diaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from judging import Judged
from measures import (
    Coverage,
    Tally,
    accuracy,
    bootstrap,
    calibration_error,
    coverage,
    f1_by_stage,
    log_score,
    macro_f1,
    stage_interval,
    together,
)

from undertow.inference.cycles import TRENDS
from undertow.inference.reading import READ_STATES

_HARSHER = 0.02
"""Growth of harm with each cycle that counts as much."""


class Figure(NamedTuple):
    """A figure and its 95 % interval over diaries."""

    value: float
    low: float
    high: float


class TrendFigure(NamedTuple):
    """What was told of a trend where it was told, and the truth was of one kind.

    told: diaries. mean: of the told probabilities. sure: share of them above .8.
    """

    told: int
    mean: float
    sure: float


class Findings(NamedTuple):
    """All figures of one sample.

    Attributes:
        diaries, days: how many were judged.
        written: mean share of days written.
        f1, ece, score: of the stages.
        accuracy: share of days with the right stage.
        by_stage: F1 of each stage, (S,).
        shares: of true days, (S,).
        plain_f1, plain_ece, plain_score: of the plain model; nan without one.
        gain: log score above the plain model's; nan without one.
        base_score: log score of the base rates.
        sure: share of days with a confidence above 14/15, how often right there, and how sure; 0 if
            there are none.
        bands: coverage by state.
        width, error: by state, mean over diaries.
        pull_sd: mean spread of the true pull within a diary.
        cycles_covered: share of diaries whose true number lies in the 80 % interval.
        cycle_bias: mean of told minus true number.
        trends: by trend and kind of truth.
    """

    diaries: int
    days: int
    written: float
    f1: Figure
    ece: Figure
    score: Figure
    accuracy: float
    by_stage: np.ndarray
    shares: np.ndarray
    plain_f1: float
    plain_ece: float
    plain_score: float
    gain: Figure
    base_score: float
    sure: tuple[float, float, float]
    bands: dict[str, Coverage]
    width: dict[str, float]
    error: dict[str, float]
    pull_sd: float
    cycles_covered: Figure
    cycle_bias: float
    trends: dict[tuple[str, str], TrendFigure]


def _gain(stages: Sequence[Tally], plain: Sequence[Tally]) -> Figure:
    def figure(weight: np.ndarray) -> float:
        return log_score(together(stages, weight)) - log_score(together(plain, weight))

    return Figure(figure(np.ones(len(stages))), *bootstrap(stages, figure))


def _trend(judged: Sequence[Judged], name: str) -> TrendFigure:
    told = np.array([j.trends[name] for j in judged if j.trends[name] is not None], float)
    if not len(told):
        return TrendFigure(0, np.nan, np.nan)
    return TrendFigure(len(told), float(told.mean()), float((told > 0.8).mean()))


def trends_by_truth(judged: Sequence[Judged]) -> dict[tuple[str, str], TrendFigure]:
    """Told trends where the truth is known to be there or not; partners of the cycle only."""
    cyclic = [j for j in judged if j.kind == "cycle"]
    half = float(np.median([j.fading for j in cyclic])) if cyclic else 0.0
    kinds = {
        ("shorter", "never true in the simulation"): cyclic,
        ("harsher", "not true"): [j for j in cyclic if j.escalation == 0],
        ("harsher", "slowly"): [j for j in cyclic if 0 < j.escalation <= _HARSHER],
        ("harsher", "fast"): [j for j in cyclic if j.escalation > _HARSHER],
        ("fading", "the slower half"): [j for j in cyclic if j.fading <= half],
        ("fading", "the faster half"): [j for j in cyclic if j.fading > half],
    }
    assert {name for name, _ in kinds} == set(TRENDS)
    return {key: _trend(chosen, key[0]) for key, chosen in kinds.items()}


def find(judged: Sequence[Judged], base: np.ndarray) -> Findings:
    """All figures.

    Args:
        judged: diaries with their truth.
        base: share of each stage in other simulated people, (S,).
    """
    tallies = [j.stages for j in judged]
    total = together(tallies)
    plain = [j.plain for j in judged if j.plain is not None]
    beside = together(plain) if plain else None
    true = total.confusion.sum(axis=1)
    days, right, confidence = total.bins[-1]
    many = max(days, 1.0)  # nowhere so sure: shares of nothing are 0
    cycles = np.array([j.cycles for j in judged])
    covered = (cycles[:, 2] <= cycles[:, 0]) & (cycles[:, 0] <= cycles[:, 3])
    nothing = Figure(np.nan, np.nan, np.nan)
    return Findings(
        diaries=len(judged),
        days=int(total.days),
        written=float(np.mean([j.written for j in judged])),
        f1=Figure(macro_f1(total), *stage_interval(tallies, macro_f1)),
        ece=Figure(calibration_error(total), *stage_interval(tallies, calibration_error)),
        score=Figure(log_score(total), *stage_interval(tallies, log_score)),
        accuracy=accuracy(total),
        by_stage=f1_by_stage(total),
        shares=true / true.sum(),
        plain_f1=np.nan if beside is None else macro_f1(beside),
        plain_ece=np.nan if beside is None else calibration_error(beside),
        plain_score=np.nan if beside is None else log_score(beside),
        gain=nothing if beside is None else _gain(tallies, plain),
        base_score=float(true @ np.log(base) / true.sum()),
        sure=(float(days / total.days), float(right / many), float(confidence / many)),
        bands={name: coverage([j.inside[name] for j in judged]) for name in READ_STATES},
        width={name: float(np.mean([j.width[name] for j in judged])) for name in READ_STATES},
        error={name: float(np.mean([j.error[name] for j in judged])) for name in READ_STATES},
        pull_sd=float(np.mean([j.pull_sd for j in judged])),
        cycles_covered=Figure(
            float(covered.mean()), *bootstrap(covered, lambda w: float(w @ covered / w.sum()))
        ),
        cycle_bias=float((cycles[:, 1] - cycles[:, 0]).mean()),
        trends=trends_by_truth(judged),
    )
