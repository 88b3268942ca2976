"""Which theory made a record: other simulated people than those of docs/theory/rivals.md."""

from functools import cache

import numpy as np
import pytest

from undertow.engine.diarist import Style, draw_style
from undertow.engine.sample import sample_diaries
from undertow.inference.comparison import compare
from undertow.inference.reading import TheoryScore
from undertow.record import daily, to_record
from undertow.theory.rivals import AFFECTION, REINFORCEMENT

pytestmark = pytest.mark.science

PEOPLE = 10
SEED = 1400
PAIR = (REINFORCEMENT, AFFECTION)


def every_scale(rng: np.random.Generator) -> Style:
    style = draw_style(rng)
    return style._replace(asked=np.ones_like(style.asked))


@cache
def compared(truth: str) -> list[dict[str, TheoryScore]]:
    """Scores by name for each person's year of ratings, lived under the theory called `truth`."""
    theory = next(theory for theory in PAIR if theory.name == truth)
    sample = sample_diaries(
        PEOPLE,
        SEED,
        mixture={"cycle": 1.0},
        shortest=365,
        longest=365,
        style=every_scale,
        theory=theory,
    )
    found = []
    for kept in sample:
        record = to_record(kept.diary)
        scores = compare(record, daily(record), PAIR)
        found.append({score.name: score for score in scores})
    return found


@pytest.mark.parametrize("truth", [theory.name for theory in PAIR])
def test_the_theory_that_made_a_record_foresees_it_better_more_often_than_not(truth):
    best = [min(scores, key=lambda name: scores[name].behind) for scores in compared(truth)]
    assert best.count(truth) > PEOPLE / 2


def test_the_theory_that_made_a_record_is_seldom_said_to_be_the_worse_one():
    wrong = [s[theory.name].told_apart for theory in PAIR for s in compared(theory.name)]
    assert sum(wrong) <= 0.15 * len(wrong)
