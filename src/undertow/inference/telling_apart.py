"""How often a record tells theories apart, by its length.

Run as `python -m undertow.inference.telling_apart`. Made-up people live under each theory, and
under one that is not among those compared; they keep diaries, and the comparison that a person
gets is made of each. The shares go to `frozen/telling_apart.json`, from which the report quotes
them: nobody should be told that one theory explains their record better without being told how
often that is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import floor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from undertow.engine.diarist import Style, draw_style
from undertow.engine.sample import sample_diaries
from undertow.inference.comparison import compare
from undertow.inference.reading import TheoryScore
from undertow.record import RATINGS, Diary, daily, to_record
from undertow.theory import Theory
from undertow.theory.inputs import Inputs
from undertow.theory.laws import attachments
from undertow.theory.parameters import Parameters
from undertow.theory.readouts import pull
from undertow.theory.rivals import OURS
from undertow.theory.states import Above

SEED = 1500
PEOPLE = 12
LONGEST = 365
FILE = "telling_apart.json"


class Case(NamedTuple):
    """A kind of record: its length in days, and how many days lie between its ratings."""

    days: int
    every: int


CASES = (Case(90, 1), Case(182, 1), Case(365, 1), Case(365, 7))
"""Three, six and twelve months with ratings on most days; twelve months with one day a week."""


class Share(NamedTuple):
    """What came of the records of one case.

    Attributes:
        days, every: the case.
        records: how many, over all theories alike.
        named: share in which the theory that made them was told apart from all others.
        best: share in which it foresaw best, told apart or not.
        wrong: share in which it was told to be worse than the best.
        outside: records made by a theory that was not among those compared.
        winner: share of those in which one of the compared was told apart from all others.
    """

    days: int
    every: int
    records: int
    named: float
    best: float
    wrong: float
    outside: int
    winner: float


def _habit(state: Above, inputs: Inputs, p: Parameters) -> tuple[Any, Any]:
    """A tie that grows by being there, however it is, and goes by being away."""
    together = inputs.contact / _HABIT_DAYS
    return together, together + (1 - inputs.contact) / _HABIT_DAYS


_HABIT_DAYS = 200.0
"""Assumed: most of a habit of living together is there after a year, and gone after a year."""

HABIT = Theory(
    name="habit",
    meaning="one misses what one is used to, good or bad",
    source="made up, to be outside what is compared",
    affection=attachments.affection,
    bond=_habit,
    opponent=lambda state, inputs, p: (0.0, 1 / p.opponent_days),
    pull=pull,
)
"""A theory outside the four: how things were between two people does not matter to it."""


ENOUGH, MOST_WRONG = 0.8, 0.05
"""Shares that a record must reach, and stay within, to be called long enough."""


def enough(share: Share) -> bool:
    """Whether records of this case tell which theory made them."""
    return share.named >= ENOUGH and max(share.wrong, share.winner) <= MOST_WRONG


@cache
def frozen_shares() -> list[Share]:
    """The shares that ship with the program."""
    path = files("undertow.inference") / "frozen" / FILE
    return [Share(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def every_scale(rng: np.random.Generator) -> Style:
    """Somebody who answers all nine scales."""
    style = draw_style(rng)
    return style._replace(asked=np.ones_like(style.asked))


def shortened(diary: Diary, case: Case) -> Diary:
    """The first days of a diary, with ratings on some days only."""
    start = min(floor(entry.earliest) for entry in diary.entries if entry.precision != "month")

    def kept(day: int, kind: str) -> bool:
        return day < case.days and (kind not in RATINGS or day % case.every == 0)

    entries = (e for e in diary.entries if kept(floor(e.earliest) - start, e.kind))
    return replace(diary, entries=tuple(entries))


def lived(theory: Theory, people: int, seed: int) -> Iterator[Diary]:
    """A year's diaries of people whose partner goes through the cycle."""
    sample = sample_diaries(
        people,
        seed,
        mixture={"cycle": 1.0},
        shortest=LONGEST,
        longest=LONGEST,
        style=every_scale,
        theory=theory,
    )
    return (kept.diary for kept in sample)


def winner(scores: Sequence[TheoryScore]) -> str | None:
    """The theory that is told apart from all the others; None if there is none."""
    alike = [score.name for score in scores if not score.told_apart]
    return alike[0] if len(alike) == 1 else None


def _one(task: tuple[str, Diary]) -> list[list[TheoryScore]]:
    """Scores of one person's record in each case."""
    rivals = list(OURS.values())
    records = [to_record(shortened(task[1], case)) for case in CASES]
    return [compare(record, daily(record), rivals) for record in records]


def study(people: int = PEOPLE, seed: int = SEED, workers: int = 2) -> list[Share]:
    """Make the diaries, compare the theories on each, and count.

    Args:
        people: for each theory.
        seed: of the people; nothing was chosen on this one.
        workers: processes.
    """
    tasks = [
        (theory.name, diary)
        for number, theory in enumerate([*OURS.values(), HABIT])
        for diary in lived(theory, people, seed + number)
    ]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        scored = list(pool.map(_one, tasks))
    truths = [truth for truth, _ in tasks]
    return [
        counted(case, list(zip(truths, (found[row] for found in scored), strict=True)))
        for row, case in enumerate(CASES)
    ]


def counted(case: Case, found: Sequence[tuple[str, Sequence[TheoryScore]]]) -> Share:
    """Shares over (theory that made the record, scores)."""
    inside = [(truth, scores) for truth, scores in found if truth in OURS]
    outside = [scores for truth, scores in found if truth not in OURS]
    own = [next((s for s in scores if s.name == truth), None) for truth, scores in inside]
    return Share(
        days=case.days,
        every=case.every,
        records=len(inside),
        named=_share(winner(scores) == truth for truth, scores in inside),
        best=_share(score is not None and score.behind == 0 for score in own),
        wrong=_share(score is not None and score.told_apart for score in own),
        outside=len(outside),
        winner=_share(winner(scores) is not None for scores in outside),
    )


def _share(times: Iterator[bool]) -> float:
    counts = [bool(one) for one in times]
    return round(sum(counts) / max(len(counts), 1), 3)


def main() -> None:
    """Measure and store."""
    rows = [share._asdict() for share in study()]
    path = Path(str(files("undertow.inference") / "frozen" / FILE))
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
