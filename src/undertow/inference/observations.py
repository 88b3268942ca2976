"""What one day of a record shows of its stage: a few categories, ratings, and what is missing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from undertow.record import Daily, Event, Relief

WEAK_BELOW = 0.6
"""Strength under which an episode counts as weak; 1 is the person's typical strong one."""

NOT_SEEN = -1

CATEGORIES = {"harm": 3, "warmth": 3, "apology": 2, "distance": 2, "relief": 3, "standing": 2}
"""Observed features and their number of categories.

harm, warmth: none, weak, strong or of unknown strength. distance: anything that belongs to being
apart (contact, needed contact, a cue, grieving). relief: none, from them, from elsewhere.
standing: together or apart, by what the record says of leaving and going back.
"""


class Observations(NamedTuple):
    """One record as the stage model sees it.

    Attributes:
        categories: index per feature of `CATEGORIES` and day, `NOT_SEEN` where nothing was
            written; int (features, days).
        rating: daily mean answers, 0 to 1, safe fill where none; (days, ratings).
        rated: where there is one; boolean (days, ratings).
    """

    categories: np.ndarray
    rating: np.ndarray
    rated: np.ndarray


def observe(daily: Daily) -> Observations:
    """Turn a daily table into observations."""

    def sized(kind: Event) -> np.ndarray:
        weak = daily.strength_known[kind] & (daily.strength[kind] < WEAK_BELOW)
        return np.where(daily.happened[kind], np.where(weak, 1, 2), 0)

    apart_kinds = (Event.contact, Event.needed, Event.cue, Event.grieving)
    distance = np.any([daily.happened[kind] for kind in apart_kinds], axis=0)
    from_them = daily.relief[Relief.them]
    elsewhere = daily.relief[[Relief.people, Relief.self, Relief.nothing]].any(axis=0)
    events = np.stack(
        [
            sized(Event.harm),
            sized(Event.warmth),
            daily.happened[Event.apology].astype(int),
            distance.astype(int),
            np.where(from_them, 1, np.where(elsewhere, 2, 0)),
        ]
    )
    events = np.where(daily.written, events, NOT_SEEN)
    standing = (daily.apart_share > 0.5).astype(int)
    if not daily.contact_known:
        standing = np.full_like(standing, NOT_SEEN)
    return Observations(
        categories=np.concatenate([events, standing[None]]),
        rating=daily.rating.T,
        rated=daily.rated.T,
    )
