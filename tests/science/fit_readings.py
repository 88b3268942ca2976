"""Whole diaries read twice, at first and fitted: which bands hold, and how far off they are.

Here nothing is given: stages, unwritten days and strengths are guessed from the diary, and the
truth is that of the simulated life.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.engine.sample import FIRST_DAY, Kept, sample_diaries
from undertow.inference.fit.fitting import fit
from undertow.inference.read import read
from undertow.inference.reading import READ_STATES, Reading
from undertow.record.record import EPOCH

LENGTHS = (170, 190)
"""Days of the diaries: one length to compile."""


class Compared(NamedTuple):
    """Two readings of N diaries against the truth; axes: diary, reading, state.

    Attributes:
        inside: share of days in the 80 % band, (N, 2, 6).
        error: mean distance of the band's mean from the truth, (N, 2, 6).
        width: mean width of the band, (N, 2, 6).
        method: that was used in the end, of each diary.
        effective: lives that the mixture is worth, (N,).
    """

    inside: np.ndarray
    error: np.ndarray
    width: np.ndarray
    method: list[str]
    effective: np.ndarray


def _figures(reading: Reading, kept: Kept) -> np.ndarray:
    """Coverage, error and width of each state, (3, 6)."""
    offset = (reading.dates[0] - EPOCH).days - FIRST_DAY
    window = slice(offset, offset + len(reading.dates))
    rows = []
    for name in READ_STATES:
        true, band = getattr(kept.truth, name)[window], reading.states[name]
        held = (band.low80 <= true) & (true <= band.high80)
        rows.append(
            [held.mean(), np.abs(band.mean - true).mean(), (band.high80 - band.low80).mean()]
        )
    return np.array(rows).T


def compare_readings(size: int, seed: int) -> Compared:
    """Read diaries with a third of days missing, at first and fitted.

    Args:
        size: how many.
        seed: of the diaries.
    """
    found, methods, effective = [], [], []
    sample = sample_diaries(2 * size, seed, missing=1 / 3, shortest=LENGTHS[0], longest=LENGTHS[1])
    for kept in sample:
        if len(found) == size:
            break
        if not any(entry.precision in ("instant", "day") for entry in kept.diary.entries):
            continue
        readings = [read(kept.diary), read(kept.diary, fit=fit)]
        found.append([_figures(reading, kept) for reading in readings])
        posterior = readings[1].posterior
        assert posterior is not None
        methods.append(posterior.method)
        effective.append(posterior.facts.get("lives_effective", np.nan))
    table = np.array(found)
    return Compared(table[:, :, 0], table[:, :, 1], table[:, :, 2], methods, np.array(effective))
