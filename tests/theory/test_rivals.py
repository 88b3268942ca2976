"""Rival theories: each says what it is, all on equal terms, and others may be added."""

import sys
from dataclasses import replace

import numpy as np
import pytest
from drawn import draw_start, ordinary_inputs

from undertow.engine import plain, scan
from undertow.evidence import orders
from undertow.evidence.lab import Lab, bonds_at_the_end
from undertow.theory import Inputs, Parameters, before_the_relationship
from undertow.theory.rivals import AFFECTION, REINFORCEMENT, REPETITION, SEVERITY, theories

LAB = Lab(seeds=6)

OUTSIDE = """
from undertow.theory.parameter import Parameter, lognormal, positive
from undertow.theory.parameters import Parameters
from undertow.theory.rivals import AFFECTION


class Own(Parameters):
    boredom = Parameter(
        0.5, "1/day", positive, lognormal(0.5, 0.3), "b", "what boredom adds", (), "assumed", "here"
    )


def bond(state, inputs, p):
    return p.boredom * (1 - inputs.warmth), p.boredom + 0.0 * inputs.warmth


THEORY = AFFECTION._replace(name="boredom", meaning="nothing else to do", bond=bond, parameters=Own)
"""


def bond_at_the_end(theory, *changes):
    lived = LAB.relationship().inputs
    courses = [lived, *(change(lived) for change in changes)]
    return np.median(bonds_at_the_end(replace(LAB, theory=theory), courses), axis=1)


def test_there_are_four_and_the_main_one_comes_first():
    assert list(theories()) == ["reinforcement", "repetition", "affection", "severity"]


@pytest.mark.parametrize("theory", theories().values(), ids=theories())
def test_every_theory_says_in_its_words_what_it_is_and_who_says_so(theory):
    assert theory.meaning
    assert theory.source


def test_to_affection_harm_is_nothing():
    assert bond_at_the_end(AFFECTION, orders.harm_only) == pytest.approx([0, 0])


def test_to_severity_the_order_is_nothing_and_harm_is_all():
    lived, reversed_in_time, harm_only, warmth_only = bond_at_the_end(
        SEVERITY, orders.reversed_in_time, orders.harm_only, orders.warmth_only
    )
    assert reversed_in_time == pytest.approx(lived, rel=0.05)
    assert harm_only == pytest.approx(lived)
    assert warmth_only == 0


def test_severity_binds_the_more_the_worse_it_is_and_reinforcement_hardly():
    def worse(lived):
        return lived._replace(harm=4 * lived.harm)

    mild = SEVERITY._replace(name="mild")
    small = LAB.parameters.replace(severity_growth=0.002)
    lived = LAB.relationship().inputs
    once, four = np.median(
        bonds_at_the_end(replace(LAB, theory=mild, parameters=small), [lived, worse(lived)]), axis=1
    )
    assert four > 2 * once
    once, four = bond_at_the_end(REINFORCEMENT, worse)
    assert four < 1.3 * once


def test_to_repetition_the_early_template_is_all():
    lived = LAB.relationship().inputs

    def bond(anxiety, avoidance):
        p = Parameters(anxiety=anxiety, avoidance=avoidance)
        lab = replace(LAB, theory=REPETITION, parameters=p)
        return np.median(bonds_at_the_end(lab, [lived]))

    assert bond(0.0, 0.0) == 0
    assert bond(0.8, 0.8) > 1.5 * bond(0.3, 0.3) > 0


def test_danger_draws_at_the_first_meeting_in_proportion_to_the_template():
    p = Parameters(anxiety=np.array([0.0, 0.4, 0.8]), avoidance=np.array([0.0, 0.4, 0.8]))
    met = before_the_relationship(p)._replace(threat=np.full(3, 0.5))
    drawn = REPETITION.pull(met, Inputs(), p)
    assert drawn == pytest.approx(p.chemistry * 0.5 * met.working_model)
    assert drawn[0] == 0 < drawn[1] < drawn[2]
    assert REINFORCEMENT.pull(met, Inputs(), p) == pytest.approx(0)


@pytest.fixture
def outside(tmp_path, monkeypatch):
    """A package of somebody else's, installed as packages are."""
    (tmp_path / "boredom_theory.py").write_text(OUTSIDE)
    told = tmp_path / "boredom_theory-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: boredom-theory\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[undertow.theories]\nb = boredom_theory:THEORY\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield theories()
    sys.modules.pop("boredom_theory", None)


def test_a_theory_from_another_package_is_listed_and_simulated_by_every_engine(outside):
    theory = outside["boredom"]
    p = theory.parameters(boredom=0.2)
    inputs = ordinary_inputs(1, (60,))
    once = plain.run(draw_start(2), inputs, p, 0.25, theory)
    again = scan.run(draw_start(2), inputs, p, 0.25, theory)
    np.testing.assert_allclose(once[1].bond, again[1].bond, rtol=1e-9)
    assert once[1].bond[-1] > 0.5
    assert np.all(theory.pull(once[1], inputs, p) > 0)


@pytest.mark.parametrize("offered", ["THEORY = 5", OUTSIDE.replace('"boredom"', '"severity"')])
def test_what_is_no_theory_or_takes_a_name_is_refused(offered, tmp_path, monkeypatch):
    (tmp_path / "odd_theory.py").write_text(offered)
    told = tmp_path / "odd_theory-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-theory\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[undertow.theories]\nodd = odd_theory:THEORY\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises((TypeError, ValueError), match=r"odd|severity"):
        theories()
    sys.modules.pop("odd_theory", None)
