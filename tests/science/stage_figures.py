"""Stages of 500 varied diaries, read with the person unknown and known, by how much is written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
from findings import Figure
from judging import readable, true_cycles
from measures import (
    Tally,
    bootstrap,
    calibration_error,
    f1_by_stage,
    macro_f1,
    stage_interval,
    tally,
    together,
)
from personal_truth import known_model, other_years

from undertow.engine.diarist import Style, draw_style
from undertow.engine.sample import FIRST_DAY, Kept, sample_diaries
from undertow.inference import stage_model
from undertow.inference.cycles import count_cycles
from undertow.inference.observations import observe
from undertow.inference.read import DRAWS
from undertow.inference.stage_model import StageModel
from undertow.inference.stages import read_stages
from undertow.record import Diary, Entry, arrange, daily, to_record
from undertow.record.record import EPOCH
from undertow.theory.rivals import OURS

DEGREES = {"daily": 0.0, "third": 1 / 3, "two_thirds": 2 / 3}
"""Share of days missing. These people write on every other day: nothing else is left out."""
MOST_DAYS = 366
"""No diary is longer than this."""
_OTHER_YEARS = 50_000
"""Added to the seed of a group for the years that its people's own ways are counted in."""


class Group(NamedTuple):
    """People of one theory, simulated together."""

    theory: str
    size: int
    seed: int


class JudgedStages(NamedTuple):
    """One diary.

    Attributes:
        stages: tally of the reading's.
        known: of the same smoother's, the person's ways known.
        cycles: true number of incidents; told mean, low and high.
        theory: that held the person.
    """

    stages: Tally
    known: Tally
    cycles: tuple[float, float, float, float]
    theory: str


class StageFigures(NamedTuple):
    """Of one share of missing days.

    Attributes:
        diaries, days: how many.
        f1, ece: of the reading's stages.
        known_f1: with the person's ways known. ratio: of the first to it.
        by_stage: F1 of each, (S,). known_by_stage: the same, known.
        within_one: share of diaries whose told number of cycles, rounded, is at most one off.
        covered: share whose 80 % interval holds the true number.
        some_within_one, some_covered: the same two among diaries with any incident; nan without.
        rivals_f1: F1 on the people of the rival theories alone; nan without any.
    """

    diaries: int
    days: int
    f1: Figure
    ece: Figure
    known_f1: float
    ratio: Figure
    by_stage: np.ndarray
    known_by_stage: np.ndarray
    within_one: Figure
    covered: Figure
    some_within_one: float
    some_covered: float
    rivals_f1: float


def groups(diaries: int, seed: int) -> list[Group]:
    """Seven tenths of the people under the main theory, in two groups; a tenth under each rival.

    Args:
        diaries: how many in all, a multiple of 20.
        seed: groups have their own, from 100 times this on.
    """
    main, *rivals = OURS
    sizes = [(main, 7 * diaries // 20)] * 2 + [(name, diaries // 10) for name in rivals]
    return [Group(name, size, 100 * seed + at) for at, (name, size) in enumerate(sizes)]


def _sample(group: Group) -> tuple[list[Kept], list[Style]]:
    """People of a group with whole diaries, and how each of them writes."""
    styles: list[Style] = []

    def daily_style(rng: np.random.Generator) -> Style:
        styles.append(draw_style(rng)._replace(writes=1.0))
        return styles[-1]

    kept = sample_diaries(group.size, group.seed, style=daily_style, theory=OURS[group.theory])
    return list(kept), styles


def leave_days_out(diary: Diary, missing: float, rng: np.random.Generator) -> Diary:
    """The same diary without what was written of some days, as `sample_diaries` loses them.

    Separations and returns stay, and what only a month or a year is known of.

    Args:
        diary: whole.
        missing: share of days.
        rng: source of randomness.
    """
    lost = rng.random(MOST_DAYS) < missing

    def stays(entry: Entry) -> bool:
        dated = entry.precision in ("instant", "day") and entry.kind not in ("left", "returned")
        return not (dated and lost[int(entry.earliest) - FIRST_DAY])

    kept = [entry for entry in diary.entries if stays(entry)]
    return arrange(kept, simulated=True, name=diary.name)[0]


def judge_group(group: Group) -> dict[str, list[JudgedStages]]:
    """Read the diaries of a group at each share of missing days."""
    model, found = stage_model.frozen(), {name: [] for name in DEGREES}
    people, styles = _sample(group)
    years = other_years(people, styles, OURS[group.theory], group.seed + _OTHER_YEARS)
    rng = np.random.default_rng([group.seed, 1])
    for kept, example in zip(people, years, strict=True):
        own = known_model(example, kept.partner, model)
        for name, missing in DEGREES.items():
            diary = leave_days_out(kept.diary, missing, rng)
            if readable(diary):
                found[name].append(_judge(diary, kept, model, own, group.theory))
    return found


def _judge(
    diary: Diary, kept: Kept, model: StageModel, own: StageModel, theory: str
) -> JudgedStages:
    """Read one diary with the population's model and with the person's own."""
    record = to_record(diary)
    seen = observe(daily(record))
    first = (record.first_day - EPOCH).days - FIRST_DAY
    true = kept.truth.stage[first : first + record.days]
    told = read_stages(seen, model, np.random.default_rng(0), DRAWS)
    best = read_stages(seen, own, np.random.default_rng(0), 1)
    return JudgedStages(
        tally(true, told.probability),
        tally(true, best.probability),
        (float(true_cycles(true)), *count_cycles(told.paths)),
        theory,
    )


def judge_groups(chosen: Sequence[Group]) -> dict[str, list[JudgedStages]]:
    """All groups, on all cores; processes start fresh, as JAX must not be forked."""
    found: dict[str, list[JudgedStages]] = {name: [] for name in DEGREES}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for part in pool.map(judge_group, chosen):
            for name, judged in part.items():
                found[name] += judged
    return found


def _share(of: np.ndarray) -> Figure:
    """Share of diaries, with its interval."""
    return Figure(float(of.mean()), *bootstrap(list(of), lambda w: float(w @ of / w.sum())))


def find_stages(judged: Sequence[JudgedStages]) -> StageFigures:
    """Figures of one share of missing days."""
    told, known = [j.stages for j in judged], [j.known for j in judged]
    total, best = together(told), together(known)
    cycles = np.array([j.cycles for j in judged])
    true, mean, low, high = cycles.T
    near, inside, some = (
        np.abs(np.round(mean) - true) <= 1,
        (low <= true) & (true <= high),
        true > 0,
    )
    rivals = [j.stages for j in judged if j.theory != next(iter(OURS))]

    def ratio(weight: np.ndarray) -> float:
        return macro_f1(together(told, weight)) / macro_f1(together(known, weight))

    return StageFigures(
        diaries=len(judged),
        days=int(total.days),
        f1=Figure(macro_f1(total), *stage_interval(told, macro_f1)),
        ece=Figure(calibration_error(total), *stage_interval(told, calibration_error)),
        known_f1=macro_f1(best),
        ratio=Figure(ratio(np.ones(len(judged))), *bootstrap(judged, ratio)),
        by_stage=f1_by_stage(total),
        known_by_stage=f1_by_stage(best),
        within_one=_share(near),
        covered=_share(inside),
        some_within_one=float(near[some].mean()) if some.any() else np.nan,
        some_covered=float(inside[some].mean()) if some.any() else np.nan,
        rivals_f1=macro_f1(together(rivals)) if rivals else np.nan,
    )
