"""The long run of the fit: every method on simulated truth, and the quick one on broken models."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))  # a fresh process does not know of this folder

from fit_cases import TWISTS, cases
from fit_judging import Judged, judge_fit
from fit_readings import Compared, compare_readings

from undertow.inference.fit.draws import Method
from undertow.inference.fit.laplace import laplace
from undertow.inference.fit.nuts import nuts
from undertow.inference.fit.pathfinder import pathfinder

SEED = 41
"""Of the cases; nothing was chosen on them."""
TWISTED = 100
"""People for each way in which the model is broken."""


DIARIES = 60
"""Whole diaries read at first and fitted."""


class Asked(NamedTuple):
    """How a method is judged: on how many people, with how many draws each."""

    method: Method
    people: int
    draws: int


METHODS = {
    "laplace": Asked(laplace, 500, 128),
    "pathfinder": Asked(pathfinder, 500, 128),
    "nuts": Asked(nuts, 100, 800),
}


def run(
    share: float = 1.0, told: Callable[[str], None] = print
) -> tuple[dict[str, Judged], dict[str, Judged], Compared]:
    """Figures by method, of Laplace by twist, and of whole diaries.

    Args:
        share: of the people; less for a quicker look.
        told: hears a line after each.
    """
    methods, twists = {}, {}
    for name, asked in METHODS.items():
        count = max(2, round(share * asked.people))
        methods[name] = judge_fit(asked.method, asked.draws, cases(count, SEED))
        told(f"{name}: covered {methods[name].inside.mean(axis=0).round(3)}")
    for twist in TWISTS[1:]:
        count = max(2, round(share * TWISTED))
        twists[twist] = judge_fit(laplace, METHODS["laplace"].draws, cases(count, SEED, twist))
        told(f"{twist}: covered {twists[twist].inside.mean(axis=0).round(3)}")
    readings = compare_readings(max(2, round(share * DIARIES)), SEED)
    told(f"whole diaries: covered {readings.inside.mean(axis=0).round(3)}")
    return methods, twists, readings
