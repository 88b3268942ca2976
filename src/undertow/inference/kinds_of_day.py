"""Kinds of day: the stages, split where days of one stage differ and their order tells them apart.

A reading tells stages; the stage model walks over kinds of day. The first day of an incident is
mostly a part of one, the next are whole; on the first day of reconciliation the threat is still
there; and with a partner whose warmth comes and goes, days without any come in spells (B12).
"""

from __future__ import annotations

import numpy as np

from undertow.engine.life import STAGE_NAMES
from undertow.theory.partner import INCIDENT, RECONCILIATION, STEADY

COLD_SPELL = len(STAGE_NAMES)
INCIDENT_GOES_ON = COLD_SPELL + 1
RECONCILIATION_BEGINS = COLD_SPELL + 2

STAGE_OF = np.array([*range(len(STAGE_NAMES)), STEADY, INCIDENT, RECONCILIATION])
"""Stage of each kind of day. The first kinds are the stages themselves, less the days below."""

KINDS = len(STAGE_OF)


def kinds_of_day(stage: np.ndarray, cold: np.ndarray) -> np.ndarray:
    """Kind of each day of a whole life.

    Args:
        stage: of each day since the meeting, int (days,).
        cold: days in a cold spell, boolean (days,).
    """
    before = np.concatenate([[-1], stage[:-1]])
    kind = np.where(cold, COLD_SPELL, stage)
    kind[(stage == INCIDENT) & (before == INCIDENT)] = INCIDENT_GOES_ON
    kind[(stage == RECONCILIATION) & (before != RECONCILIATION)] = RECONCILIATION_BEGINS
    return kind


def by_stage(probability: np.ndarray) -> np.ndarray:
    """Probability of each stage from that of each kind of day: (..., kinds) to (..., stages).

    A model that knows the stages only is left as it is.
    """
    kinds = probability.shape[-1]
    member = STAGE_OF[:kinds, None] == np.arange(len(STAGE_NAMES))
    return probability @ member
