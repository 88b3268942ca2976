"""Samples of a study: who is drawn, what they live through, and the time apart."""

from typing import Any

import numpy as np
import pytest

from undertow.engine import plain
from undertow.evidence import samples
from undertow.evidence.findings.e01_falls_by_a_quarter import switches
from undertow.evidence.lab import Lab
from undertow.evidence.leaving import first_below, harmed
from undertow.theory import Inputs, Parameters, Signals, States, before_the_relationship

LAB = Lab(seeds=3)


def bond(means: States, signals: Signals, now: Inputs) -> Any:
    return means.bond


def test_the_same_people_live_in_every_world_and_differ_from_seed_to_seed():
    one = samples.sample(LAB, 5, samples.VIOLENT)
    other = samples.sample(LAB.without("relief"), 5, samples.VIOLENT)
    np.testing.assert_array_equal(one.p.anxiety, other.p.anxiety)
    np.testing.assert_array_equal(one.partner.power, other.partner.power)
    assert not other.p.mechanisms.relief
    assert len(np.unique(one.p.anxiety)) == 15


def test_people_keep_the_labs_values_where_people_do_not_differ():
    drawn = Parameters.draw(np.random.default_rng(0), 3)
    people = samples.sample(Lab(seeds=3, parameters=drawn), 5, samples.ORDINARY)
    np.testing.assert_array_equal(people.p.grief_days, drawn.grief_days)
    assert np.shape(people.p.anxiety) == (5, 3)


def test_living_through_a_course_is_the_plain_engine():
    people = samples.sample(LAB, 2, samples.VIOLENT)
    course = samples.cycle_course(people, 20)
    path, end = samples.run(people, course, watch=bond)
    one = {name: np.asarray(value) for name, value in people.p.values().items()}
    alone = people.p.replace(**{n: v[1, 2] if v.ndim else v.item() for n, v in one.items()})
    own = Inputs(*(np.asarray(v)[:, 1, 2] if np.ndim(v) else v for v in course))
    own = Inputs(*(np.repeat(v, 80) if np.shape(v) == (1,) else v for v in own))
    ends, means, _ = plain.run(before_the_relationship(alone), own, alone, 0.25)
    np.testing.assert_allclose(path[:, 1, 2], means.bond, rtol=1e-5)
    np.testing.assert_allclose(end.threat[1, 2], ends.threat[-1], rtol=1e-5)


def test_a_course_can_be_lived_in_two_parts():
    people = samples.sample(LAB, 4, samples.ORDINARY)
    course = samples.steady_course(people, 60)
    whole, end = samples.run(people, course, 1.0, bond)
    parts = [
        course._replace(warmth=course.warmth[part], harm=course.harm[part])
        for part in (slice(None, 23), slice(23, None))
    ]
    first, middle = samples.run(people, parts[0], 1.0, bond)
    second, last = samples.run(people, parts[1], 1.0, bond, middle)
    np.testing.assert_allclose(np.concatenate([first, second]), whole)
    np.testing.assert_allclose(last.bond, end.bond)


def test_a_day_at_a_time_is_close_enough_to_quarter_days_in_ordinary_relationships():
    people = samples.sample(Lab(seeds=6), 10, samples.ORDINARY)
    days = samples.steady_course(people, 200)
    quarters = days._replace(
        warmth=np.repeat(days.warmth, 4, axis=0), harm=np.repeat(days.harm, 4, axis=0)
    )
    _, coarse = samples.run(people, days, 1.0)
    _, fine = samples.run(people, quarters, 0.25)
    for name in ("affection", "bond", "template", "identity"):
        np.testing.assert_allclose(
            getattr(coarse, name).mean(), getattr(fine, name).mean(), rtol=0.03, atol=0.003
        )


def test_partners_of_the_harmed_begin_within_weeks():
    harm = samples.cycle_course(harmed(LAB, 20), 120).harm
    assert np.mean((np.asarray(harm) > 0).any(axis=0)) > 0.9


def test_contacts_come_as_often_as_the_other_seeks_them():
    people = samples.sample(LAB, 200, samples.ORDINARY)
    course = samples.apart_course(people, 100, contacts=0.2, cues=0.4)
    assert course.onset.sum() / (600 * 100) == pytest.approx(0.2, rel=0.05)
    assert course.cue.sum() / (600 * 100) == pytest.approx(0.4, rel=0.05)
    np.testing.assert_array_equal(course.contact, samples.CONTACT_SHARE * course.onset)
    assert not course.warmth[course.onset == 0].any()


def test_the_same_time_apart_by_days_and_evenly_has_the_same_doses():
    people = samples.sample(LAB, 300, samples.ORDINARY)
    events, days = samples.apart_course(people, 200), samples.apart_by_days(people, 200)
    evenly = samples.apart_evenly(people, 200)
    for name in ("contact", "onset", "cue", "warmth"):
        np.testing.assert_allclose(
            getattr(days, name).mean(), getattr(events, name).mean(), rtol=1e-9
        )
        spread = np.broadcast_to(getattr(evenly, name), days.onset.shape).mean()
        assert spread == pytest.approx(getattr(events, name).mean(), rel=0.05)


def test_the_fall_of_a_path_counts_from_its_peak_and_between_steps():
    path = np.array([[1.0, 2.0], [4.0, 1.5], [3.0, 1.2], [1.0, 1.1]])
    np.testing.assert_allclose(first_below(path, 0.5), [1.5, np.nan])


def test_a_switch_is_a_day_of_harm_with_warmth_within_three_days():
    harm, warmth = np.zeros((2, 40, 1, 1))
    harm[[0, 1, 20]] = 1.0  # twice on day 0, once on day 5
    warmth[12] = 1.0  # day 3; none after day 5
    assert switches(Inputs(warmth=warmth, harm=harm)) == 1
