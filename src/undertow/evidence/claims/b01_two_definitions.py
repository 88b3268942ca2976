"""B01: is it the reward schedule or the early template? Both fitted to one record, and compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from undertow.evidence.experiment import experiment
from undertow.evidence.judging import at_least
from undertow.evidence.lab import SLOTS_A_DAY, Lab
from undertow.theory import Inputs, Theory
from undertow.theory.rivals import REINFORCEMENT, REPETITION

TRUE_TRAIT = 0.6
"""Attachment anxiety and avoidance, both, of the person whose record it is."""
TRIED = np.linspace(0.1, 0.9, 5)
"""Values of both that a fit tries."""
LEARNT = 0.7
"""Share of the record that a fit sees; the rest is held out."""
NOISE = 0.1
"""Standard deviation of a rating about the pull, on a scale of 0 to about 1."""


def pulls(lab: Lab, course: Inputs, theory: Theory, traits: np.ndarray) -> np.ndarray:
    """Daily pull under a theory, for each value of the traits; (days, values, seeds)."""
    spread = np.asarray(traits, float)[:, None]
    p = lab.parameters.replace(anxiety=spread, avoidance=spread)
    home = replace(lab, parameters=p, theory=theory)
    path, _ = home.follow(course, lambda means, signals, now: theory.pull(means, now, p))
    return path.reshape(-1, SLOTS_A_DAY, *path.shape[1:]).mean(axis=1)


def held_out_density(rating: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Log density per record of the held-out ratings under the fit that learnt best; (seeds,).

    A fit is a line through the pull: intercept and gain by least squares, for each value of the
    traits; the value with the smallest error on what was learnt is kept.

    Args:
        rating: (days, seeds).
        pull: (days, values, seeds).
    """
    cut = round(LEARNT * len(rating))
    x, y = pull[:cut], rating[:cut, None]
    centred = x - x.mean(axis=0)
    spread = (centred**2).mean(axis=0)
    gain = (centred * y).mean(axis=0) / np.where(spread > 0, spread, 1.0)
    intercept = y.mean(axis=0) - gain * x.mean(axis=0)
    error = ((y - intercept - gain * x) ** 2).mean(axis=0)
    best = error.argmin(axis=0)
    seeds = np.arange(rating.shape[1])
    told = intercept[best, seeds] + gain[best, seeds] * pull[cut:, best, seeds]
    variance = error[best, seeds]
    density = -0.5 * np.log(2 * np.pi * variance) - (rating[cut:] - told) ** 2 / (2 * variance)
    return density.sum(axis=0)


def told_apart(lab: Lab, course: Inputs) -> dict[str, np.ndarray]:
    """By how much the theory that made a record is preferred, for either; log density."""
    noise = np.random.default_rng(lab.seed)
    preferred = {}
    for truth, rival in ((REINFORCEMENT, REPETITION), (REPETITION, REINFORCEMENT)):
        lived = pulls(lab, course, truth, np.array([TRUE_TRAIT]))[:, 0]
        rating = lived + noise.normal(0, NOISE, lived.shape)
        densities = [
            held_out_density(rating, pulls(lab, course, theory, TRIED)) for theory in (truth, rival)
        ]
        preferred[truth.name] = densities[0] - densities[1]
    return preferred


def without_harm(lab: Lab) -> dict[str, np.ndarray]:
    """A record without harm: neither relief nor fright, and nothing to tell the two apart by."""
    lived = lab.relationship(1.0).inputs
    return told_apart(lab, _wide(lived._replace(harm=np.zeros_like(lived.harm))))


def _wide(course: Inputs) -> Inputs:
    """The same course for every value of the traits; (slots, 1, seeds)."""
    return course._replace(warmth=course.warmth[:, None], harm=course.harm[:, None])


@experiment(
    "B01",
    target={"reinforcement": at_least(3.0), "repetition": at_least(3.0)},
    control=without_harm,
    source="claims.md, B01",
)
def one_record_can_tell_the_two_apart(lab: Lab) -> dict[str, np.ndarray]:
    """A record of the cycle tells whether the reward schedule or the early template makes the pull.

    One year of daily ratings of craving, simulated under one theory and fitted by both: traits
    over a grid, intercept and gain by least squares on the first 70 %; the log density of the
    rest under the right theory less that under the wrong one. 3 is what is commonly called
    strong. In a record without harm the two must not be told apart.
    """
    return told_apart(lab, _wide(lab.relationship(1.0).inputs))


ROW = one_record_can_tell_the_two_apart
