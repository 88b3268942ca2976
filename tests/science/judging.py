"""Diaries read and held against the truth behind them, one after another or on all cores."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any, NamedTuple

import numpy as np
from measures import Tally, tally

from undertow.engine.life import STAGE_NAMES
from undertow.engine.sample import FIRST_DAY, Kept, sample_diaries
from undertow.inference.observations import observe
from undertow.inference.read import read
from undertow.inference.reading import READ_STATES, Reading
from undertow.inference.stage_model import StageModel
from undertow.inference.stages import read_stages
from undertow.record import Diary, daily, to_record
from undertow.record.record import EPOCH
from undertow.theory.partner import INCIDENT


class Judged(NamedTuple):
    """One diary's reading against its truth.

    Attributes:
        kind: of the partner.
        days: of the record.
        written: share of days with an entry.
        stages: tally of the reading's stages.
        plain: tally of the plain model's stages, None if there was no such model.
        inside: by state, whether the truth lay in the band on each day.
        width: by state, mean width of the band.
        error: by state, mean distance of the band's mean from the truth.
        pull_sd: spread of the true pull over the days, to compare widths with.
        cycles: true number, and the reading's mean, low and high.
        trends: probability by name, None where none was told.
        escalation: by which the partner's harm grows with each cycle.
        fading: by which their reconciliation shrinks.
    """

    kind: str
    days: int
    written: float
    stages: Tally
    plain: Tally | None
    inside: dict[str, np.ndarray]
    width: dict[str, float]
    error: dict[str, float]
    pull_sd: float
    cycles: tuple[float, float, float, float]
    trends: dict[str, float | None]
    escalation: float
    fading: float


def readable(diary: Diary) -> bool:
    """Whether any entry names a day: some people write nothing of what is kept."""
    return any(entry.precision in ("instant", "day") for entry in diary.entries)


def stage_probability(reading: Reading) -> np.ndarray:
    """Daily probabilities in the order of `STAGE_NAMES`, `return` counted as incident; (D, S)."""
    named = dict(reading.stages)
    named["incident"] = named["incident"] + named["return"]
    return np.stack([named[name] for name in STAGE_NAMES], axis=1)


def true_cycles(stage: np.ndarray) -> int:
    """Incidents of true daily stages."""
    incident = stage == INCIDENT
    return int((incident[1:] & ~incident[:-1]).sum() + incident[0])


def judge(kept: Kept, plain: StageModel | None = None) -> Judged:
    """Read one diary and compare.

    The days compared are those of the record: from the first entry to the last.

    Args:
        kept: a simulated person and diary.
        plain: another stage model, read beside the frozen one.
    """
    reading = read(kept.diary)
    offset = (reading.dates[0] - EPOCH).days - FIRST_DAY
    window = slice(offset, offset + len(reading.dates))
    true = kept.truth.stage[window]
    beside = None
    if plain is not None:
        seen = observe(daily(to_record(kept.diary)))
        found = read_stages(seen, plain, np.random.default_rng(0), paths=1)
        beside = tally(true, found.probability)
    inside, width, error = {}, {}, {}
    for name in READ_STATES:
        truth, band = getattr(kept.truth, name)[window], reading.states[name]
        inside[name] = (band.low80 <= truth) & (truth <= band.high80)
        width[name] = float((band.high80 - band.low80).mean())
        error[name] = float(np.abs(band.mean - truth).mean())
    return Judged(
        kind=kept.kind,
        days=len(true),
        written=float(reading.written.mean()),
        stages=tally(true, stage_probability(reading)),
        plain=beside,
        inside=inside,
        width=width,
        error=error,
        pull_sd=float(kept.truth.pull[window].std()),
        cycles=(float(true_cycles(true)), *reading.cycle_count),
        trends={trend.name: trend.probability for trend in reading.trends},
        escalation=float(kept.partner.escalation),
        fading=float(kept.partner.fading),
    )


def sample_and_judge(diaries: int, seed: int, changes: dict[str, Any]) -> list[Judged]:
    """Simulate diaries, those that can be read, and judge them.

    Args:
        diaries: how many.
        seed: of the sample.
        changes: further arguments of `sample_diaries`.
    """
    return [
        judge(kept) for kept in sample_diaries(diaries, seed, **changes) if readable(kept.diary)
    ]


def judge_all(kept: Sequence[Kept], plain: StageModel | None = None) -> Iterator[Judged]:
    """The same for many, on all cores; processes start fresh, as JAX must not be forked."""
    work = partial(judge, plain=plain)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, kept, chunksize=4)
