"""A reading told in its parts: what the pattern screen shows, as bytes that can be kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from undertow.words import Words

if TYPE_CHECKING:
    from undertow.inference.reading import Reading


class Told(NamedTuple):
    """A reading in its parts, ready to be shown.

    Attributes:
        parts: each of `undertow.report.view.PARTS` as HTML.
        first: the first day, in words.
        last: the last day, in words.
        days: from first to last.
        written: days with an entry.
        little: whether so little is written that most of it would be a guess.
    """

    parts: dict[str, Markup]
    first: str
    last: str
    days: int
    written: int
    little: bool


def tell(reading: Reading, words: Words) -> bytes:
    """A reading in words and pictures; `told` is the way back."""
    from undertow.report.phrases import date_words
    from undertow.report.view import parts

    return json.dumps(
        {
            "parts": parts(reading, words),
            "first": date_words(reading.dates[0], words),
            "last": date_words(reading.dates[-1], words),
            "days": len(reading.dates),
            "written": int(reading.totals.get("days_written", 0)),
            "little": any(notice.id == "few_entries" for notice in reading.notices),
        }
    ).encode("utf-8")


def told(content: bytes) -> Told:
    """What `tell` made."""
    found = json.loads(content)
    parts = {name: Markup(part) for name, part in found.pop("parts").items()}
    return Told(parts=parts, **found)
