"""The measure of reading level itself."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from reading_level import grade, syllables

COUNTED = {
    "calm": 1, "comes": 1, "judged": 1, "real": 1, "States": 1, "turns": 1, "used": 1,
    "being": 2, "happened": 2, "hotline": 2, "little": 2, "people": 2, "quiet": 2, "settled": 2,
    "someone": 2, "something": 2, "stages": 2, "affection": 3, "dangerous": 3, "deleted": 3,
    "domestic": 3, "idea": 3, "theory": 3, "together": 3, "violence": 3,
    "diagnosis": 4, "emotional": 4, "idealization": 6, "reconciliation": 6,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), COUNTED.items())
def test_syllables_are_as_counted_by_hand(word, count):
    assert syllables(word) == count


def test_a_hard_text_is_graded_hard_and_an_easy_one_easy():
    hard = (
        "Intermittent reinforcement establishes extraordinarily persistent conditioned behaviour."
    )
    assert grade(hard) > 12
    assert grade("The cat sat on the mat. It was warm.") < 2
