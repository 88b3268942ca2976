"""The other times: what a person's own entries say came after kindness, and their words of then."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from undertow.app.asking import Answer, Ask, Page, Route
from undertow.app.screens.after_kindness import (
    KINDNESS,
    LOOKING_ON,
    MAKING_UP,
    Time,
    counted,
    times,
    words_of_then,
)
from undertow.app.screens.clock import day_of, wall
from undertow.app.screens.said import said
from undertow.app.screens.telling import what_words, when_words
from undertow.record.diary import Entry
from undertow.words.dates import date_words, short_date

SHOWN = 5
"""Times listed at once, the latest first; the rest are a tap away."""


class Row(NamedTuple):
    """One time in words: the dates of harm, of kindness, and of harm again."""

    harm: str
    kind: str
    again: str


def looking_back(ask: Ask) -> Answer:
    """Shows, at the person's wish, their note, what followed, and their own words of then."""
    entries = [kept.entry for kind in ("harm", *KINDNESS) for kept in ask.vault.entries(kind=kind)]
    today = math.floor(wall(ask.now))
    found = times(entries)
    current = _current(found, today)
    others = found[:-1] if current else found
    over = [time for time in others if time.again is not None]
    counts = counted(others, today)
    notes = ask.vault.texts("night")
    return Page(
        "now_after.html.j2",
        {
            "status": said(ask, "app.now.kindness.said"),
            "current": current and _row(ask, current),
            "harm_day": None if current else _harm_alone(ask, entries, today),
            "note": notes[0].text if notes else "",
            "rows": [_row(ask, time) for time in reversed(others)],
            "shown": SHOWN,
            "counts": counts,
            "window": LOOKING_ON,
            "then": _then(ask, over[-1]) if over else None,
        },
    )


def _current(found: list[Time], today: int) -> Time | None:
    """What may be going on: kindness, no harm since, and the harm before it not long ago."""
    if not found or found[-1].again is not None:
        return None
    return found[-1] if today - math.floor(found[-1].harm.earliest) <= MAKING_UP else None


def _harm_alone(ask: Ask, entries: Iterable[Entry], today: int) -> str | None:
    """The day of the last harm, if it is recent; no kindness came after it, or not yet."""
    days = [
        math.floor(entry.earliest)
        for entry in entries
        if entry.kind == "harm" and entry.precision in ("instant", "day")
    ]
    last = max(days, default=None)
    if last is None or today - last > MAKING_UP:
        return None
    return date_words(day_of(float(last)), ask.words)


def _row(ask: Ask, time: Time) -> Row:
    """A time as the list shows it: dates only, for a count of days reads like a clock running."""

    def day(entry: Entry) -> str:
        return short_date(day_of(entry.earliest), ask.words)

    again = day(time.again) if time.again else ask.words.say("app.now.after.since")
    return Row(day(time.harm), day(time.kind), again)


def _then(ask: Ask, time: Time) -> dict[str, object]:
    """The person's own words from the last time that has ended: notes and hopes (A27, A32)."""
    last = time.again or time.kind
    stop = math.nextafter(last.earliest, math.inf)
    between = ask.vault.entries(first=time.harm.earliest, last=stop)
    noted = words_of_then(time, (kept.entry for kept in between))
    hopes = [
        {"when": date_words(day_of(hope.written), ask.words), "text": hope.text}
        for hope in ask.vault.texts("hope", newest_first=False)
        if time.harm.earliest <= hope.written <= math.floor(last.earliest) + 1
    ]
    return {
        "first": date_words(day_of(time.harm.earliest), ask.words),
        "last": date_words(day_of(last.earliest), ask.words),
        "notes": [_noted(ask, entry) for entry in noted],
        "hopes": hopes,
    }


def _noted(ask: Ask, entry: Entry) -> dict[str, str]:
    return {
        "when": when_words(entry, ask.words, with_day=True),
        "what": what_words(entry, ask.words),
        "note": entry.note,
    }


ROUTES = [Route("/b/s", looking_back)]
