"""Numbers, dates and certainty in words.

Levels of 0 to 1 are told out of 10, the scale on which the person rates; chances are told as
so many in 10. Both are rounded as far as the reading deserves.
"""

from __future__ import annotations

import math

from undertow.inference.reading import Band
from undertow.words import Words
from undertow.words.dates import date_words as date_words
from undertow.words.dates import day_and_month as day_and_month
from undertow.words.dates import short_date as short_date

LITTLE = 0.3
"""Contraction below which the record says little about a state (design.md, Inference)."""


def sure_words(probability: float, words: Words) -> str:
    """A chance of 0 to 1 as `about 8 in 10`; never certain, because the theory itself is not."""
    if probability > 0.95:
        return words.say("sure.almost_all")
    if probability < 0.05:
        return words.say("sure.almost_none")
    return words.say("sure.in_ten", tenths=min(9, max(1, math.floor(probability * 10 + 0.5))))


def out_of_ten(level: float) -> str:
    """A level of 0 to 1 (or -1 to 1) on the scale of the ratings, as a whole number."""
    if not math.isfinite(level):
        return ""
    return f"{math.floor(level * 10 + 0.5):d}"


def plain_number(value: float) -> str:
    """A figure with at most one digit after the point; empty when not known."""
    if not math.isfinite(value):
        return ""
    if abs(value) >= 10 or float(value).is_integer():
        return f"{value:.0f}"
    return f"{value:.1f}".removesuffix(".0")


def last_range(band: Band, at: int = -1) -> dict[str, str]:
    """The 80 % range of a band on one day, out of 10, as values for a sentence.

    A pull beyond the scale's end is told as its end: 10 is as strong as words go.
    """
    low, high = (min(float(end[at]), 1.0) for end in (band.low80, band.high80))
    return {"low": out_of_ten(low), "high": out_of_ten(high)}


def says_little(contraction: dict[str, float], state: str) -> bool:
    """Whether the words must be "the record says little about this"; not known counts as so."""
    return not contraction.get(state, 0.0) >= LITTLE
