"""Entries in words, as lists show them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from undertow.app.screens.clock import day_of, on_wall
from undertow.record.diary import Entry
from undertow.record.kinds import RATINGS
from undertow.words import Words
from undertow.words.dates import date_words, month_words

if TYPE_CHECKING:
    from undertow.vault.vault import Kept


class Told(NamedTuple):
    """One entry in words.

    Attributes:
        id: its number in the vault.
        kind: what kind of entry.
        when: the hour, day, month or year, as exactly as it was given.
        what: the kind, with its detail and its strength or answer.
        note: the person's own words, unchanged.
    """

    id: int
    kind: str
    when: str
    what: str
    note: str


def tell(kept: Kept, words: Words, with_day: bool = False) -> Told:
    """An entry in words.

    Args:
        kept: as the vault gives it.
        words: every sentence.
        with_day: whether the day is to be named as well as the hour.
    """
    entry = kept.entry
    return Told(
        kept.id,
        entry.kind,
        when_words(entry, words, with_day),
        what_words(entry, words),
        entry.note,
    )


def what_words(entry: Entry, words: Words) -> str:
    """What an entry says, without its time and note."""
    if entry.kind in RATINGS:
        name = words.say(f"app.today.rating.{entry.kind}")
        if entry.value is None:
            return words.say("app.today.line.skipped", name=name)
        return words.say("app.today.line.rated", name=name, value=f"{entry.value:g}")
    name = words.say(f"app.today.kind.{entry.kind}")
    if entry.detail is not None:
        detail = words.say(f"app.today.detail.{entry.kind}.{entry.detail}")
        name = words.say("app.today.line.detail", name=name, detail=detail)
    if entry.value is not None:
        name = words.say("app.today.line.strength", name=name, value=f"{entry.value:g}")
    return name


def when_words(entry: Entry, words: Words, with_day: bool = False) -> str:
    """When an entry says that it was; the hour alone unless `with_day`."""
    day = day_of(entry.earliest)
    match entry.precision:
        case "year":
            return str(day.year)
        case "month":
            return month_words(day, words)
        case "day":
            return date_words(day, words) if with_day else words.say("app.today.line.some_time")
        case "instant":
            clock = f"{on_wall(entry.earliest):%H:%M}"
            if not with_day:
                return clock
            return words.say("app.today.line.at", day=date_words(day, words), clock=clock)


def weekday_words(day: date, words: Words) -> str:
    """A day as `Friday, 21 November 2025`."""
    weekday = words.list("app.today.weekdays")[day.weekday()]
    return words.say("app.today.line.weekday", weekday=weekday, day=date_words(day, words))
