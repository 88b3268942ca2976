"""Courses of events for experiments on claims, and what is watched along them."""

import numpy as np
import pytest

from undertow.evidence import courses
from undertow.evidence.after_harm import DAYS, after_harm
from undertow.evidence.lab import CYCLE, Lab, bond
from undertow.evidence.partner_walk import begun, walk
from undertow.theory import Inputs, behaviour, readouts
from undertow.theory.partner import IDEALIZATION, INCIDENT, PARTNERS, STEADY


def test_something_that_happens_once_takes_six_hours_of_its_day():
    doses = courses.once(3, day=2, dose=0.5)
    assert doses.shape == (12, 1)
    assert np.flatnonzero(doses[:, 0]).tolist() == [6]
    assert doses.sum() == 0.5


def test_something_every_few_days_begins_after_the_first_gap():
    days = np.flatnonzero(courses.every(10, gap=3)[:, 0]) // 4 + 1
    assert days.tolist() == [3, 6, 9]


def test_between_two_days_both_count():
    doses = courses.between(5, first=2, last=3)
    assert (np.flatnonzero(doses[:, 0]) // 4 + 1).tolist() == 4 * [2] + 4 * [3]


def test_apart_has_no_contact_but_what_is_named():
    course = courses.apart(2, cue=courses.once(2, 1))
    assert not course.contact.any()
    assert course.cue.sum() == 1
    assert course.onset == 0


@pytest.mark.parametrize("step", [1 / 4, 1 / 8])
def test_several_things_watched_at_once_are_what_each_is_alone(step):
    lab = Lab(seeds=2, step=step)
    course = lab.relationship(years=0.1).inputs
    watches = {"bond": bond, "threat": courses.state("threat"), "relief": courses.signal("relief")}
    together, end = courses.along(lab, course, watches)
    for name, watch in watches.items():
        alone, end_alone = lab.follow(course, watch)
        whole_days = alone[: len(alone) // 4 * 4].reshape(-1, 4, 2).mean(axis=1)
        np.testing.assert_allclose(together[name], whole_days)
        np.testing.assert_allclose(end.bond, end_alone.bond)


def test_hazards_and_readouts_are_those_of_the_theory():
    lab = Lab(seeds=2)
    start = courses.lived(lab, years=0.3)
    watches = {"back": courses.hazard(lab, "returning", 2.0), "mood": courses.readout(lab, "mood")}
    seen, _ = courses.along(lab, courses.apart(1), watches, start)
    now = Inputs(contact=0.0)
    expected = behaviour.hazards(start, now, lab.parameters, 2.0, np).returning
    # What is watched is the mean of the first day, in which withdrawal and hope begin to fall.
    np.testing.assert_allclose(seen["back"][0], expected, rtol=0.1)
    mood = readouts.mood(start, now, lab.parameters)
    np.testing.assert_allclose(seen["mood"][0], mood, atol=0.1)


def test_nothing_over_nothing_is_not_a_number():
    shares = courses.ratio(np.array([0.0, 1.0]), np.array([0.0, 2.0]))
    np.testing.assert_array_equal(shares, [np.nan, 0.5])


def test_where_no_luck_is_in_it_every_seed_has_the_same_figure():
    np.testing.assert_array_equal(courses.a_seed(Lab(seeds=3), np.array([[2.0]])), [2.0, 2.0, 2.0])


def test_a_walk_is_the_relationship_with_its_stages_told():
    lab = Lab(seeds=3)
    walked, lived = walk(lab, 0.5, CYCLE), lab.relationship(0.5)
    np.testing.assert_array_equal(walked.warmth, lived.inputs.warmth)
    np.testing.assert_array_equal(walked.harm, lived.inputs.harm)
    np.testing.assert_array_equal(walked.cycles, lived.cycles)
    assert np.all(walked.stage[0] == IDEALIZATION)


def test_stages_begin_where_the_one_before_was_another():
    lab = Lab(seeds=3)
    walked = walk(lab, 0.5, CYCLE)
    begins = begun(walked, INCIDENT)
    assert [len(days) for days in begins] == walked.cycles[-1].astype(int).tolist()
    assert begun(walk(lab, 0.1, PARTNERS["steady_harsh"]), STEADY)[0].tolist() == [0.0]


def test_who_does_nothing_and_who_practises_meet_the_same_harm():
    lab = Lab(seeds=2)
    found = after_harm(lab, {"nothing": {}, "support": {"support": courses.every(DAYS, 1)}})
    assert set(found) == {"nothing", "support"}
    for way in found.values():
        assert np.all(way["threat"] > 0.05)
        assert way["pull"].shape == (2,)
    assert np.all(found["support"]["threat"] < found["nothing"]["threat"])
