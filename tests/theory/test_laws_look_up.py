"""The cascade: each law reads only what stands above it, and wanting is not liking."""

from functools import cache, partial

import numpy as np
import pytest
from drawn import draw_start, mechanisms_without, ordinary_inputs

from undertow.engine.leaky import advance
from undertow.theory import (
    ALL,
    REINFORCEMENT,
    Inputs,
    Mechanisms,
    Parameters,
    States,
    Theory,
    cascade,
)
from undertow.theory.laws import resources
from undertow.theory.readouts import pull
from undertow.theory.rivals import theories
from undertow.theory.states import Above

solve = partial(advance, step=0.25, xp=np)


def one_moment() -> Inputs:
    """Everything happens at once, half together and half apart."""
    return Inputs(*(0.5 for _ in Inputs._fields))


def looking_down(state, inputs, p):
    return state.bond, 1.0


looking_down.__name__ = "clarity"


def looking_at_itself(state, inputs, p):
    return state.bond, 1.0


def test_a_law_that_looks_down_fails(monkeypatch):
    monkeypatch.setattr(resources, "clarity", looking_down)
    with pytest.raises(AttributeError, match="bond"):
        cascade(draw_start(1), one_moment(), Parameters(), solve)


def test_a_law_that_looks_at_its_own_state_fails():
    theory = REINFORCEMENT._replace(bond=looking_at_itself)
    with pytest.raises(AttributeError, match="bond"):
        cascade(draw_start(1), one_moment(), Parameters(), solve, theory)


def test_what_has_not_been_solved_cannot_be_read():
    with pytest.raises(AttributeError):
        _ = Above(clarity=0.5).grief


def test_states_are_listed_in_the_order_in_which_they_are_solved():
    asked: list[str] = []

    class Start(States):
        def __getattribute__(self, name):
            asked.append(name)
            return super().__getattribute__(name)

    cascade(Start(*draw_start(1)), one_moment(), Parameters(), solve)
    assert [name for name in asked if name in States._fields] == list(States._fields)


@cache
def influence(
    mechanisms: Mechanisms = ALL, theory: Theory = REINFORCEMENT
) -> dict[tuple[str, str], float]:
    """How far each state moves (row) when another one's start is moved (column), in one step."""
    size = len(States._fields)
    start = States(*(np.full(size + 1, value) for value in draw_start(2)))
    for column, field in enumerate(start):
        field[column] += 0.05
    p = Parameters(mechanisms)
    ends, _, _ = cascade(start, one_moment(), p, solve, theory)
    return {
        (row, column): abs(float(end[i] - end[-1]))
        for row, end in zip(States._fields, np.broadcast_arrays(*ends), strict=True)
        for i, column in enumerate(States._fields)
    }


@pytest.mark.parametrize("theory", theories().values(), ids=theories())
def test_no_state_feels_what_stands_below_it(theory):
    order = {name: i for i, name in enumerate(States._fields)}
    felt = {pair for pair, moved in influence(ALL, theory).items() if moved > 0}
    assert {(name, name) for name in order} <= felt
    assert len(felt) > 2 * len(order)
    assert all(order[row] >= order[column] for row, column in felt)


def test_no_state_but_its_own_spread_feels_the_judgement():
    felt = {row for (row, column), moved in influence().items() if column == "appraisal" and moved}
    assert felt == {"appraisal", "disorientation"}


@pytest.mark.parametrize("wanting", ["opponent", "hope", "threat", "cortisol", "felt_warmth"])
def test_the_judgement_does_not_feel_the_wanting(wanting):
    """The ties colour the judgement by explaining harm away (A27); what wakes the pull does not."""
    without_ties = influence(mechanisms_without("discounting"))
    assert without_ties["appraisal", wanting] == 0
    assert without_ties["appraisal", "appraisal"] > 0
    if wanting == "opponent":
        assert influence()["appraisal", wanting] == 0


def test_the_pull_does_not_read_the_judgement():
    p, now = Parameters(), one_moment()
    state = draw_start(3)
    other = state._replace(appraisal=-5.0, disorientation=9.0)
    assert pull(state, now, p) == pull(other, now, p)
    assert pull(state._replace(bond=state.bond + 0.1), now, p) > pull(state, now, p)


def test_seeing_the_harm_changes_the_judgement_and_not_the_pull():
    """Without the mechanism that explains harm away, L moves and P stays (A01 A27)."""
    inputs = Inputs(*(field[:40].mean() for field in ordinary_inputs(4, (40,))))
    inputs = inputs._replace(harm=0.5)
    ends = {}
    for mechanisms in (ALL, mechanisms_without("discounting")):
        p = Parameters(mechanisms)
        state, means, _ = cascade(draw_start(5), inputs, p, solve)
        ends[mechanisms] = (state.appraisal, pull(means, inputs, p))
    (judged, pulled), (judged_plainly, pulled_still) = ends.values()
    assert judged_plainly < judged
    assert pulled == pulled_still
