"""The prior of the first day: the bank's people come back out of it."""

import jax
import numpy as np
import pytest

from undertow.inference import bank as histories
from undertow.inference.bank import take
from undertow.inference.fit import model
from undertow.inference.fit.model import Problem, natural, people_of, population
from undertow.inference.fit.prior import names_of, start_prior
from undertow.theory import Inputs, Parameters


@pytest.fixture(scope="module")
def drawn():
    """Numbers of people apart, and of 4,000 draws of the prior made from them."""
    everyone = histories.frozen()
    people = take(everyone, np.flatnonzero(everyone.stage == 5))
    start = start_prior(people, take(people, np.array([3])), Parameters)
    problem = Problem(start, population(), Inputs(), (), ())
    u = np.random.default_rng(1).normal(size=(4000, people_of(problem) + 3 * model.SCALES + 2))
    found = np.asarray(jax.jit(jax.vmap(natural, (0, None)))(u, problem))
    table = np.column_stack([people.traits, *people.states])
    return dict(zip(names_of(Parameters), zip(table.T, found.T, strict=False), strict=True))


@pytest.mark.parametrize("name", ["anxiety", "bond", "hope", "appraisal", "identity", "opponent"])
def test_a_number_is_spread_as_among_the_people(drawn, name):
    """Within what conditioning on one partner can move: the spread, not the middle."""
    theirs, ours = drawn[name]
    there, here = (np.quantile(x, [0.1, 0.5, 0.9]) for x in (theirs, ours))
    spread = np.quantile(theirs, 0.95) - np.quantile(theirs, 0.05)
    assert np.abs(there - here).max() < 0.45 * spread


def test_what_goes_together_among_the_people_does_so_in_the_prior(drawn):
    (bond, alarm), (bond_drawn, alarm_drawn) = zip(drawn["bond"], drawn["alarm"], strict=True)

    def ranked(x, y):
        return np.corrcoef(x.argsort().argsort(), y.argsort().argsort())[0, 1]

    assert ranked(bond_drawn, alarm_drawn) == pytest.approx(ranked(bond, alarm), abs=0.15)


def test_no_draw_lies_outside_what_was_ever_seen(drawn):
    for theirs, ours in drawn.values():
        assert ours.min() >= theirs.min() - 1e-9
        assert ours.max() <= theirs.max() + 1e-9
