"""A note to oneself for a bad night: written on a good day, shown when asked for."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import own_words
from undertow.app.screens.clock import day_of, wall
from undertow.app.screens.said import said, whole
from undertow.words.dates import date_words


def night(ask: Ask) -> Answer:
    """Shows the notes, newest first, and a place to write one."""
    if ask.method == "POST":
        return _save(ask)
    notes = [
        {"id": one.id, "text": one.text, "when": date_words(day_of(one.written), ask.words)}
        for one in ask.vault.texts("night")
    ]
    return Page("today_night.html.j2", {"status": said(ask, "app.today.said"), "notes": notes})


def _save(ask: Ask) -> Go:
    """Adds, changes or removes a note. A change that leaves nothing changes nothing."""
    number, text = whole(ask.field("id"), -1, 10**9), own_words(ask, "text")
    if ask.field("act") == "remove":
        ask.vault.remove_text(number)
        return Go("/d/n?s=gone")
    if not text:
        return Go("/d/n?s=nothing")
    if number < 0:
        ask.vault.add_text("night", text, wall(ask.now))
    else:
        ask.vault.change_text(number, text, wall(ask.now))
    return Go("/d/n?s=night")


ROUTES = [Route("/d/n", night)]
