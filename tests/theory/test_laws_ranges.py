"""States stay in their ranges, whatever comes in and whoever it is."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from drawn import LEVELS, draw_inputs, draw_start, ordinary_inputs, seeds, styles
from hypothesis import given, settings

from undertow.engine import plain
from undertow.engine.leaky import advance
from undertow.theory import Inputs, Parameters, States, cascade

PERSONS = 24
STEPS = 40
ROUNDING = 1e-12


def anybody(seed: int) -> Parameters:
    """Parameter sets drawn from the whole prior."""
    return Parameters.draw(np.random.default_rng(seed), PERSONS)


def over(start: Any, ends: Any) -> np.ndarray:
    """The start, then each end: shape (steps + 1, persons)."""
    return np.concatenate([np.broadcast_to(start, ends[:1].shape), ends])


@settings(max_examples=10)
@given(seed=seeds, kinds=styles)
def test_bounded_states_stay_within_their_ranges(seed, kinds):
    start, inputs = draw_start(seed, (PERSONS,)), draw_inputs(seed, kinds, (STEPS, PERSONS))
    ends, means, signals = plain.run(start, inputs, anybody(seed), 1.0)
    for states in (ends, means):
        for name in LEVELS:
            level = getattr(states, name)
            assert np.all(level >= -ROUNDING), name
            assert np.all(level <= 1 + ROUNDING), name
        for name in set(States._fields) - {"appraisal"}:
            assert np.all(getattr(states, name) >= -ROUNDING), name
    for name in ("relief", "relief_surprise", "reward_surprise", "reactivation"):
        assert np.all(getattr(signals, name) >= -ROUNDING), name
    assert np.all(signals.reward_surprise <= 1)


@settings(max_examples=10)
@given(seed=seeds, kinds=styles)
def test_what_follows_something_never_passes_it(seed, kinds):
    start, inputs = draw_start(seed, (PERSONS,)), draw_inputs(seed, kinds, (STEPS, PERSONS))
    ends, _, _ = plain.run(start, inputs, anybody(seed), 1.0)

    def highest(name: str) -> np.ndarray:
        return np.maximum.accumulate(over(getattr(start, name), getattr(ends, name)))[1:]

    assert np.all(ends.grief + ends.unmourned <= highest("affection") + ROUNDING)
    assert np.all(ends.hope <= np.maximum(highest("template"), start.hope) + ROUNDING)
    assert np.all(ends.working_model <= start.working_model + ROUNDING)
    assert np.all(ends.cortisol <= np.maximum(highest("threat"), start.cortisol) + ROUNDING)
    assert np.all(ends.template <= np.maximum(inputs.warmth.max(), start.template) + ROUNDING)


@settings(max_examples=20)
@given(seed=seeds, kinds=styles)
def test_nothing_flows_out_at_no_rate_and_only_the_judgement_takes_in_less_than_nothing(
    seed, kinds
):
    flows: dict[str, tuple[Any, Any]] = {}
    names = iter(States._fields)

    def watch(start: Any, inflow: Any, outflow: Any) -> tuple[Any, Any]:
        flows[next(names)] = (inflow, outflow)
        return advance(start, inflow, outflow, step=0.25, xp=np)

    inputs = Inputs(*(field[0] for field in draw_inputs(seed, kinds, (1, PERSONS))))
    cascade(draw_start(seed, (PERSONS,)), inputs, anybody(seed), watch)
    assert list(flows) == list(States._fields)
    for name, (inflow, outflow) in flows.items():
        assert np.all(outflow > 0), name
        assert name == "appraisal" or np.all(inflow >= 0), name


def test_harm_alone_takes_the_judgement_below_zero():
    """The one inflow that may be negative, and why."""
    harm = Inputs(harm=np.full(40, 1.0))
    judgement = plain.run(draw_start(1), harm, Parameters(), 0.25)[0].appraisal
    assert judgement[-1] < 0 < judgement[0] + 1


@pytest.mark.parametrize("warm", [0.0, 1.0])
def test_brief_contacts_while_apart_do_not_pump_grief_above_affection(warm):
    days = 120
    contact = np.where(np.arange(days) % 3 == 0, 0.3, 0.0)
    start = draw_start(2)._replace(affection=0.5, unmourned=0.5, grief=0.0)
    run = partial(plain.run, p=Parameters(), step=1.0)
    brief = run(start, Inputs(contact=contact, onset=contact, warmth=warm * contact))[0]
    none = run(start, Inputs(contact=np.zeros(days)))[0]
    assert brief.grief.max() <= brief.affection.max()
    assert none.grief.max() > 0.3
    assert brief.grief.max() < none.grief.max()


def test_ordinary_lives_move_every_state():
    """So that the ranges above are not kept by standing still."""
    start = draw_start(4, (3,))
    ends = plain.run(start, ordinary_inputs(5, (120, 3)), Parameters(), 1.0)[0]
    for name in States._fields:
        assert np.all(np.ptp(getattr(ends, name), axis=0) > 1e-4), name
