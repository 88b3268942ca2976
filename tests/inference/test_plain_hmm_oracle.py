"""With a constant hazard the smoother is a hidden Markov model: the same as hmmlearn's."""

import numpy as np
import pytest
from hmmlearn.hmm import CategoricalHMM
from tiny_models import silent, tiny_model

from undertow.inference.paths import best_path
from undertow.inference.semi_markov import tables
from undertow.inference.smoothing import filter_stages, log_density, smooth_stages

STAGES, AGES, DAYS, SYMBOLS = 4, 6, 300, 5


@pytest.fixture(scope="module")
def both():
    """The oracle, our model and the log likelihoods of one drawn record."""
    rng = np.random.default_rng(8)
    model = tiny_model(3, 1, STAGES, AGES)
    leaving = np.array([0.05, 0.3, 0.1, 0.6])
    model = model._replace(hazard=np.repeat(leaving[:, None], AGES, axis=1)[None])
    oracle = CategoricalHMM(STAGES)
    oracle.startprob_ = model.start[0].sum(axis=-1)
    oracle.transmat_ = np.diag(1 - leaving) + leaving[:, None] * model.transition[0]
    oracle.emissionprob_ = rng.dirichlet(np.ones(SYMBOLS), STAGES)
    shown, _ = oracle.sample(DAYS, random_state=4)
    return oracle, model, shown, np.log(oracle.emissionprob_[:, shown[:, 0]]).T[:, None]


def test_the_log_density_is_the_same(both):
    oracle, model, shown, likelihood = both
    found = log_density(likelihood, model.classes, tables(model), silent(DAYS))
    assert found == pytest.approx(oracle.score(shown), abs=1e-8)


def test_smoothed_stages_are_the_same(both):
    oracle, model, shown, likelihood = both
    walk = tables(model)
    filtered = filter_stages(likelihood, walk, silent(DAYS))
    found = smooth_stages(likelihood, filtered, walk, silent(DAYS)).stage[:, 0]
    assert found == pytest.approx(oracle.predict_proba(shown), abs=1e-5)


def test_the_best_path_is_as_good(both):
    # Ours also says the age on the first day: all ages are alike, the likeliest one is taken off.
    oracle, model, shown, likelihood = both
    path, density = best_path(likelihood, model.classes, tables(model), silent(DAYS))
    exact, states = oracle.decode(shown)
    age = np.log(model.start[0] / model.start[0].sum(axis=-1, keepdims=True)).max(axis=-1)
    assert density <= exact + 1e-8
    assert density >= exact + age.min() - 1e-8
    assert (path == states).mean() > 0.97
