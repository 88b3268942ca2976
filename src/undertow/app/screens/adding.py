"""How an entry is added: once, even when its button is pressed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.app.asking import Ask
from undertow.app.screens.clock import wall
from undertow.record.diary import Entry

if TYPE_CHECKING:
    from undertow.vault.vault import Kept


def add_once(ask: Ask, entry: Entry) -> int:
    """Adds an entry, unless one with equal content is there: a form sent twice is one thing.

    Returns:
        The number of the entry in the vault, new or found.
    """
    start = entry.earliest // 1
    for kept in ask.vault.entries(first=start, last=start + 1, kind=entry.kind):
        if kept.entry.content == entry.content:
            return kept.id
    return ask.vault.add_entries([entry], wall(ask.now))[0]


def on_days(ask: Ask, first: float, last: float, kind: str | None = None) -> list[Kept]:
    """Entries that name an hour or a day, from the day of `first` to the day of `last`."""
    start, stop = first // 1, last // 1 + 1
    return [
        kept
        for kept in ask.vault.entries(first=start, last=stop, kind=kind)
        if kept.entry.precision in ("instant", "day") and start <= kept.entry.earliest < stop
    ]


def own_words(ask: Ask, name: str) -> str:
    """What the person wrote in a field of several lines; line ends as in the rest of the file."""
    return ask.field(name).replace("\r\n", "\n").replace("\r", "\n")
