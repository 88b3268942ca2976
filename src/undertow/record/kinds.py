"""The kinds of entry a diary can hold: events, ratings, and the details of harm and relief.

Members index the rows of arrays (`daily.happened[Event.harm]`), so a misspelt kind is an error
and never an empty row. Their order is part of the file format of studies: only append.
"""

from __future__ import annotations

from enum import IntEnum, auto


class _FromZero(IntEnum):
    """Members counted from 0, the order of rows."""

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[int]) -> int:
        return count


class Event(_FromZero):
    """Something that happened; its value says how strong, 0 to 10, blank when unknown."""

    warmth = auto()
    apology = auto()
    harm = auto()
    contact = auto()
    needed = auto()
    cue = auto()
    left = auto()
    returned = auto()
    relief = auto()
    naming = auto()
    support = auto()
    soothing = auto()
    identity = auto()
    grieving = auto()
    therapy = auto()


class Rating(_FromZero):
    """An answer from 0 (none) to 10 (most); blank when asked and skipped."""

    craving = auto()
    stress = auto()
    closeness = auto()
    fear = auto()
    mood = auto()
    hope = auto()
    judgement = auto()
    myself = auto()
    losing = auto()


class Harm(_FromZero):
    """What kind of harm; none ranked above another (A22)."""

    insult = auto()
    humiliation = auto()
    control = auto()
    threat = auto()
    silence = auto()
    money = auto()
    physical = auto()
    sexual = auto()
    other = auto()


class Relief(_FromZero):
    """What soothed (A10): `them` is the partner."""

    them = auto()
    people = auto()
    self = auto()
    nothing = auto()


EVENTS = tuple(event.name for event in Event)
RATINGS = tuple(rating.name for rating in Rating)
HARM_DETAILS = tuple(harm.name for harm in Harm)
RELIEF_DETAILS = tuple(relief.name for relief in Relief)

DETAILS = {"harm": HARM_DETAILS, "relief": RELIEF_DETAILS}
"""The details each kind may carry; a kind that is not here carries none."""

SMALLEST, LARGEST = 0.0, 10.0
"""The scale of every value in a diary."""
