"""One relationship after another: what goes on, what begins anew, and who is met."""

from functools import cache

import numpy as np

from undertow.engine import courses, life_course
from undertow.engine.life import Habits
from undertow.engine.life_course import KEPT, Chapter
from undertow.theory import Parameters, States
from undertow.theory.partner import PARTNERS, Partner

PERSONS, DAYS, SEED = 120, 700, 4
OFFERED = Partner(*(np.array(column, float) for column in zip(*PARTNERS.values(), strict=True)))
PEOPLE = Parameters.draw(np.random.default_rng(1), PERSONS, traits_only=True).replace(
    leaving_base=0.01, meeting_base=0.02
)
FIRST = np.zeros(PERSONS, dtype=int)


def told(chapter: Chapter):
    means = chapter.slot.means
    return {
        "met": chapter.met,
        "partner": chapter.partner,
        "relationships": chapter.relationships,
        "bond": means.bond,
        "affection": means.affection,
        "model": means.working_model,
        "identity": means.identity,
    }


@cache
def lived():
    kept, course = courses.simulate(
        PEOPLE, OFFERED, FIRST, Habits(), float(DAYS), SEED, np.arange(PERSONS), told
    )
    return {name: np.asarray(values) for name, values in kept.items()}, course


def test_numpy_and_jax_live_the_same_lives():
    slots = 400
    course = life_course.begin_course(PEOPLE, OFFERED, FIRST, SEED, np.arange(PERSONS), np)
    kept, _ = lived()
    for slot in range(slots):
        course, chapter = life_course.live_course(
            course, slot, PEOPLE, OFFERED, Habits(), SEED, np.arange(PERSONS), np
        )
        if slot % 100 == 99:
            facts = told(chapter)
            assert np.array_equal(facts["partner"], kept["partner"][slot])
            np.testing.assert_allclose(facts["bond"], kept["bond"][slot], rtol=1e-9, atol=1e-12)
    assert kept["met"][:slots].any()


def test_somebody_new_is_only_met_apart_and_counts():
    kept, course = lived()
    assert kept["met"].sum() == (np.asarray(course.relationships) - 1).sum()
    assert (np.diff(kept["relationships"], axis=0) == kept["met"][:-1]).all()


def test_the_ties_begin_anew_and_the_person_goes_on():
    kept, _ = lived()
    slots, persons = np.nonzero(kept["met"][:-2])
    assert len(slots) > 20
    for tie in ("bond", "affection"):
        assert np.all(kept[tie][slots + 1, persons] < 0.01)
        assert kept[tie][slots, persons].mean() > 10 * kept[tie][slots + 1, persons].mean()
    for own in ("model", "identity"):
        before, after = kept[own][slots, persons], kept[own][slots + 1, persons]
        assert np.abs(before - after).max() < 0.02


def test_what_goes_on_is_a_state():
    assert set(KEPT) < set(States._fields)
