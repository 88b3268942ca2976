"""Leaving and going back, counted by days."""

import numpy as np

from undertow.engine.population import draw_people
from undertow.evidence.comings import GENERAL, Comings, mean_where, whom_they_choose
from undertow.theory import Parameters, before_the_relationship


def test_a_separation_is_counted_when_it_begins_also_on_the_first_day():
    apart = np.array([[0, 1, 1, 0, 1, 0], [1, 1, 0, 0, 0, 1]], bool).T[:, :, None]
    lived = Comings(apart, np.zeros_like(apart), Parameters())
    np.testing.assert_array_equal(
        lived.separations[:, :, 0].T, [[0, 1, 1, 1, 2, 2], [1, 1, 1, 1, 1, 2]]
    )


def test_a_mean_of_nobody_is_not_a_number():
    values = np.array([[1.0, 5.0], [3.0, 7.0]])
    where = np.array([[True, False], [True, False]])
    np.testing.assert_array_equal(mean_where(values, where), [2.0, np.nan])


def test_with_a_model_that_love_must_hurt_people_choose_more_harm():
    generator = np.random.default_rng(0)
    people = draw_people(generator, 6000, GENERAL)
    met = whom_they_choose(generator, people.p, people)
    model = before_the_relationship(people.p).working_model
    cyclic = people.kind[met] == "cycle"
    assert cyclic[model > np.median(model)].mean() > cyclic[model <= np.median(model)].mean()
    blind = people.p.replace(choice_sharpness=0.0)
    kinds = people.kind[whom_they_choose(generator, blind, people)]
    for name, share in GENERAL.items():
        np.testing.assert_allclose(np.mean(kinds == name), share, atol=0.025)
