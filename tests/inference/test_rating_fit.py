"""The closed form of the ratings' evidence against numbers added up on a grid."""

import numpy as np
import pytest

from undertow.inference import rating_fit
from undertow.inference.rating_fit import log_evidence
from undertow.theory import rating
from undertow.theory.rating import Scale

SCALE = Scale(intercept=0.2, gain=0.6, loading=0.7)
EVERY = np.ones(7, bool)


def _on_a_grid(x, y):
    """Log of the integral over own intercept, own gain and noise variance, up to a constant.

    The prior of the two differences from the population scales with the noise, and each day
    counts less than fully: both as in the closed form, and nothing else of it is used here.
    """
    noise = rating.NOISE_SD**2 + rating.LEVEL_SD**2 * SCALE.loading**2
    shift = np.linspace(-1.2, 1.2, 181)
    slope = np.linspace(-1.8, 1.8, 181)
    log_variance = np.linspace(np.log(noise) - 4, np.log(noise) + 5, 120)
    a, b, s = np.meshgrid(shift, slope, np.exp(log_variance), indexing="ij")
    relative_a = rating.INTERCEPT_SD**2 / noise
    relative_b = (rating.GAIN_LOG_SD * SCALE.gain) ** 2 / noise
    shape = rating_fit._SHAPE / 2
    density = -(shape + 1) * np.log(s) - shape * noise / s + np.log(s)
    density -= 0.5 * np.log(s) + a**2 / (2 * s * relative_a)
    density -= 0.5 * np.log(s) + b**2 / (2 * s * relative_b)
    for one, answer in zip(x, y, strict=True):
        gap = answer - SCALE.intercept - a - (SCALE.gain + b) * one
        density += rating_fit._DAYS_REPEAT * (-0.5 * np.log(s) - gap**2 / (2 * s))
    top = density.max()
    return top + np.log(np.exp(density - top).sum())


def test_evidence_is_the_integral_over_intercept_gain_and_noise():
    rng = np.random.default_rng(4)
    answers = SCALE.intercept + SCALE.gain * np.linspace(0, 1, 7) + rng.normal(0, 0.1, 7)
    readout = np.stack(
        [np.linspace(0, 1, 7), np.linspace(1, 0, 7), np.full(7, 0.5), rng.random(7)], axis=1
    )
    found = log_evidence(readout, answers, EVERY, SCALE) / rating_fit._SCALES_REPEAT
    exact = np.array([_on_a_grid(x, answers) for x in readout.T])
    assert found - found[0] == pytest.approx(exact - exact[0], abs=0.02)
    assert np.ptp(exact) > 0.5


def test_days_without_an_answer_do_not_count():
    rng = np.random.default_rng(5)
    readout, answers = rng.random((7, 3)), rng.random(7)
    answered = EVERY.copy()
    answered[[1, 4]] = False
    other = np.where(answered, answers, 99.0)
    assert np.array_equal(
        log_evidence(readout, answers, answered, SCALE),
        log_evidence(readout, other, answered, SCALE),
    )


def test_no_answer_is_no_evidence():
    assert not log_evidence(np.ones((7, 3)), np.full(7, 0.5), ~EVERY, SCALE).any()


def test_a_person_who_answers_higher_throughout_is_forgiven_more_than_one_who_answers_otherwise():
    readout = np.stack([np.linspace(0, 1, 7), np.linspace(1, 0, 7)], axis=1)
    answers = 0.35 + 0.6 * np.linspace(0, 1, 7)
    fits, misfits = log_evidence(readout, answers, EVERY, SCALE)
    assert fits > misfits + 1
