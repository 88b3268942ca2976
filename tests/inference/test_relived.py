"""The people of the bank under any theory: the same lives, what the theory makes of them."""

import numpy as np
import pytest

from undertow.inference.bank import frozen, parameters, take, traits_of
from undertow.inference.relived import frozen_lives, lives_as_columns, relived
from undertow.theory import Parameters, before_the_relationship
from undertow.theory.parameter import Parameter, beta, unit_interval
from undertow.theory.rivals import AFFECTION, REINFORCEMENT, SEVERITY

PEOPLE = 90


@pytest.fixture(scope="module")
def some():
    bank = frozen()
    return take(bank, np.random.default_rng(5).choice(len(bank.stage), PEOPLE))


def again(people, theory, seed=1):
    return relived(people, theory, np.random.default_rng(seed))


def test_every_life_is_as_long_as_the_bank_says():
    assert [len(life) for life in frozen_lives()] == frozen().days.tolist()


def test_lives_are_stored_and_found_again():
    lives = [np.array([0, 0, 1]), np.array([5]), np.array([2, 2])]
    stored = lives_as_columns(lives)
    split = np.split(stored["stage"], np.cumsum(stored["days"].astype(int))[:-1])
    assert [list(one) for one in split] == [list(one) for one in lives]


@pytest.mark.parametrize("state", ["bond", "affection", "grief", "hope", "identity", "support"])
def test_under_the_main_theory_people_stand_where_the_bank_has_them(some, state):
    found = getattr(again(some, REINFORCEMENT).states, state)
    simulated = getattr(some.states, state)
    assert np.corrcoef(found, simulated)[0, 1] > 0.9
    assert found.mean() == pytest.approx(simulated.mean(), abs=0.05)


def test_a_theory_without_another_tie_leaves_none(some):
    states = again(some, AFFECTION).states
    assert not states.bond.any()
    assert states.affection == pytest.approx(again(some, REINFORCEMENT).states.affection)


def test_theories_differ_by_what_they_say_and_not_by_luck(some):
    one, other = again(some, REINFORCEMENT).states, again(some, SEVERITY).states
    assert np.array_equal(one.threat, other.threat)
    assert np.array_equal(one.clarity, other.clarity)
    assert np.abs(one.bond - other.bond).max() > 0.1


def test_where_people_stand_does_not_depend_on_who_else_is_asked_for_by_much(some):
    order = np.random.default_rng(2).permutation(PEOPLE)
    shuffled = again(take(some, order), REINFORCEMENT).states.affection
    assert shuffled == pytest.approx(again(some, REINFORCEMENT).states.affection[order], abs=0.1)


def test_waiting_for_the_meeting_changes_nobody(some, monkeypatch):
    met = [np.full(days, 0) for days in (1, 1500)]
    monkeypatch.setattr("undertow.inference.relived.frozen_lives", lambda: met)
    both = take(some, np.array([0, 1]))._replace(number=np.array([0, 1]))
    early = before_the_relationship(parameters(both))
    states = again(both, REINFORCEMENT).states
    for name in ("clarity", "soothing", "support", "identity"):
        first = getattr(states, name)[0] - np.broadcast_to(getattr(early, name), 2)[0]
        assert abs(first) < 0.1, name  # one day of practice at most, not fifteen hundred


def test_a_theory_may_add_traits_of_its_own(some):
    class Own(Parameters):
        dullness = Parameter(
            0.5, "1", unit_interval, beta(2.0, 2.0), "x", "own trait", (), "assumed", "here", True
        )

    theory = AFFECTION._replace(name="dull", parameters=Own)
    people = again(some, theory)
    p = parameters(people, Own)
    assert traits_of(Own)[-1] == "dullness"
    assert np.array_equal(p.anxiety, parameters(some).anxiety)
    assert 0 < p.dullness.min() < p.dullness.max() < 1
