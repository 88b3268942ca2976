"""The next partner: the kind or the familiar, by the working model (B09)."""

import numpy as np
import pytest

from undertow.theory import ALL, Parameters
from undertow.theory.choice import appeal, chances, chosen
from undertow.theory.partner import PARTNERS, Partner

NAMES = tuple(PARTNERS)
OFFERED = Partner(*(np.array(column, float) for column in zip(*PARTNERS.values(), strict=True)))
APPEAL = appeal(OFFERED)
P = Parameters()


def chance(name, model, p=P):
    return chances(np.atleast_1d(model), APPEAL, p, np)[NAMES.index(name)]


def test_the_kind_is_who_stays_warm_and_the_familiar_who_is_warm_and_harms():
    assert NAMES[int(APPEAL.kind.argmax())] == "steady_warm"
    assert NAMES[int(APPEAL.familiar.argmax())] == "cycle"
    for field in APPEAL:
        assert np.all((field >= 0) & (field <= 1))


def test_chances_add_up_and_everybody_has_one():
    found = chances(np.linspace(0, 1, 5), APPEAL, P, np)
    assert found.shape == (len(NAMES), 5)
    assert found.sum(axis=0) == pytest.approx(1)
    assert np.all(found > 0)


def test_the_more_the_model_expects_hurt_the_likelier_the_partner_of_the_cycle():
    assert np.all(np.diff(chance("cycle", np.linspace(0, 1, 6))) > 0)
    assert np.all(np.diff(chance("steady_warm", np.linspace(0, 1, 6))) < 0)


def test_without_the_mechanism_everybody_chooses_as_if_closeness_were_safe():
    off = Parameters(ALL._replace(choice=False))
    assert chance("cycle", 0.9, off) == pytest.approx(chance("cycle", 0.0))


def test_luck_picks_each_partner_as_often_as_its_chance():
    shares = np.array([0.2, 0.5, 0.3])[:, None] * np.ones(10_000)
    uniform = (np.arange(10_000) + 0.5) / 10_000
    picked = np.bincount(chosen(shares, uniform, np), minlength=3) / 10_000
    assert picked == pytest.approx([0.2, 0.5, 0.3], abs=1e-3)
