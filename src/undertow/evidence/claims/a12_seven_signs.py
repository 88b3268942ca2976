"""A12: the seven signs, each a statistic of a record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.full_diaries import Full, full_records
from undertow.evidence.judging import at_least
from undertow.evidence.lab import CYCLE, Lab
from undertow.inference.reading import Sign
from undertow.inference.signs import seven_signs
from undertow.inference.states import Trajectories
from undertow.record import daily
from undertow.theory.partner import PARTNERS, Partner

YEARS = 1.5
LIKELY = 0.5
STAYING = 0.25
"""Propensity to leave of somebody who has a relationship to write about for that long: the lower
sixth of people. Most others are gone before there is a bond to show."""


def signs_of(full: Full) -> list[Sign]:
    """The seven signs of a record, given its true stages and states."""
    true = full.truth
    told: dict[str, Any] = {
        name: getattr(true, name)[:, None]
        for name in ("pull", "bond", "affection", "threat", "withdrawal", "appraisal")
    }
    states = Trajectories(**told, readouts=None, end=None)  # pyright: ignore[reportArgumentType]
    return seven_signs(
        full.record, daily(full.record), true.stage, true.stage[None], states, np.ones(1)
    )


def measure(lab: Lab, partner: Partner) -> dict[str, np.ndarray]:
    """Signs of each seed's record with one partner."""
    staying = replace(lab, parameters=lab.parameters.replace(leaving_propensity=STAYING))
    found = [
        [sign.probability for sign in signs_of(full)]
        for full in full_records(staying, YEARS, partner)
    ]
    answered = [sum(chance is not None for chance in chances) for chances in found]
    shown = [sum(chance is not None and chance >= LIKELY for chance in row) for row in found]
    return {
        "signs that the record answers": np.array(answered, float),
        "signs that it shows": np.array(shown, float),
    }


@experiment(
    "A12",
    control=lambda lab: measure(lab, PARTNERS["steady_warm"]),
    target={"signs that the record answers": at_least(6.0), "signs that it shows": at_least(4.0)},
    source="claims.md, A12; N5 contradicts the second sign, see docs/theory",
)
def seven_signs_of_a_record(lab: Lab) -> dict[str, np.ndarray]:
    """Seven signs can be read from a record, and most of them show where there was the cycle.

    Eighteen months with the partner of the cycle from the day on which they meet, one person a
    seed, slow to leave, who leaves and returns as people do and writes everything down every day.
    Signs as the program reads them, given the true stages. All but one must be answered, more
    than half shown (likelier than not). Control: a steadily warm partner.
    """
    return measure(lab, CYCLE)


ROW = seven_signs_of_a_record
