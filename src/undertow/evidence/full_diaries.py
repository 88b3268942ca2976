"""Diaries of people who leave nothing out: what a record would show if it held everything."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from undertow.engine.diarist import Style, Truth, truth, write_diary
from undertow.engine.life import Habits, Slot, simulate
from undertow.evidence.lab import YEAR, Lab
from undertow.record import Record, to_record
from undertow.theory import Inputs, Parameters, States, rating
from undertow.theory.partner import Partner

FIRST_DAY = 20_000


class Full(NamedTuple):
    """A record that holds everything, and what was true on each of its days."""

    record: Record
    truth: Truth


def everything() -> Style:
    """Writes every day, of everything, with its strength and hour, and answers all questions.

    Uses the scales as the population does, with the population's noise.
    """
    scales = rating.SCALES
    return Style(
        **dict.fromkeys(
            ("writes", "harm", "warmth", "apology", "contact", "practice", "relief"), 1.0
        ),
        strength=1.0,
        clock=1.0,
        turning_point=1.0,
        asked=np.ones(len(scales), bool),
        skips=0.0,
        intercept=np.array([scale.intercept for scale in scales]),
        gain=np.array([scale.gain for scale in scales]),
        noise=np.full(len(scales), rating.NOISE_SD),
    )


def full_records(lab: Lab, years: float, partner: Partner) -> list[Full]:
    """One a seed, from the day on which they meet; they leave and return as people do."""
    p, persons = lab.parameters, np.arange(lab.seeds)
    each = p.replace(anxiety=p.anxiety + np.zeros(lab.seeds))
    slots, _ = simulate(each, partner, Habits(), float(round(years * YEAR)), lab.seed, persons)
    records = []
    for seed in persons:
        own, mine = _one(p, int(seed)), _slots_of(slots, int(seed))
        rng = np.random.default_rng([lab.seed, int(seed)])
        diary = write_diary(mine, own, everything(), FIRST_DAY, rng)
        records.append(Full(to_record(diary), truth(mine, own)))
    return records


def _one(p: Parameters, seed: int) -> Parameters:
    values = {name: value[seed] for name, value in p.values().items() if np.ndim(value)}
    return p.replace(**values)


def _slots_of(slots: Slot, seed: int) -> Slot:
    def column(values: Any) -> np.ndarray:
        return np.broadcast_to(values, slots.stage.shape)[:, seed]

    return Slot(
        inputs=Inputs(*map(column, slots.inputs)),
        stage=column(slots.stage),
        cycles=column(slots.cycles),
        means=States(*map(column, slots.means)),
    )
