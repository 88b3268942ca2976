"""States of draws, the same as the plain engine's, and how much each draw weighs."""

import numpy as np
import pytest
from stories import answer, diary

from undertow.engine import plain
from undertow.inference.states import rating_weights, run_draws
from undertow.record import daily, to_record
from undertow.theory import Inputs, Parameters, before_the_relationship
from undertow.theory.readouts import pull, readouts

DRAWS, DAYS, PER_DAY = 60, 25, 4


@pytest.fixture(scope="module")
def lived():
    """Start, inputs and parameters of random lives with a separation in the middle."""
    rng = np.random.default_rng(3)
    p = Parameters.draw(rng, DRAWS, traits_only=True)
    shape = (DAYS * PER_DAY, DRAWS)
    contact = np.ones(shape)
    contact[50:80] = 0.0
    warmth = np.where(rng.random(shape) < 0.3, rng.random(shape), 0.0) * contact
    harm = np.where(rng.random(shape) < 0.1, rng.random(shape), 0.0) * contact
    zero = np.zeros(shape)
    fields = dict.fromkeys(Inputs._fields, zero) | {
        "warmth": warmth,
        "harm": harm,
        "contact": contact,
        "power": zero + 0.3,
    }
    start = before_the_relationship(p)
    start = type(start)(*(np.broadcast_to(np.asarray(x, float), DRAWS).copy() for x in start))
    return start, Inputs(**fields), p


@pytest.fixture(scope="module")
def drawn(lived):
    return run_draws(*lived, PER_DAY)


def test_daily_means_are_those_of_the_plain_engine(lived, drawn):
    start, inputs, p = lived
    ends, means, _ = plain.run(start, inputs, p, 1 / PER_DAY)

    def by_day(x):
        return np.broadcast_to(x, inputs.warmth.shape).reshape(DAYS, PER_DAY, DRAWS).mean(axis=1)

    assert drawn.pull == pytest.approx(by_day(pull(means, inputs, p)), abs=1e-9)
    assert drawn.threat == pytest.approx(by_day(means.threat), abs=1e-9)
    for found, exact in zip(drawn.readouts, readouts(means, inputs, p), strict=True):
        assert found == pytest.approx(by_day(exact), abs=1e-9)
    for found, exact in zip(drawn.end, ends, strict=True):
        assert found == pytest.approx(exact[-1], abs=1e-9)


def test_withdrawal_is_felt_only_apart(drawn):
    assert not drawn.withdrawal[:12].any()
    assert not drawn.withdrawal[20:].any()


def test_a_tell_tale_is_heard_of_progress(lived):
    heard = []
    run_draws(*lived, PER_DAY, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] <= 1


def _rated(drawn, who):
    """A record whose stress answers follow one draw's, on the population's scale."""
    felt = drawn.readouts.stress[:, who]
    values = np.clip(np.round(10 * (0.25 + 0.55 * felt)), 0, 10)
    return daily(
        to_record(diary([answer(day, "stress", float(v)) for day, v in enumerate(values)]))
    )


def test_draws_that_fit_the_answers_weigh_more(drawn):
    weight = rating_weights(drawn, _rated(drawn, 7))
    assert weight.sum() == pytest.approx(1)
    assert weight[7] > np.quantile(weight, 0.8)
    off = np.abs(drawn.readouts.stress - drawn.readouts.stress[:, [7]]).mean(axis=0)
    assert np.corrcoef(off, np.log(weight))[0, 1] < -0.3


def test_enough_draws_remain_whatever_the_answers(drawn):
    weight = rating_weights(drawn, _rated(drawn, 7))
    assert 1 / (weight**2).sum() >= 39.9


def test_without_answers_all_draws_weigh_alike(drawn):
    nothing = daily(to_record(diary([answer(day, "stress", None) for day in range(DAYS)])))
    assert rating_weights(drawn, nothing) == pytest.approx(np.full(DRAWS, 1 / DRAWS))
