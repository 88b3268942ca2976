"""Stages of a record: told as stages, surer the more is written, with the person's own ways."""

import numpy as np
import pytest
from stories import answer, cycle_story, diary, event

from undertow.engine.life import APART, STAGE_NAMES
from undertow.inference import stage_model
from undertow.inference.forecast import DAYS, continue_paths
from undertow.inference.kinds_of_day import COLD_SPELL, KINDS, STAGE_OF
from undertow.inference.observations import observe
from undertow.inference.stages import read_stages
from undertow.record import daily, to_record
from undertow.theory.partner import INCIDENT, RECONCILIATION, STEADY

S = len(STAGE_NAMES)


def _read(entries, paths=200):
    seen = observe(daily(to_record(diary(entries))))
    return read_stages(seen, stage_model.frozen(), np.random.default_rng(0), paths)


def test_kinds_of_day_are_told_as_their_stages():
    found = _read(cycle_story(120))
    assert found.probability.shape == (120, S)
    assert found.probability.sum(axis=1) == pytest.approx(np.ones(120))
    assert set(np.unique(found.paths)) <= set(range(S))
    assert (STAGE_OF[found.last] == found.paths[:, -1]).all()
    shares = np.stack([(found.paths == stage).mean(axis=0) for stage in range(S)], axis=1)
    assert np.abs(shares - found.probability).max() < 0.2


def test_an_incident_of_two_days_and_the_repair_after_it_are_found():
    found = _read(cycle_story(150)).probability
    for first in (60, 90, 120):
        assert found[first : first + 2, INCIDENT].max() > 0.8
        assert found[first + 3 : first + 6, RECONCILIATION].mean() > 0.7


def test_warmth_in_long_spells_without_any_harm_is_no_cycle():
    warm = [
        event(day, "warmth") if (day // 14) % 2 == 0 else answer(day, "stress", 2.0)
        for day in range(168)
        for _ in range(2 if (day // 14) % 2 == 0 else 1)
    ]
    found = _read(warm).probability
    assert found[:, STEADY].mean() > 0.6
    assert found[:, INCIDENT].mean() < 0.05


def test_where_nothing_of_harm_or_warmth_is_written_the_reading_is_never_sure():
    practice = [event(day, "support") for day in range(0, 120, 4)]
    ratings = [answer(day, "stress", 3.0) for day in range(120)]
    assert _read([*practice, *ratings]).probability.max() < 0.96
    assert _read(ratings).probability.max() < 0.85


def test_a_forecast_of_stages_holds_together_or_apart():
    model = stage_model.frozen()
    rng = np.random.default_rng(1)
    last = np.repeat(np.arange(KINDS), 60)
    classes = rng.choice(len(model.classes), len(last), p=model.classes)
    paths = continue_paths(last, classes, model, rng)
    assert paths.shape == (len(last), DAYS)
    assert ((paths == APART) == (last == APART)[:, None]).all()
    assert paths.max() < COLD_SPELL


def test_a_steady_partner_goes_on_being_steady():
    model = stage_model.frozen()
    rng = np.random.default_rng(2)
    first = model.start.sum(axis=-1)
    steady = first[:, STEADY] + first[:, COLD_SPELL]
    known = np.flatnonzero(steady > 0.6 * (1 - first[:, APART]))  # classes of such partners
    assert len(known) > 0
    paths = continue_paths(np.full(len(known) * 50, STEADY), np.repeat(known, 50), model, rng)
    assert (paths == STEADY).mean() > 0.95
