"""The laboratory draws relationships and lets persons live through them."""

import numpy as np
import pytest

from undertow.engine import plain
from undertow.evidence.lab import Lab, bond, side_by_side
from undertow.theory import Inputs, before_the_relationship


def test_two_years_hold_about_twenty_cycles():
    cycles = Lab().relationship().cycles[-1]
    assert 18 <= np.median(cycles) <= 22
    assert cycles.min() >= 12
    assert cycles.max() <= 28


def test_nobody_is_harmed_before_the_first_incident():
    lived = Lab().relationship()
    assert not lived.inputs.harm[lived.cycles == 0].any()


def test_a_seed_meets_the_same_partner_whoever_else_is_drawn():
    few, many = (Lab(seeds=seeds).relationship(years=0.5).inputs for seeds in (3, 9))
    np.testing.assert_array_equal(few.harm, many.harm[:, :3])
    np.testing.assert_array_equal(few.warmth, many.warmth[:, :3])


def test_seeds_differ():
    harm = Lab(seeds=2).relationship(years=0.5).inputs.harm
    assert np.any(harm[:, 0] != harm[:, 1])


@pytest.mark.parametrize("step", [1 / 24, 1 / 4])
def test_living_through_slots_is_the_plain_engine(step):
    lab = Lab(seeds=2, step=step)
    course = lab.relationship(years=0.1).inputs
    path, end = lab.follow(course, bond)
    a_slot = round(0.25 / step)
    repeated = course._replace(
        warmth=np.repeat(course.warmth, a_slot, axis=0), harm=np.repeat(course.harm, a_slot, axis=0)
    )
    p = lab.parameters
    ends, means, _ = plain.run(before_the_relationship(p), repeated, p, step)
    np.testing.assert_allclose(end.bond, ends.bond[-1], rtol=1e-12)
    np.testing.assert_allclose(path, means.bond.reshape(len(path), a_slot, 2).mean(axis=1))


def test_courses_side_by_side_do_not_touch_each_other():
    lab = Lab(seeds=2)
    one = lab.relationship(years=0.2).inputs
    other = one._replace(harm=2 * one.harm, naming=1.0)
    _, together = lab.follow(side_by_side([one, other]), bond)
    for place, course in enumerate((one, other)):
        _, alone = lab.follow(course, bond)
        np.testing.assert_allclose(together.bond[place], alone.bond, rtol=1e-12)


def test_a_life_goes_on_from_where_it_stood():
    lab = Lab(seeds=2)
    whole = lab.relationship(years=0.2).inputs
    first, second = (
        Inputs(warmth=whole.warmth[part], harm=whole.harm[part])
        for part in (slice(None, 100), slice(100, None))
    )
    _, middle = lab.follow(first, bond)
    _, end = lab.follow(second, bond, middle)
    np.testing.assert_allclose(end.bond, lab.follow(whole, bond)[1].bond, rtol=1e-12)


@pytest.mark.parametrize("step", [1.0, 0.1, 0.5])
def test_a_step_that_does_not_divide_a_quarter_of_a_day_is_refused(step):
    with pytest.raises(ValueError, match="does not divide"):
        Lab(step=step)


def test_a_mechanism_taken_out_stays_out():
    lab = Lab(seeds=1).without("relief")
    assert not lab.parameters.mechanisms.relief
    assert lab.parameters.mechanisms.reward
    assert Lab(seeds=1).parameters.mechanisms.relief
