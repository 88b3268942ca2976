"""What a simulated person does: each hazard moves the way its claim says."""

import numpy as np
import pytest
from drawn import draw_start

from undertow.theory import ALL, Inputs, Parameters, States
from undertow.theory.behaviour import Hazards, company, hazards, preoccupation, recognition

P = Parameters()
TOGETHER, APART = Inputs(contact=1.0), Inputs(contact=0.0)


def rates(inputs: Inputs, separations: float = 0.0, p: Parameters = P, **changes) -> Hazards:
    return hazards(draw_start(4)._replace(**changes), inputs, p, separations, np)


def raised(name: str, inputs: Inputs, by: float = 0.2) -> dict[str, float]:
    """Factor on each hazard when one state is higher."""
    value = getattr(draw_start(4), name)
    before, after = rates(inputs), rates(inputs, **{name: value + by})
    return {kind: getattr(after, kind) / getattr(before, kind) for kind in Hazards._fields}


@pytest.mark.parametrize("name", ["clarity", "support", "identity"])
def test_what_one_has_of_ones_own_makes_leaving_likelier(name):
    assert raised(name, TOGETHER)["leaving"] > 1


@pytest.mark.parametrize("name", ["clarity", "support", "identity"])
def test_what_one_has_of_ones_own_makes_going_back_less_likely(name):
    assert raised(name, APART)["returning"] < 1


@pytest.mark.parametrize("name", ["bond", "affection"])
def test_the_ties_keep_and_draw_back(name):
    assert raised(name, TOGETHER)["leaving"] < 1
    assert raised(name, APART)["returning"] > 1
    assert raised(name, APART)["slipping"] > 1


def test_withdrawal_draws_back_beyond_its_share_in_the_pull():
    """A15: people go back because withdrawal hurts."""
    weak = P.replace(returning_withdrawal=0.0)
    low, high = ({"opponent": level} for level in (0.1, 0.4))
    with_it = rates(APART, **high).returning / rates(APART, **low).returning
    without = rates(APART, p=weak, **high).returning / rates(APART, p=weak, **low).returning
    assert with_it > without > 1


def test_threat_makes_leaving_likelier_though_it_draws_closer():
    """A26 and A11 pull both ways; leaving wins at the starting values."""
    unmoved = P.replace(pull_threat=0.0)
    before, after = ({"threat": level} for level in (0.2, 0.6))
    drawn = rates(TOGETHER, **after).leaving / rates(TOGETHER, **before).leaving
    apart_from_it = (
        rates(TOGETHER, p=unmoved, **after).leaving / rates(TOGETHER, p=unmoved, **before).leaving
    )
    assert apart_from_it > drawn > 1


def test_knowing_is_not_leaving():
    """A25: full clarity weighs less than the pull of an ordinary tie."""
    fog, clear = rates(TOGETHER, clarity=0.0), rates(TOGETHER, clarity=1.0)
    tied = rates(TOGETHER, clarity=1.0, bond=0.6, affection=0.6)
    free = rates(TOGETHER, clarity=1.0, bond=0.0, affection=0.0)
    assert 1 < clear.leaving / fog.leaving < free.leaving / tied.leaving


def test_each_leaving_teaches():
    """A26: going back becomes rarer with each separation; nothing else does."""
    past = [rates(APART, separations) for separations in (0.0, 1.0, 4.0)]
    returning = [each.returning for each in past]
    assert returning == sorted(returning, reverse=True)
    assert returning[1] / returning[0] == pytest.approx(np.exp(-P.returning_learned))
    assert len({each.leaving for each in past}) == len({each.slipping for each in past}) == 1


def test_people_differ_in_how_soon_they_leave():
    slow, fast = (rates(TOGETHER, p=P.replace(leaving_propensity=x)) for x in (0.5, 2.0))
    assert fast.leaving == pytest.approx(4 * slow.leaving)
    assert (fast.returning, fast.slipping) == (slow.returning, slow.slipping)


def test_longing_draws_back():
    """A20: grief that still hopes draws back, beyond its share in the pull."""
    indifferent = P.replace(returning_longing=0.0)
    low, high = ({"grief": level} for level in (0.1, 0.5))
    with_it = rates(APART, **high).returning / rates(APART, **low).returning
    without = (
        rates(APART, p=indifferent, **high).returning / rates(APART, p=indifferent, **low).returning
    )
    assert with_it > without > 1


def test_nobody_seeks_or_goes_back_to_what_they_have_stopped_hoping_for():
    """E08: a lapse needs something to hope for, and a little is half of all it can do."""
    none, little, much = (rates(APART, hope=hope) for hope in (0.0, P.hope_half, 1.0))
    assert (none.returning, none.slipping) == (0.0, 0.0)
    assert 0.3 < little.returning / much.returning < 0.6
    assert 0.3 < little.slipping / much.slipping < 0.6


def test_power_and_the_bond_close_the_door_to_other_people():
    """E12: support protects mostly where there was little violence before."""
    state, now = draw_start(4)._replace(bond=0.1), Inputs(contact=0.0, power=0.1)
    open_door = company(state, now)
    assert 0 < company(state, now._replace(power=0.9)) < 0.2 * open_door
    assert 0 < company(state._replace(bond=0.9), now) < 0.2 * open_door


def test_people_differ_in_how_soon_they_slip():
    slow, fast = (rates(APART, p=P.replace(slipping_propensity=x)) for x in (0.5, 2.0))
    assert fast.slipping == pytest.approx(4 * slow.slipping)
    assert (fast.returning, fast.leaving) == (slow.returning, slow.leaving)


def test_the_preoccupied_leave_and_slip_sooner():
    """E07: preoccupation is anxiety without avoidance, which holds it down."""
    calm, shunning, seeking = (
        P.replace(anxiety=anxiety, avoidance=avoidance, leaving_pull=0.0, slipping_pull=0.0)
        for anxiety, avoidance in ((0.1, 0.1), (0.8, 0.8), (0.8, 0.1))
    )
    assert preoccupation(calm) < preoccupation(shunning) < preoccupation(seeking)
    for kind, inputs in (("leaving", TOGETHER), ("slipping", APART)):
        found = [getattr(rates(inputs, p=p), kind) for p in (calm, shunning, seeking)]
        assert found == sorted(found)


def test_only_harm_that_is_seen_as_harm_is_a_reason_to_leave():
    """A34: at the same threat, who does not recognise it stays."""
    state = draw_start(4)._replace(threat=0.6)
    seen, unseen = (
        hazards(state, TOGETHER, P, 0.0, np, recognised=share).leaving for share in (1.0, 0.4)
    )
    assert seen / unseen == pytest.approx(np.exp(P.leaving_threat * 0.6 * 0.6))


def test_hazards_are_rates_for_every_person():
    many = States(*(np.linspace(0, 1, 50) for _ in States._fields))
    for inputs in (TOGETHER, APART):
        for rate in hazards(many, inputs, P, np.arange(50.0), np):
            assert rate.shape == (50,)
            assert np.all((rate >= 0) & np.isfinite(rate))


def test_harm_that_is_not_physical_is_named_less():
    """A34: recognition comes late where nothing physical happens."""
    assert recognition(1.0, P) == 1
    assert recognition(0.0, P) == pytest.approx(1 - P.unrecognised)
    assert recognition(0.0, Parameters(ALL._replace(recognition=False))) == 1
