"""Kinds of day: split by the order of days, and folded back into stages."""

import numpy as np
import pytest

from undertow.engine.diarist import SLOTS
from undertow.engine.life import STAGE_NAMES
from undertow.engine.sample import cold_spells
from undertow.inference.kinds_of_day import (
    COLD_SPELL,
    INCIDENT_GOES_ON,
    KINDS,
    RECONCILIATION_BEGINS,
    STAGE_OF,
    by_stage,
    kinds_of_day,
)
from undertow.theory.partner import CALM, INCIDENT, RECONCILIATION, STEADY


def test_first_days_and_cold_spells_are_kinds_of_their_own():
    life = [CALM, INCIDENT, INCIDENT, INCIDENT, RECONCILIATION, RECONCILIATION, STEADY, STEADY]
    cold = np.arange(8) == 7
    assert kinds_of_day(np.array(life), cold).tolist() == [
        CALM,
        INCIDENT,
        INCIDENT_GOES_ON,
        INCIDENT_GOES_ON,
        RECONCILIATION_BEGINS,
        RECONCILIATION,
        STEADY,
        COLD_SPELL,
    ]


def test_every_kind_folds_back_into_its_stage():
    rng = np.random.default_rng(0)
    life = rng.integers(len(STAGE_NAMES), size=500)
    kinds = kinds_of_day(life, (life == STEADY) & (rng.random(500) < 0.5))
    assert set(kinds) == set(range(KINDS))
    assert (STAGE_OF[kinds] == life).all()
    assert (by_stage(np.eye(KINDS)[kinds]).argmax(axis=1) == life).all()


def test_folding_keeps_all_probability():
    chance = np.random.default_rng(1).dirichlet(np.ones(KINDS), 20)
    assert by_stage(chance).sum(axis=1) == pytest.approx(np.ones(20))
    stages = chance[:, : len(STAGE_NAMES)]
    assert by_stage(stages) == pytest.approx(stages)


def test_cold_spells_are_stretches_without_warmth_where_warmth_comes_and_goes():
    days = np.arange(60)
    spell = (days // 10) % 2 == 1
    warmth = np.repeat(np.where(spell, 0.0, 0.9), SLOTS)
    warmth[24 * SLOTS : 26 * SLOTS] = 0  # two days of a warm spell without any
    steady = days >= 5
    assert (cold_spells(warmth, steady, 10.0) == (spell & steady)).all()
    assert not cold_spells(warmth, steady, 0.0).any()
    assert not cold_spells(warmth, ~steady, 10.0)[6:].any()
