"""The page of the fit's calibration says what was measured, and where it falls short."""

from datetime import date

import numpy as np
from fit_cases import TOLD
from fit_judging import Judged, recovery, uniformity
from fit_page import page

PEOPLE = 400


def judged(covered):
    """People whose truth is a standard normal, found with an error of .5, and so covered."""
    rng = np.random.default_rng(1)
    shape = (PEOPLE, len(TOLD))
    truth = rng.normal(size=shape)
    return Judged(
        rank=rng.random(shape),
        inside=rng.random(shape) < covered,
        mean=truth + 0.5 * rng.normal(size=shape),
        sd=np.full(shape, 0.5),
        truth=truth,
        diagnostic=np.full(PEOPLE, 0.4),
        effective=np.full(PEOPLE, 50.0),
        seconds=np.full(PEOPLE, 0.2),
    )


def test_uniform_ranks_have_a_chi_square_of_about_one_and_others_a_larger():
    flat = judged(0.8).rank
    assert 0.5 < uniformity(flat).mean() < 2
    assert (uniformity(flat**2) > 5).all()


def test_what_is_found_with_half_an_error_correlates_so():
    assert np.allclose(recovery(judged(0.8)), 1 / np.sqrt(1.25), atol=0.04)


def test_the_page_names_what_falls_short_and_what_was_cut():
    good, bad = judged(0.80), judged(0.60)
    asked = {"laplace": PEOPLE, "pathfinder": 2 * PEOPLE, "nuts": 10}
    text = page(
        {"laplace": good, "pathfinder": bad}, {"heavy tails": good}, 41, date.today(), asked
    )
    assert "**pathfinder** falls short" in text
    assert "400 of 800" in text
    assert "nuts not at all" in text
    assert f"{bad.inside[:, 0].mean():.3f}" in text
