"""What one day of a record shows of its stage: a few categories, ratings, and what is missing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.record import Daily, Event, Relief

WEAK_BELOW = 0.6
"""Strength under which an episode counts as weak; 1 is the person's typical strong one."""

NOT_SEEN = -1

UNWRITTEN_TURN = 0.1
"""Chance that a separation or return is not written down although the person writes of such."""
NEVER_WRITTEN_TURN = 0.4
"""The same, for somebody who has not written of any."""
WRITTEN_TURN = 50.0
"""How much likelier such an entry is where the two part or come back than where they do not."""

CATEGORIES = {"harm": 5, "warmth": 4, "apology": 2, "distance": 2, "relief": 3, "standing": 2}
"""Observed features and their number of categories.

harm: none, weak, of unknown strength, strong, several. warmth: none, one, two, more. distance:
anything that belongs to being apart (contact, needed contact, a cue, grieving). relief: none, from
them, from elsewhere. standing: together or apart, by what the record says of leaving and going
back.
"""


_DISTANCE = (Event.contact, Event.needed, Event.cue, Event.grieving)


class Observations(NamedTuple):
    """One record as the stage model sees it.

    Attributes:
        categories: index per feature of `CATEGORIES` and day, `NOT_SEEN` where nothing was
            written; int (features, days).
        rating: daily mean answers, 0 to 1, safe fill where none; (days, ratings).
        rated: where there is one; boolean (days, ratings).
        turning: likelihood ratio of the day's entries for a separation or return, (days,).
    """

    categories: np.ndarray
    rating: np.ndarray
    rated: np.ndarray
    turning: np.ndarray


def observe(daily: Daily) -> Observations:
    """Turn a daily table into observations."""
    harms = daily.count[Event.harm]
    known = np.where(daily.strength[Event.harm] < WEAK_BELOW, 1, 3)
    one = np.where(daily.strength_known[Event.harm], known, 2)
    distance = daily.happened[list(_DISTANCE)].any(axis=0)
    from_them = daily.relief[Relief.them]
    elsewhere = daily.relief[[Relief.people, Relief.self, Relief.nothing]].any(axis=0)
    events = np.stack(
        [
            np.where(harms > 1, 4, np.where(harms > 0, one, 0)),
            np.minimum(daily.count[Event.warmth], 3),
            daily.happened[Event.apology].astype(int),
            distance.astype(int),
            np.where(from_them, 1, np.where(elsewhere, 2, 0)),
        ]
    )
    events = np.where(daily.written, events, NOT_SEEN)
    events[~_in_use(daily)] = NOT_SEEN
    standing = _standing(daily)
    return Observations(
        categories=np.concatenate([events, standing[None]]),
        rating=daily.rating.T,
        rated=daily.rated.T,
        turning=_turning(daily),
    )


def _standing(daily: Daily) -> np.ndarray:
    """Apart (1) or together (0) on the days beside a written separation or return; (D,).

    And on the first day, where the record tells where it begins. Only there: what follows from
    such an entry for the months after is the model's to say. Taken as a fresh witness every day,
    one return that nobody wrote down would outweigh all else.
    """
    standing = np.full(daily.days, NOT_SEEN)
    if daily.contact_known:
        standing[0] = int(daily.apart_share[0] > 0.5)
    left, returned = daily.happened[Event.left], daily.happened[Event.returned]
    for day in np.flatnonzero(left != returned):
        after = int(left[day])
        if day > 0:
            standing[day - 1] = 1 - after
        standing[min(day + 1, daily.days - 1)] = after
    return standing


def _turning(daily: Daily) -> np.ndarray:
    """How likely the entries are if the two part or come back on a day, against if not; (D,).

    People write down that they left or went back, so that nothing is written of it speaks
    against it; such an entry speaks for it, on the day itself or the next.
    """
    if not daily.happened.any():
        return np.ones(daily.days)
    turns = daily.happened[Event.left] | daily.happened[Event.returned]
    near = turns.copy()
    near[1:] |= turns[:-1]
    unwritten = UNWRITTEN_TURN if daily.contact_known else NEVER_WRITTEN_TURN
    return np.where(near, WRITTEN_TURN, unwritten)


def _in_use(daily: Daily) -> np.ndarray:
    """Which event features this diary is about at all; boolean (5,).

    A diary without a single harm, warmth or apology does not say that none happened: its writer
    does not write such things down. The same holds for apologies alone, and in a diary of nothing
    but ratings for every event.
    """
    told = daily.happened[[Event.harm, Event.warmth, Event.apology]].any()
    anything = daily.happened.any()
    return np.array([told, told, daily.happened[Event.apology].any(), anything, anything])
