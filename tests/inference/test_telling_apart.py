"""How often a verdict on theories is right is counted without leniency."""

from math import floor

import numpy as np

from undertow.inference.reading import TheoryScore
from undertow.inference.telling_apart import Case, Share, counted, enough, shortened, winner
from undertow.record import Entry, arrange


def score(name, behind=0.0, error=1.0):
    return TheoryScore(name, -100.0 - behind, 5.0, behind, error)


CLEAR = [score("reinforcement"), score("affection", 30.0), score("severity", 25.0)]
CLOSE = [score("reinforcement"), score("affection", 3.0), score("severity", 25.0)]


def test_a_winner_is_far_ahead_of_every_other():
    assert winner(CLEAR) == "reinforcement"
    assert winner(CLOSE) is None
    assert winner([]) is None


def test_shares_count_what_was_named_best_and_wrong():
    case = Case(365, 7)
    found = [
        ("reinforcement", CLEAR),
        ("reinforcement", CLOSE),
        ("affection", CLOSE),
        ("affection", CLEAR),
        ("habit", CLEAR),
        ("habit", CLOSE),
    ]
    assert counted(case, found) == Share(365, 7, 4, 0.25, 0.5, 0.25, 2, 0.5)


def test_what_could_not_be_compared_is_never_right():
    assert counted(Case(90, 1), [("reinforcement", [])]) == Share(90, 1, 1, 0.0, 0.0, 0.0, 0, 0.0)


def test_a_length_is_enough_only_where_it_is_seldom_wrong_too():
    assert enough(Share(365, 1, 48, 0.85, 0.9, 0.02, 12, 0.0))
    assert not enough(Share(365, 1, 48, 0.75, 0.9, 0.02, 12, 0.0))
    assert not enough(Share(365, 1, 48, 0.85, 0.9, 0.1, 12, 0.0))
    assert not enough(Share(365, 1, 48, 0.85, 0.9, 0.02, 12, 0.1))


def test_a_shortened_record_keeps_its_events_and_some_ratings():
    days = np.arange(20000.0, 20050.0)
    rated = [Entry(day + 0.5, day + 0.5, "craving", 5.0) for day in days]
    harms = [Entry(day + 0.6, day + 0.6, "harm", 5.0) for day in days]
    story = Entry(19000.0, 19030.0, "warmth", precision="month")
    diary, _ = arrange([*rated, *harms, story])
    kept = shortened(diary, Case(30, 7)).entries
    assert sum(entry.kind == "harm" for entry in kept) == 30
    asked = [floor(entry.earliest) - 20000 for entry in kept if entry.kind == "craving"]
    assert asked == [0, 7, 14, 21, 28]
    assert story in kept
