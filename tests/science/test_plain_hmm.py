"""The plain rival is what it says: one class, geometric durations, its own counts."""

import numpy as np
import pytest
from plain_hmm import base_rates, plain_hmm

from undertow.engine.life import STAGE_NAMES
from undertow.inference import stage_model
from undertow.inference.learning import Example
from undertow.inference.observations import CATEGORIES, NOT_SEEN, Observations

S = len(STAGE_NAMES)


@pytest.fixture(scope="module")
def examples():
    rng = np.random.default_rng(1)
    moves = 0.8 * np.eye(S) + 0.2 * rng.dirichlet(np.ones(S), S)
    found = []
    for _ in range(40):
        life = [0]
        while len(life) < 1500:
            life.append(int(rng.choice(S, p=moves[life[-1]])))
        stage = np.array(life[:300])
        # The first feature tells the first stage apart, half of the time it is seen at all.
        categories = np.zeros((len(CATEGORIES), 300), int)
        categories[0] = np.where(rng.random(300) < 0.5, stage == 0, NOT_SEEN)
        rating = 0.4 + 0.05 * stage[:, None] + rng.normal(0, 0.1, (300, 9))
        seen = Observations(categories, rating, np.ones((300, 9), bool), np.ones(300))
        found.append(Example(seen, stage, np.array(life)))
    return found, moves


def test_its_daily_moves_are_those_of_the_lives(examples):
    people, moves = examples
    model = plain_hmm(people, stage_model.frozen())
    daily = model.hazard[0, :, 0, None] * model.transition[0]
    daily += np.diag(1 - model.hazard[0, :, 0])
    assert daily == pytest.approx(moves, abs=0.02)
    assert np.ptp(model.hazard, axis=-1).max() == 0


def test_what_was_not_seen_does_not_count(examples):
    people, _ = examples
    emission = plain_hmm(people, stage_model.frozen()).emission[0, 0]
    assert emission[0, 1] > 0.98
    assert (emission[1:, 0] > 0.98).all()


def test_its_answers_are_those_of_the_stages(examples):
    people, _ = examples
    model = plain_hmm(people, stage_model.frozen())
    levels = np.repeat(0.4 + 0.05 * np.arange(S)[:, None], 9, axis=1)
    assert model.intercept + model.offset == pytest.approx(levels, abs=0.01)


def test_it_knows_stages_only_and_nobody_by_name(examples):
    people, _ = examples
    model = plain_hmm(people, stage_model.frozen())
    assert model.emission.shape[2] == model.start.shape[1] == len(model.offset) == S
    assert (model.likeness > 1e5).all()


def test_base_rates_are_shares_of_days(examples):
    people, _ = examples
    days = np.concatenate([example.stage for example in people])
    shares = np.bincount(days, minlength=S) / len(days)
    assert base_rates(people) == pytest.approx(shares, abs=0.005)
