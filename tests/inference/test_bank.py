"""The bank of histories: stored and found again, picked from, and weighed by what is told."""

import numpy as np
import pytest

from undertow.engine.life import Habits
from undertow.inference import bank
from undertow.inference.bank import TRAITS, Bank
from undertow.record import Entry, History
from undertow.theory import States
from undertow.theory.partner import Partner


def _people(size=6):
    rng = np.random.default_rng(1)

    def several(kind):
        return kind(*rng.random((len(kind._fields), size)))

    return Bank(
        states=several(States),
        traits=rng.random((size, len(TRAITS))) + 0.1,
        partner=several(Partner),
        habits=several(Habits),
        stage=np.arange(size),
        days=np.array([10.0, 40, 200, 400, 900, 1500]),
        separations=np.array([0.0, 0, 1, 1, 2, 5]),
        number=np.arange(size),
    )


def _same(one, other):
    return all(
        np.array_equal(a, b)
        for a, b in zip(bank.columns(one).values(), bank.columns(other).values(), strict=True)
    )


def test_columns_and_back_is_the_same_bank():
    people = _people()
    again = bank.from_columns(bank.columns(people))
    assert _same(people, again)
    assert isinstance(again.states, States)
    assert isinstance(again.partner, Partner)


def test_a_stored_bank_is_found_again(tmp_path):
    people = _people()
    np.savez_compressed(tmp_path / "bank.npz", **bank.columns(people))
    with np.load(tmp_path / "bank.npz") as stored:
        assert _same(people, bank.from_columns(dict(stored)))


def test_taking_people_keeps_everything_of_each_together():
    people, index = _people(), np.array([4, 4, 0])
    taken = bank.take(people, index)
    for name, column in bank.columns(people).items():
        assert np.array_equal(bank.columns(taken)[name], column[index]), name


def test_parameters_carry_the_traits():
    people = _people()
    p = bank.parameters(people)
    for column, name in enumerate(TRAITS):
        assert np.array_equal(getattr(p, name), people.traits[:, column])


def _told(*entries):
    return History(entries)


def test_nothing_told_weighs_everybody_alike():
    assert np.array_equal(bank.history_weight(_people(), _told(), 20_000.0), np.ones(6))


def test_a_story_of_a_year_favours_those_who_met_about_a_year_ago():
    start = Entry(19_600.0, 19_630.0, "warmth", precision="month")
    weight = bank.history_weight(_people(), _told(start), 20_000.0)
    assert weight.argmax() == 3
    assert weight[3] == pytest.approx(1.0)
    assert weight[0] <= weight[1] < weight[2] < 0.5
    # It may have begun before the first thing that is dated, so longer is less unlikely.
    assert weight[4] > weight[2]


def test_told_separations_favour_those_with_as_many():
    left = [
        Entry(19_000.0 + 30 * number, 19_030.0 + 30 * number, "left", precision="month")
        for number in range(5)
    ]
    weight = bank.history_weight(_people()._replace(days=np.full(6, 1000.0)), _told(*left), 2e4)
    assert weight.argmax() == 5
    assert (np.diff(weight) >= 0).all()
    assert (weight > 0).all()
