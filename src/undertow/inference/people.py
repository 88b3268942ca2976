"""Which simulated person each draw is: one who could stand where the stage path begins."""

from __future__ import annotations

import numpy as np

from undertow.engine.life import APART
from undertow.inference.bank import Bank, history_weight, take
from undertow.record import Record
from undertow.record.record import EPOCH
from undertow.theory.partner import STEADY


def choose_people(bank: Bank, record: Record, paths: np.ndarray, rng: np.random.Generator) -> Bank:
    """Pick a person from the bank for each path.

    They share the path's stage on the first day and have a partner of the kind that the path
    needs (with the cycle or without); what is told of the past weighs them.

    Args:
        bank: simulated people on the first day of a diary.
        record: for the told history.
        paths: stage of each draw and day, (M, D).
        rng: source of randomness.
    """
    weight = history_weight(bank, record.history, float((record.first_day - EPOCH).days))
    cyclic = bank.partner.cyclic > 0
    has_cycle = ((paths != STEADY) & (paths != APART)).any(axis=1)
    has_steady = (paths == STEADY).any(axis=1)
    chosen = np.empty(len(paths), dtype=int)
    groups, member = np.unique(
        np.stack([paths[:, 0], has_cycle, has_steady], axis=1), axis=0, return_inverse=True
    )
    for number, (stage, cycle, steady) in enumerate(groups):
        fits = bank.stage == stage
        if cycle != steady:
            fits = fits & (cyclic == bool(cycle))
        if not fits.any():
            fits = bank.stage == stage
        rows = np.flatnonzero(member.reshape(-1) == number)
        chance = np.where(fits, weight, 0.0)
        chosen[rows] = rng.choice(len(chance), len(rows), p=chance / chance.sum())
    return take(bank, chosen)
