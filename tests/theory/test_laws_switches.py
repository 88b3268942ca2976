"""Every mechanism can be taken out: its own state changes, and nothing above it."""

from functools import cache

import numpy as np
import pytest
from drawn import draw_start, mechanisms_without, ordinary_inputs

from undertow.engine import plain
from undertow.theory import ALL, Mechanisms, Parameters, Signals, States, before_the_relationship
from undertow.theory.readouts import pull

FIRST_TO_CHANGE = {
    "relief": "expected_relief",
    "reward": "bond",
    "associability": "bond",
    "abandonment": "threat",
    "naming": "bond",
    "story": "clarity",
    "soothing": "threat",
    "support": "threat",
    "isolation": "support",
    "exclusivity": "exclusivity",
    "working_model": "working_model",
    "therapy": "working_model",
    "hope": "hope",
    "renewal": "hope",
    "intermittency": "hope",
    "reactivation": "opponent",
    "opponent": "opponent",
    "affection": "affection",
    "discounting": "appraisal",
    "alarm": "alarm",
    "erosion": "identity",
    "loss": "identity",
    "grief": "unmourned",
}
"""The highest state that a mechanism works on; `attachment` works on the pull alone."""

SILENT = {
    "relief": ("relief", "expected_relief", "relief_surprise"),
    "reward": ("reward_surprise",),
    "exclusivity": ("exclusivity",),
    "working_model": ("working_model",),
    "hope": ("hope", "reactivation"),
    "reactivation": ("reactivation",),
    "opponent": ("opponent",),
    "affection": ("affection", "unmourned", "grief"),
    "alarm": ("alarm",),
    "grief": ("unmourned", "grief"),
}
"""What stays at zero from the first meeting on when a mechanism is off."""

INPUTS = ordinary_inputs(1, (200,))


@cache
def story(mechanisms: Mechanisms = ALL) -> tuple[States, Signals, np.ndarray]:
    """End states, signals and pull of one life from the first meeting on."""
    p = Parameters(mechanisms, anxiety=0.6, avoidance=0.5)
    ends, means, signals = plain.run(before_the_relationship(p), INPUTS, p, 1.0)
    return ends, signals, pull(means, INPUTS, p)


def changed(before: np.ndarray, after: np.ndarray) -> bool:
    return bool(np.max(np.abs(after - before)) > 1e-3 * np.max(np.abs(before)))


def test_every_mechanism_is_accounted_for():
    outside = {"attachment", "choice", "recognition"}  # the pull; what a person does
    assert FIRST_TO_CHANGE.keys() | outside == set(Mechanisms._fields)


@pytest.mark.parametrize("name", FIRST_TO_CHANGE)
def test_a_switch_changes_its_own_state_and_none_above_it(name):
    on, off = story()[0], story(mechanisms_without(name))[0]
    own = States._fields.index(FIRST_TO_CHANGE[name])
    assert changed(on[own], off[own])
    for above, before, after in zip(States._fields[:own], on[:own], off[:own], strict=True):
        np.testing.assert_array_equal(before, after, err_msg=above)


@pytest.mark.parametrize("name", SILENT)
def test_what_a_switch_feeds_stays_at_zero(name):
    on, off = story(), story(mechanisms_without(name))
    for silent in SILENT[name]:
        kind = 0 if silent in States._fields else 1
        assert np.max(getattr(on[kind], silent)) > 0
        assert np.max(getattr(off[kind], silent)) == 0


def test_without_relief_and_reward_there_is_no_bond_at_all():
    neither = ALL._replace(relief=False, reward=False)
    assert story()[0].bond[-1] > 0
    assert np.all(story(neither)[0].bond == 0)


def test_attachment_works_on_the_pull_alone():
    on, off = story(), story(mechanisms_without("attachment"))
    for name, before, after in zip(States._fields, on[0], off[0], strict=True):
        np.testing.assert_array_equal(before, after, err_msg=name)
    assert changed(on[2], off[2])


def test_switches_leave_the_default_set_as_it_is():
    assert Parameters().mechanisms == ALL
    assert all(ALL)
    assert not any(mechanisms_without(name)[i] for i, name in enumerate(Mechanisms._fields))


def test_a_mechanism_that_is_off_ignores_its_own_input():
    """Without support as a door, reaching out does nothing against threat."""
    p = Parameters(mechanisms_without("support"))
    reaching = INPUTS._replace(support=np.ones(200))
    alone = INPUTS._replace(support=np.zeros(200))
    threats = [plain.run(draw_start(2), i, p, 1.0)[0].threat for i in (reaching, alone)]
    without_learning = Parameters(p.mechanisms._replace(exclusivity=False))
    untouched = [
        plain.run(draw_start(2), i, without_learning, 1.0)[0].threat for i in (reaching, alone)
    ]
    assert changed(*threats)  # reaching out still teaches that others soothe (A30)
    np.testing.assert_array_equal(*untouched)
