"""What one day shows: categories of its entries, and what nobody writes of."""

import numpy as np
from stories import answer, diary, event

from undertow.inference.observations import CATEGORIES, NOT_SEEN, observe
from undertow.record import daily, to_record

ROW = {name: row for row, name in enumerate(CATEGORIES)}


def _seen(*entries):
    # Many strong harms long after, so that a strength of 7 is this person's typical strong one.
    strong = [event(day, "harm", 7.0) for day in range(20, 40)]
    return observe(daily(to_record(diary([*entries, *strong])))).categories


def test_a_harm_is_none_weak_of_unknown_strength_strong_or_several():
    seen = _seen(
        event(0, "warmth"),
        event(1, "harm", 2.0),
        event(2, "harm"),
        event(3, "harm", 7.0),
        event(4, "harm", 2.0),
        event(4, "harm"),
    )
    assert seen[ROW["harm"], :5].tolist() == [0, 1, 2, 3, 4]


def test_warm_entries_are_counted_up_to_three():
    warm = [event(day, "warmth", float(value)) for day in range(5) for value in range(day)]
    seen = _seen(event(0, "harm"), *warm)
    assert seen[ROW["warmth"], :5].tolist() == [0, 1, 2, 3, 3]


def test_every_category_is_within_its_number():
    seen = _seen(
        *(
            event(day, kind, float(n))
            for day, kind in ((0, "harm"), (1, "warmth"))
            for n in range(9)
        )
    )
    assert (seen < np.array([*CATEGORIES.values()])[:, None]).all()


def test_a_diary_without_apologies_says_nothing_of_them():
    assert (_seen(event(0, "warmth"))[ROW["apology"]] == NOT_SEEN).all()
    told = _seen(event(0, "apology"), event(1, "warmth"))[ROW["apology"]]
    assert told[:2].tolist() == [1, 0]


def test_days_without_a_word_are_not_seen():
    seen = _seen(event(0, "warmth"), event(5, "apology"))
    events = seen[: ROW["standing"]]
    assert (events[:, 1:5] == NOT_SEEN).all()
    assert (events[:3, 0] != NOT_SEEN).all()


def test_ratings_alone_say_nothing_of_events():
    seen = observe(daily(to_record(diary([answer(day, "stress", 5.0) for day in range(9)]))))
    assert (seen.categories == NOT_SEEN).all()
