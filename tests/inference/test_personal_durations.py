"""A person's own pace: found again, shrunk to the population, and paid for where it is far."""

import numpy as np
import pytest
from tiny_models import tiny_model

from undertow.inference.personal_durations import PACES, at_paces, learn_paces, own_durations
from undertow.inference.smoothing import Smoothed

USUAL = len(PACES) // 2
AGES = 40


def _log_logistic_hazard(median, shape=3.0):
    """Chance to end on a day, of durations with this median in days."""
    survival = 1 / (1 + (np.arange(AGES + 1) / median) ** shape)
    return 1 - survival[1:] / survival[:-1]


def _spells(rng, median, number):
    """Days ended and lived at each age, of whole spells; (A,) each."""
    ended, lived = np.zeros(AGES), np.zeros(AGES)
    for _ in range(number):
        age = 0
        hazard = _log_logistic_hazard(median)
        while rng.random() > hazard[min(age, AGES - 1)]:
            lived[min(age, AGES - 1)] += 1
            age += 1
        lived[min(age, AGES - 1)] += 1
        ended[min(age, AGES - 1)] += 1
    return ended, lived


def _read(ended, lived, share):
    """The person's durations in the first of two stages; nothing is seen of the second."""
    hazard = np.repeat(_log_logistic_hazard(8.0)[None, None], 2, axis=1)
    model = tiny_model(0, 1, 2, AGES)._replace(hazard=hazard, pace=np.stack([share, share]))
    counted = (np.stack([part, np.zeros(AGES)])[None] for part in (lived, ended))
    return own_durations(Smoothed(np.ones((1, 1, 2)), *counted), model)


BROAD = np.full(len(PACES), 1 / len(PACES))


def test_a_stretched_duration_is_that_of_a_stretched_scale():
    # Log-logistic medians scale; days are whole, so nearly.
    hazard = at_paces(_log_logistic_hazard(8.0))
    for pace, table in zip(PACES, hazard, strict=True):
        survival = np.cumprod(1 - table)
        exact = np.cumprod(1 - _log_logistic_hazard(8.0 * pace))
        assert np.abs(survival - exact)[: int(AGES * min(pace, 1))].max() < 0.05


def test_the_usual_pace_changes_nothing():
    hazard = np.random.default_rng(0).uniform(0.01, 0.6, (2, 3, 7))
    assert at_paces(hazard)[USUAL] == pytest.approx(hazard)


@pytest.mark.parametrize("place", [2, 4, 6])
def test_a_persons_pace_is_found_again(place):
    rng = np.random.default_rng(place)
    found = _read(*_spells(rng, 8.0 * PACES[place], 150), BROAD).pace[0, 0]
    assert found.argmax() == place
    assert found[place] > 0.8


def test_with_nothing_seen_the_pace_is_the_populations_and_costs_nothing():
    share = np.random.default_rng(3).dirichlet(np.ones(len(PACES)))
    found = _read(np.zeros(AGES), np.zeros(AGES), share)
    assert found.pace[0, 0] == pytest.approx(share)
    assert found.bent == pytest.approx(0, abs=1e-12)


def test_the_cost_turns_expected_into_marginal_likelihood():
    # All is counted, so the bound is exact: the mixture over paces.
    ended, lived = _spells(np.random.default_rng(4), 12.0, 6)
    found = _read(ended, lived, BROAD)
    told = (ended * found.walk.end[0, 0] + (lived - ended) * found.walk.stay[0, 0]).sum()
    hazard = at_paces(_log_logistic_hazard(8.0))
    by_pace = np.log(hazard) @ ended + np.log1p(-hazard) @ (lived - ended)
    assert told - found.bent[0] == pytest.approx(np.log(BROAD @ np.exp(by_pace)))


def test_how_people_differ_in_pace_is_learned():
    rng = np.random.default_rng(5)
    truth = np.zeros(len(PACES))
    truth[[3, 4, 5]] = 0.25, 0.5, 0.25
    own = rng.choice(PACES, 300, p=truth)
    ended, lived = np.stack([_spells(rng, 8.0 * pace, 25) for pace in own], axis=1)
    hazard = _log_logistic_hazard(8.0)[None, None]
    found = learn_paces(ended[:, None], lived[:, None], np.ones((300, 1)), hazard)[0]
    assert found == pytest.approx(truth, abs=0.1)
    assert found.sum() == pytest.approx(1)
