"""N3: rare occurrence does not slow every extinction."""

from __future__ import annotations

from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import within
from undertow.evidence.lab import SLOTS_A_DAY, Lab, side_by_side
from undertow.evidence.leaving import first_below
from undertow.theory import Inputs, Signals, States

TRAINING, AFTER = 60 * SLOTS_A_DAY, 90 * SLOTS_A_DAY


@experiment(
    "N3",
    target=within(0.8, 1.25),
    use="guard",
    source="Su 2024 (learned fear in mice); Hochman & Erev 2013, Psychon Bull Rev 20:1336",
)
def fear_fades_alike(lab: Lab) -> np.ndarray:
    """Fear that was learned from rare harm does not outlast fear from constant harm.

    Sixty days with one harmful slot every day, or on one day in three at random, the last one
    harmful in both; then none, and no warmth. Days from the last harm until threat is half:
    rare over constant. Schedules within one subject, where rare reward even speeds extinction,
    cannot be told here: the theory learns one rate of one partner.
    """
    luck = np.random.default_rng([lab.seed, TRAINING])
    days = TRAINING // SLOTS_A_DAY
    harm = np.zeros((2, TRAINING + AFTER, lab.seeds))
    harm[0, :TRAINING:SLOTS_A_DAY] = 1.0
    harm[1, :TRAINING:SLOTS_A_DAY] = luck.random((days, lab.seeds)) < 1 / 3
    harm[:, TRAINING - SLOTS_A_DAY] = 1.0

    def threat(means: States, signals: Signals, now: Inputs) -> Any:
        return means.threat

    path, _ = lab.follow(side_by_side([Inputs(harm=values) for values in harm]), threat)
    constant, rare = first_below(path[TRAINING - SLOTS_A_DAY :], 0.5)
    return rare / constant


ROW = fear_fades_alike
