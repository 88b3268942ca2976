"""The walk of a partner through the stages, as it was and not as it is read (A05)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.engine import noise
from undertow.engine.noise import Stream
from undertow.evidence.lab import SLOTS_A_DAY, YEAR, Lab
from undertow.theory import partner as partners
from undertow.theory.partner import SLOT_DAYS, Luck, Partner

_STREAMS = (
    Stream.STAGE_DURATION,
    Stream.NEXT_STAGE,
    Stream.WARMTH,
    Stream.HARM,
    Stream.HEIGHT,
)
"""In the order of `Luck`."""


class PartnerWalk(NamedTuple):
    """What a partner did; each (slots, seeds).

    Attributes:
        stage: index into `STAGE_NAMES`.
        warmth, harm: in that slot, >= 0.
        cycles: incidents begun so far.
    """

    stage: np.ndarray
    warmth: np.ndarray
    harm: np.ndarray
    cycles: np.ndarray


def walk(lab: Lab, years: float, partner: Partner) -> PartnerWalk:
    """Partners whom nobody leaves, one a seed: the luck of `Lab.relationship`, stages told."""
    persons = np.arange(lab.seeds)
    slots = np.arange(round(years * YEAR * SLOTS_A_DAY))[:, None]
    luck = [noise.uniform(lab.seed, persons, slots, stream) for stream in _STREAMS]
    first = noise.uniform(lab.seed, persons, 0 * persons, Stream.FIRST_INCIDENT)
    standing = partners.beginning(partner, first, np)
    together = np.ones(lab.seeds, dtype=bool)
    rows = []
    for row in zip(*luck, strict=True):
        stage, cycles = standing.stage, standing.cycles
        standing, warmth, harm = partners.advance(standing, partner, together, Luck(*row), np)
        rows.append((stage, warmth, harm, cycles))
    return PartnerWalk(*(np.stack(column) for column in zip(*rows, strict=True)))


def begun(walked: PartnerWalk, stage: int) -> list[np.ndarray]:
    """Days on which a stage begins, for each seed."""
    there = walked.stage == stage
    begins = there & ~np.vstack([np.zeros_like(there[:1]), there[:-1]])
    return [np.flatnonzero(column) * SLOT_DAYS for column in begins.T]
