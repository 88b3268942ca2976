"""The time apart: grief, the body's alarm, being oneself, and what each of them is felt as."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from drawn import draw_start, mechanisms_without, seeds
from hypothesis import given, settings

from undertow.engine import plain
from undertow.theory import Inputs, Parameters, States, readouts
from undertow.theory.laws import self
from undertow.theory.states import Above

DAYS = 180
APART = Inputs(contact=np.zeros(DAYS))
run = partial(plain.run, step=1.0)


def after_love(**changes: Any) -> States:
    """Somebody who loves and has lost, with the rest of a story."""
    start = draw_start(3)._replace(affection=0.6, unmourned=0.6, grief=0.0, identity=0.9)
    return start._replace(**changes)


def apart(start: States, p: Parameters | None = None, **given: Any) -> tuple[States, States]:
    """Ends and step means of half a year apart, by days."""
    return run(start, APART._replace(**given), p or Parameters())[:2]


@settings(max_examples=15)
@given(seed=seeds)
def test_no_pattern_of_brief_neutral_contacts_raises_grief_above_affection(seed):
    rng = np.random.default_rng(seed)
    shape = (120, 20)
    contact = rng.random(shape) * (rng.random(shape) < rng.random())
    p = Parameters.draw(rng, 20)
    start = draw_start(seed, (20,))
    for unmourned in (start.unmourned, start.affection - start.grief):
        told = start._replace(unmourned=unmourned)
        ends, _, _ = run(told, Inputs(contact=contact, onset=contact), p)
        assert np.all(ends.grief <= ends.affection)


def test_a_loss_is_grieved_once_and_grief_then_passes():
    grief = apart(after_love())[0].grief
    peak = int(grief.argmax())
    assert 0.7 * 0.6 < grief[peak] < 0.6
    assert peak < 30
    assert grief[-1] < 0.6 * grief[peak]


def test_being_together_for_long_makes_a_loss_possible_again_and_a_moment_does_not():
    mourned = after_love(unmourned=0.0)
    brief = run(mourned, Inputs(contact=np.full(7, 0.05)), Parameters())[0]
    long = run(mourned, Inputs(contact=np.ones(300)), Parameters())[0]
    assert brief.unmourned[-1] < 0.01
    assert long.unmourned[-1] > 0.9 * long.affection[-1]


@pytest.mark.parametrize("event", ["onset", "cue"])
def test_contact_and_cues_make_a_loss_fresh_again_while_hope_lives(event):
    mourned, once = after_love(unmourned=0.0, grief=0.4, hope=0.5), np.zeros(DAYS)
    once[0] = 0.25
    (touched, felt), (left, alone) = (apart(mourned, **{event: dose}) for dose in (once, 0 * once))
    assert touched.unmourned[0] > left.unmourned[0] == 0.0
    assert touched.grief[0] < left.grief[0]
    assert touched.grief[60] > left.grief[60]
    now, p = Inputs(contact=0.0), Parameters()
    assert readouts.distress(felt, now, p)[1] > readouts.distress(alone, now, p)[1]


def test_a_loss_hurts_at_once_and_less_and_less():
    """E04: protest comes before grief, and together they fall from the first day on, in a curve."""
    means = apart(after_love(hope=0.0, threat=0.0, opponent=0.0, alarm=0.0))[1]
    felt = readouts.protest(means, Inputs(contact=0.0), Parameters())
    felt = felt + readouts.longing(means, Inputs(contact=0.0), Parameters())
    assert np.all(np.diff(felt) < 0)
    assert felt[0] - felt[14] > felt[14] - felt[28]


@pytest.mark.parametrize("practice", ["grieving", "therapy"])
def test_grief_passes_sooner_when_honoured_and_in_therapy(practice):
    alone = apart(after_love())[0].grief[-1]
    helped = apart(after_love(), **{practice: 0.25})[0].grief[-1]
    assert helped < 0.7 * alone


def test_longing_and_withdrawal_are_felt_apart_and_not_together():
    state, p = after_love(grief=0.4, opponent=0.3), Parameters()
    for felt in (readouts.longing, readouts.withdrawal):
        assert felt(state, Inputs(contact=0.0), p) > 0
        assert felt(state, Inputs(contact=1.0), p) == 0


def test_being_oneself_dips_after_a_loss_and_comes_back():
    identity = apart(after_love())[0].identity
    lowest = int(identity.argmin())
    assert identity[lowest] < 0.9 - 0.05
    assert 3 < lowest < 30
    assert identity[62] > identity[:28].mean()
    assert identity[-1] > 0.9


def test_without_love_nothing_of_oneself_is_lost():
    identity = apart(after_love(affection=0.0, unmourned=0.0))[0].identity
    assert np.all(np.diff(identity) >= 0)
    without = Parameters(mechanisms_without("loss"))
    assert np.all(np.diff(apart(after_love(), without)[0].identity) >= 0)


@pytest.mark.parametrize("practice", ["identity", "naming"])
def test_acts_of_ones_own_and_reflection_bring_oneself_back_sooner(practice):
    start = after_love(identity=0.3)
    alone, helped = (apart(start, **{practice: dose})[0].identity[30] for dose in (0.0, 0.25))
    assert helped > alone + 0.02


def test_alarm_outlasts_threat():
    ends = apart(after_love(threat=0.6, alarm=0.5, soothing=0.3, support=0.3))[0]
    assert ends.threat[60] < 0.05 * 0.6
    assert ends.alarm[60] > 0.7 * 0.5
    assert ends.alarm[-1] < ends.alarm[60]


def test_small_frights_alarm_less_than_in_proportion():
    p, now = Parameters(), Inputs()
    small, great = (
        self.alarm(Above(threat=threat, soothing=0.3, support=0.3), now, p)[0]
        for threat in (0.2, 0.8)
    )
    assert great == pytest.approx(16 * small)
    assert great > 0


def test_alarm_eases_by_calming_company_and_therapy_and_not_by_understanding():
    start = after_love(alarm=0.5, threat=0.2, soothing=0.2, support=0.2, clarity=0.1)
    left = {
        practice: apart(start, **{practice: 0.5})[0].alarm[-1]
        for practice in ("soothing", "support", "therapy", "naming")
    }
    alone = apart(start)[0].alarm[-1]
    assert left["naming"] == alone
    assert left["soothing"] < 0.97 * alone
    assert left["support"] < 0.97 * alone
    assert left["therapy"] < 0.5 * alone


def test_alarm_is_felt_as_stress_as_fear_and_in_the_mood():
    p, now = Parameters(), Inputs(contact=0.0)
    calm, alarmed = (after_love(alarm=alarm, threat=0.3) for alarm in (0.0, 0.6))
    for felt in (readouts.stress, readouts.fear, readouts.distress):
        assert felt(alarmed, now, p) > felt(calm, now, p)
    assert readouts.mood(alarmed, now, p) < readouts.mood(calm, now, p)
    assert readouts.stress(after_love(alarm=1.0, threat=1.0), now, p) == 1.0


def test_other_people_take_over_a_part_of_the_pull_the_more_so_while_one_is_with_them():
    p = Parameters()
    lonely, carried = after_love(support=0.1), after_love(support=0.8)
    now, in_company = Inputs(contact=0.0), Inputs(contact=0.0, support=1.0)
    assert readouts.pull(carried, now, p) < readouts.pull(lonely, now, p)
    assert readouts.pull(lonely, in_company, p) < readouts.pull(lonely, now, p)
    without = Parameters(mechanisms_without("support"))
    assert readouts.pull(carried, in_company, without) == readouts.pull(lonely, now, without)


def test_a_contact_or_a_cue_stirs_the_pull_while_it_lasts_and_the_cue_less():
    p, state = Parameters(), after_love(hope=0.0, bond=0.6)
    quiet, met, seen = (
        readouts.pull(state, Inputs(contact=0.0, **given), p)
        for given in ({}, {"onset": 1.0}, {"cue": 1.0})
    )
    assert quiet < seen < met
    unbound = state._replace(bond=0.0)
    assert readouts.pull(unbound, Inputs(contact=0.0, onset=1.0), p) == readouts.pull(
        unbound, Inputs(contact=0.0), p
    )


def test_a_neutral_contact_without_hope_leaves_nothing_behind():
    """What it stirs is over with it: the states are those of no contact at all (N2 N6)."""
    start, once = after_love(hope=0.0), np.zeros(DAYS)
    once[30] = 1.0
    none, met = apart(start)[0], apart(start, onset=once)[0]
    for name, without, with_contact in zip(States._fields, none, met, strict=True):
        np.testing.assert_array_equal(without, with_contact, err_msg=name)
