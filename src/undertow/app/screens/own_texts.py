"""Texts of the person's own, as screens list, add, change and remove them."""

from __future__ import annotations

from typing import NamedTuple

from undertow.app.asking import Ask
from undertow.app.screens.clock import day_of, wall
from undertow.app.screens.said import whole
from undertow.vault.texts import Text, TextKind
from undertow.words.dates import date_words

_SAME_TAP = 2 / 1440
"""Days within which the same words again are the same tap on the same button."""

_MOST = 10**9


class Item(NamedTuple):
    """One text as a list shows it.

    Attributes:
        id: its number in the vault.
        text: the person's own words, unchanged.
        when: the day on which it was last saved, in words.
        about: what it belongs to.
    """

    id: int
    text: str
    when: str
    about: str


def items(ask: Ask, kind: TextKind, about: str | None = None) -> list[Item]:
    """Texts of one kind, newest first; only those about one thing if `about` is given."""
    return [
        item(ask, text) for text in ask.vault.texts(kind) if about is None or text.about == about
    ]


def item(ask: Ask, text: Text) -> Item:
    """A text with its day in words."""
    return Item(text.id, text.text, date_words(day_of(text.written), ask.words), text.about)


def add(ask: Ask, kind: TextKind, about: str, text: str) -> bool:
    """Keeps a text, once even when its button is pressed twice.

    Returns:
        Whether there was anything to keep.
    """
    if not text:
        return False
    now = wall(ask.now)
    for kept in ask.vault.texts(kind):
        same = (kept.about, kept.text) == (about, text)
        if same and 0 <= now - kept.written <= _SAME_TAP:
            return True
    ask.vault.add_text(kind, text, now, about)
    return True


def find(ask: Ask, kinds: tuple[TextKind, ...]) -> Text | None:
    """The text whose number is the `id` of the address, if it is of one of these kinds."""
    number = whole(ask.parts.get("id", ""), -1, _MOST)
    found = (text for kind in kinds for text in ask.vault.texts(kind) if text.id == number)
    return next(found, None)


def settle(ask: Ask, text: Text) -> str:
    """Does what the form of one text asks for: saves its new words, or removes it.

    Returns:
        What was done: `changed`, `removed` or, where nothing was to be done, `empty`.
    """
    if ask.field("do") == "remove":
        ask.vault.remove_text(text.id)
        return "removed"
    words = ask.field("text")
    if not words:
        return "empty"
    ask.vault.change_text(text.id, words, wall(ask.now))
    return "changed"
