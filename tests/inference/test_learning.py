"""Learning finds again what examples were made from."""

import numpy as np
import pytest

from undertow.inference.kinds_of_day import KINDS as S
from undertow.inference.learning import Example, learn
from undertow.inference.observations import CATEGORIES, NOT_SEEN, Observations

WIDTHS = list(CATEGORIES.values())
PEOPLE, LIFE, WINDOW = 120, 900, 150
LASTS = np.array([20, 3, 6, 15, 40, 25, 9, 4, 12])
"""Typical days of each stage; a stage ends with chance 1/days, and never in its first two days."""
YOUNG = 2
RATINGS = 9
LEVELS = np.linspace(-0.25, 0.25, S)
"""How each stage shifts every answer."""
INTERCEPT = 0.45


def _tables():
    rng = np.random.default_rng(0)
    emission = [rng.dirichlet(np.full(width, 2.0), S) for width in WIDTHS]
    moves = rng.dirichlet(np.ones(S), S) * (1 - np.eye(S))
    return emission, moves / moves.sum(axis=1, keepdims=True)


def _life(rng, moves):
    stage, life = int(rng.integers(S)), []
    while len(life) < LIFE:
        life += [stage] * (YOUNG + int(rng.geometric(1 / LASTS[stage])))
        stage = int(rng.choice(S, p=moves[stage]))
    return np.array(life[:LIFE])


def _example(rng, emission, moves):
    life = _life(rng, moves)
    stage = life[200 : 200 + WINDOW]
    drawn = [[rng.choice(w, p=t[s]) for s in stage] for w, t in zip(WIDTHS, emission, strict=True)]
    categories = np.array(drawn)
    categories[:, rng.random(WINDOW) < 0.3] = NOT_SEEN
    own = INTERCEPT + rng.normal(0, 0.1, RATINGS)
    rated = rng.random((WINDOW, RATINGS)) < 0.6
    rating = own + LEVELS[stage][:, None] + rng.normal(0, 0.1, (WINDOW, RATINGS))
    return Example(
        Observations(categories, np.where(rated, rating, 0.5), rated, np.ones(WINDOW)), stage, life
    )


@pytest.fixture(scope="module")
def found():
    rng = np.random.default_rng(1)
    emission, moves = _tables()
    model = learn([_example(rng, emission, moves) for _ in range(PEOPLE)], 2, 0.3, 0.02)
    return model, emission, moves


def _average(model, table):
    """Over classes, by their share: everybody here is of one kind."""
    return np.tensordot(model.classes, table, axes=1)


def test_tables_are_distributions(found):
    model, _, _ = found
    assert model.classes.sum() == pytest.approx(1)
    assert model.start.sum(axis=(1, 2)) == pytest.approx(np.ones(len(model.classes)))
    assert model.transition.sum(axis=-1) == pytest.approx(np.ones((len(model.classes), S)))
    assert model.emission.sum(axis=-1) == pytest.approx(np.ones(model.emission.shape[:-1]))
    assert (np.abs(np.diagonal(model.transition, axis1=1, axis2=2)) < 1e-12).all()
    assert ((model.hazard > 0) & (model.hazard < 1)).all()


def test_chances_of_what_is_written_are_found(found):
    model, emission, _ = found
    mean = _average(model, model.emission)
    for row, (width, table) in enumerate(zip(WIDTHS, emission, strict=True)):
        assert mean[row, :, :width] == pytest.approx(table, abs=0.07)
        assert mean[row, :, width:] == pytest.approx(0, abs=1e-6)


def test_next_stages_are_found(found):
    model, _, moves = found
    assert _average(model, model.transition) == pytest.approx(moves, abs=0.05)


def test_chances_of_ending_are_found_by_age(found):
    model, _, _ = found
    mean = _average(model, model.hazard)
    assert (mean[:, :YOUNG] < 0.03).all()
    # Beyond its first days a stage ends with the same chance at any age.
    for stage, days in enumerate(LASTS):
        later = slice(YOUNG + 1, YOUNG + 1 + days)
        assert mean[stage, later].mean() == pytest.approx(1 / days, rel=0.25)


def test_the_first_day_lies_anywhere_within_a_stage(found):
    model, _, _ = found
    start = _average(model, model.start)
    in_stage = start.sum(axis=1)
    assert in_stage == pytest.approx((LASTS + YOUNG) / (LASTS + YOUNG).sum(), abs=0.15)
    age = np.minimum(np.arange(start.shape[1]), 47)
    mean_age = (start * age).sum(axis=1) / in_stage
    assert (np.diff(mean_age[np.argsort(LASTS)]) > 0).all()


def test_people_who_are_all_of_one_kind_are_found_alike(found):
    model, _, _ = found
    assert np.median(model.likeness) > 100


def test_levels_of_answers_are_found(found):
    model, _, _ = found
    told = model.intercept + model.offset
    assert told == pytest.approx(np.repeat(INTERCEPT + LEVELS[:, None], RATINGS, 1), abs=0.04)
    assert model.intercept_sd == pytest.approx(np.full(RATINGS, 0.1), abs=0.03)
    assert np.diag(model.residual) == pytest.approx(np.full(RATINGS, 0.01), rel=0.3)


def test_the_same_seed_learns_the_same():
    rng = np.random.default_rng(1)
    examples = [_example(rng, *_tables()) for _ in range(40)]
    one, two = learn(examples, 3, 0.3, 0.02), learn(examples, 3, 0.3, 0.02)
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
