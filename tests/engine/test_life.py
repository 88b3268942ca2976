"""Simulated lives: what can happen in a slot, whose life it is, and the same lives in JAX."""

from functools import cache

import jax
import numpy as np
import pytest

from undertow.engine import lives, plain
from undertow.engine.life import APART, STAGE_NAMES, Habits, Life, Slot, begin, live, simulate
from undertow.engine.population import People, draw_people
from undertow.theory import Inputs, Parameters, before_the_relationship
from undertow.theory.partner import (
    CALM,
    IDEALIZATION,
    INCIDENT,
    PARTNERS,
    RECONCILIATION,
    SLOT_DAYS,
    STEADY,
    Partner,
)

SEED, DAYS, PERSONS = 5, 120.0, 400
EVEN = dict.fromkeys(PARTNERS, 1.0)
STAYING = Parameters(leaving_base=0.0)
LEAVING = Parameters(leaving_base=1e9, returning_base=0.0, slipping_base=0.0)
"""Whoever leaves in the first slot and never goes back, nor seeks a contact."""
NOTHING = Habits(*(0.0 for _ in Habits._fields))


@cache
def people(count: int = PERSONS) -> People:
    """Varied people with partners of every kind; incidents and decisions come early."""
    who = draw_people(np.random.default_rng(11), count, EVEN)
    sooner = who.partner._replace(first_median=0.03 * who.partner.first_median)
    return who._replace(p=who.p.replace(leaving_base=0.002, returning_base=0.06), partner=sooner)


@cache
def lived() -> tuple[Slot, Life]:
    """Their first months, (480 slots, 400 persons)."""
    who = people()
    return simulate(who.p, who.partner, who.habits, DAYS, SEED, np.arange(PERSONS))


def of_some(who: People, place: np.ndarray) -> tuple[Parameters, Partner, Habits]:
    """The same people, fewer of them or in another order."""
    values = {k: v[place] if np.ndim(v) else v for k, v in who.p.values().items()}
    return (
        Parameters(**values),
        Partner(*(field[place] for field in who.partner)),
        Habits(*(field[place] for field in who.habits)),
    )


def assert_same(one: Slot, other: Slot, place: np.ndarray, slots: int) -> None:
    """To the bit, for the persons at `place` of the first."""
    for ours, theirs in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True):
        np.testing.assert_array_equal(ours[:slots, place], theirs)


# What can happen


def test_there_is_something_of_everything():
    slots, life = lived()
    assert {*np.unique(slots.stage)} == {*range(len(STAGE_NAMES))}
    assert life.separations.sum() > PERSONS / 2
    assert slots.inputs.renewal.sum() > PERSONS / 10
    for name, field in slots.inputs._asdict().items():
        assert np.any(field > 0), name


def test_stages_follow_one_another_in_their_order():
    stage = lived()[0].stage
    followed = {*zip(stage[:-1].ravel().tolist(), stage[1:].ravel().tolist(), strict=True)}
    assert {pair for pair in followed if pair[0] != pair[1]} == {
        (IDEALIZATION, INCIDENT),
        (INCIDENT, RECONCILIATION),
        (INCIDENT, CALM),
        (RECONCILIATION, CALM),
        (CALM, INCIDENT),
        *((stage, APART) for stage in (IDEALIZATION, INCIDENT, RECONCILIATION, CALM, STEADY)),
        (APART, RECONCILIATION),
        (APART, STEADY),
    }


def test_together_is_together():
    slots = lived()[0]
    together = slots.stage != APART
    assert np.all(slots.inputs.contact[together] == 1)
    for name in ("onset", "cue", "grieving"):
        assert np.all(getattr(slots.inputs, name)[together] == 0), name


def test_apart_there_are_brief_contacts_and_nothing_else_of_the_partner():
    slots, who = lived()[0], people()
    apart = slots.stage == APART
    reached = apart & (slots.inputs.onset > 0)
    assert np.all(slots.inputs.harm[apart] == 0)
    assert np.all(slots.inputs.warmth[apart & ~reached] == 0)
    np.testing.assert_array_equal(slots.inputs.contact[apart], 0.3 * slots.inputs.onset[apart])
    kind = slots.inputs.warmth > 0
    expected = np.broadcast_to(0.3 * who.partner.height, kind.shape)
    np.testing.assert_array_equal(slots.inputs.warmth[reached & kind], expected[reached & kind])
    assert kind[reached].mean() == pytest.approx(0.5, abs=0.03)


def test_warmth_and_harm_never_share_a_slot():
    inputs = lived()[0].inputs
    assert not np.any((inputs.warmth > 0) & (inputs.harm > 0))


@pytest.mark.parametrize("name", ["unpredictable", "withdrawing"])
def test_partners_without_harm_do_none(name):
    theirs = people().kind == name
    assert theirs.sum() > 5
    assert np.all(lived()[0].inputs.harm[:, theirs] == 0)


def test_hope_is_renewed_at_returns_only():
    slots = lived()[0]
    back = (slots.stage[1:] != APART) & (slots.stage[:-1] == APART)
    np.testing.assert_array_equal(slots.inputs.renewal[1:] > 0, back)


def test_cycles_count_the_incidents_begun():
    slots = lived()[0]
    begun = np.diff((slots.stage == INCIDENT).astype(int), axis=0, prepend=0) > 0
    np.testing.assert_array_equal(slots.cycles, np.cumsum(begun, axis=0))


def test_separations_are_counted():
    slots, life = lived()
    leaves = np.diff((slots.stage == APART).astype(int), axis=0, prepend=0) > 0
    np.testing.assert_array_equal(life.separations, leaves.sum(axis=0))


def test_power_and_therapy_are_those_of_the_person():
    inputs, who = lived()[0].inputs, people()
    np.testing.assert_array_equal(inputs.power, np.broadcast_to(who.partner.power, (480, PERSONS)))
    np.testing.assert_array_equal(
        inputs.therapy, np.broadcast_to(who.habits.therapy, (480, PERSONS))
    )


def test_the_states_are_those_of_the_laws():
    """The same inputs through the plain engine give the same states."""
    slots, who = lived()[0], people()
    inputs = Inputs(*(field[:200] for field in slots.inputs))
    _, means, _ = plain.run(before_the_relationship(who.p), inputs, who.p, SLOT_DAYS)
    for name, theirs in means._asdict().items():
        np.testing.assert_array_equal(getattr(slots.means, name)[:200], theirs, err_msg=name)


# Rates are per day


@pytest.mark.parametrize("p", [STAYING, LEAVING], ids=["together", "apart"])
def test_habits_come_as_often_as_they_say_at_any_time(p):
    habits = Habits(0.1, 0.2, 0.3, 0.4, grieving=0.5, cue=0.6)
    slots, _ = simulate(p, Partner(pursuit=0.0), habits, 10.0, 1, np.arange(2000))
    apart = p is LEAVING
    for name, rate in habits._asdict().items():
        if name in ("needed", "therapy"):
            continue
        expected = 1 - np.exp(-rate * SLOT_DAYS)
        if name in ("grieving", "cue") and not apart:
            expected = 0.0
        done = getattr(slots.inputs, name)
        assert done.mean() == pytest.approx(expected, abs=0.005), name


@pytest.mark.parametrize(
    ("partner", "habits"),
    [
        (Partner(pursuit=0.4), NOTHING),
        (Partner(pursuit=0.0), NOTHING._replace(needed=0.4)),
    ],
    ids=["pursuit", "needed"],
)
def test_contacts_apart_come_as_often_as_they_say(partner, habits):
    slots, _ = simulate(LEAVING, partner, habits, 10.0, 1, np.arange(1000))
    assert np.all(slots.stage == APART)
    assert slots.inputs.onset.mean() == pytest.approx(1 - np.exp(-0.1), abs=0.006)
    staying, _ = simulate(STAYING, partner, habits, 10.0, 1, np.arange(20))
    assert not np.any(staying.inputs.onset)


def test_contacts_are_sought_as_often_as_the_hazard_says_and_only_in_hope():
    seeking = LEAVING.replace(
        slipping_base=0.8, slipping_pull=0.0, slipping_withdrawal=0.0, slipping_preoccupied=0.0
    )
    partner, persons = Partner(pursuit=0.0), np.arange(20000)
    life = begin(seeking, partner, 1, persons)
    for hope, rate in ((0.0, 0.0), (seeking.hope_half, 0.4)):
        told = life._replace(states=life.states._replace(hope=hope + 0 * life.separations))
        _, slot = live(told, 0, seeking, partner, NOTHING, 1, persons)
        assert slot.inputs.onset.mean() == pytest.approx(1 - np.exp(-rate * SLOT_DAYS), abs=0.006)


def test_nobody_is_reached_where_nobody_reaches_out():
    slots, _ = simulate(LEAVING, Partner(pursuit=0.0), NOTHING, 10.0, 1, np.arange(500))
    assert np.all(slots.stage == APART)
    for name in ("warmth", "harm", "contact", "onset", "cue"):
        assert not np.any(getattr(slots.inputs, name)), name


def test_a_constant_hazard_of_leaving_is_one():
    weightless = ("threat", "clarity", "support", "identity", "pull", "protest")
    p = Parameters(leaving_base=0.1, returning_base=0.0).replace(
        **{f"leaving_{name}": 0.0 for name in weightless}
    )
    slots, _ = simulate(p, PARTNERS["steady_harsh"], NOTHING, 20.0, 2, np.arange(2000))
    for day in (4, 10, 20):
        together = (slots.stage[4 * day - 1] != APART).mean()
        assert together == pytest.approx(np.exp(-0.1 * day), abs=0.04)


# Whose life it is


def test_more_persons_leave_the_first_as_they_were():
    first = np.arange(17)
    alone, _ = simulate(*of_some(people(), first), 100.0, SEED, first)
    assert_same(lived()[0], alone, first, 400)


def test_a_life_goes_with_the_number_of_the_person_not_with_the_place():
    order = np.random.default_rng(3).permutation(PERSONS)[:30]
    mixed, _ = simulate(*of_some(people(), order), 60.0, SEED, order)
    assert_same(lived()[0], mixed, order, 240)


def test_other_seeds_and_other_numbers_live_other_lives():
    who = people()
    for seed, numbers in ((SEED + 1, np.arange(PERSONS)), (SEED, np.arange(PERSONS) + PERSONS)):
        other, _ = simulate(who.p, who.partner, who.habits, 5.0, seed, numbers)
        same = (other.inputs.warmth > 0) == (lived()[0].inputs.warmth[:20] > 0)
        assert same.mean() < 0.9


def test_arms_of_a_trial_share_their_luck():
    """What one does for oneself leaves the partner as they are."""
    arms = [
        simulate(
            STAYING, PARTNERS["cycle"], NOTHING._replace(naming=rate), 25.0, 1, np.arange(100)
        )[0]
        for rate in (0.0, 2.0)
    ]
    for name in ("warmth", "harm"):
        one, other = (getattr(arm.inputs, name) for arm in arms)
        np.testing.assert_array_equal(one, other)
    assert np.all(arms[1].means.clarity[-1] > arms[0].means.clarity[-1])


def test_only_the_slots_asked_for_are_kept():
    who = people(6)
    numbers = np.arange(6)
    slots, life = simulate(who.p, who.partner, who.habits, 5.0, SEED, numbers)
    kept, same = simulate(
        who.p, who.partner, who.habits, 5.0, SEED, numbers, keep=lambda slot: slot >= 16
    )
    assert kept.stage.shape == (4, 6)
    np.testing.assert_array_equal(kept.means.bond, slots.means.bond[-4:])
    np.testing.assert_array_equal(life.states.bond, same.states.bond)


# The same lives in JAX


def test_jax_lives_the_same_lives():
    few = np.arange(50)
    p, partner, habits = of_some(people(), few)
    slots, life = lives.simulate(p, partner, habits, 50.0, SEED, few)
    ours = jax.tree.map(lambda field: field[:200, :50], lived()[0])
    np.testing.assert_array_equal(slots.stage, ours.stage)
    np.testing.assert_array_equal(slots.cycles, ours.cycles)
    for here, there in zip(jax.tree.leaves(ours), jax.tree.leaves(slots), strict=True):
        np.testing.assert_allclose(there, here, rtol=0, atol=1e-10)
    assert np.unique(ours.stage).size == len(STAGE_NAMES)
    ended = simulate(p, partner, habits, 50.0, SEED, few)[1]
    assert jax.tree.structure(life) == jax.tree.structure(ended)
    for here, there in zip(jax.tree.leaves(ended), jax.tree.leaves(life), strict=True):
        np.testing.assert_allclose(there, here, rtol=0, atol=1e-10)


def stage_and_bond(slot: Slot) -> dict[str, jax.Array]:
    return {"stage": slot.stage, "bond": slot.means.bond}


def test_single_precision_lives_the_same_lives_and_reports_what_is_asked():
    few = np.arange(50)
    p, partner, habits = of_some(people(), few)
    single = p.replace(anxiety=np.float32(p.anxiety))
    kept, life = lives.simulate(single, partner, habits, 50.0, SEED, few, stage_and_bond)
    ours = lived()[0]
    assert (np.asarray(kept["stage"]) == ours.stage[:200, :50]).mean() > 0.999
    np.testing.assert_allclose(kept["bond"], ours.means.bond[:200, :50], atol=1e-3)
    floats = {leaf.dtype.name for leaf in jax.tree.leaves((life, kept))} - {"int64", "bool"}
    assert floats == {"float32"}


def test_one_partner_and_one_parameter_set_do_for_everyone():
    few, same = np.arange(4), (Parameters(), PARTNERS["cycle"], Habits())
    there, _ = jax.eval_shape(lambda: lives.simulate(*same, 2.0, SEED, few))
    here, _ = simulate(*same, 2.0, SEED, few)
    shapes = [leaf.shape for leaf in jax.tree.leaves(there)]
    assert shapes == [leaf.shape for leaf in jax.tree.leaves(here)]
    assert {*shapes} == {(8, 4)}
