"""I want to write to them: things to do first or instead, and no word against it."""

from __future__ import annotations

from datetime import datetime, timedelta

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import add_once, own_words
from undertow.app.screens.clock import on_wall, this_minute, to_entry, wall
from undertow.app.screens.said import said

MINUTES = 20
"""How long the offered wait is."""

KEPT = timedelta(hours=12)
"""How long after its end a wait is still spoken of."""

WAIT = "wait_until"
"""Where the vault keeps the end of a wait, in days since 1970-01-01 on the wall."""


def writing(ask: Ask) -> Answer:
    """Offers the three things; a POST saves that a contact happened (A14)."""
    if ask.method == "POST":
        kind = "needed" if ask.field("act") == "needed" else "contact"
        add_once(ask, to_entry(this_minute(ask.now), kind))
        return Go("/w?s=contact")
    until = _end(ask)
    return Page(
        "now_writing.html.j2",
        {
            "status": said(ask, "app.now.writing.said"),
            "until": until and f"{until:%H:%M}",
            "over": until is not None and ask.now.replace(tzinfo=None) >= until,
        },
    )


def waiting(ask: Ask) -> Answer:
    """Twenty minutes by the clock: a time to look at, with nothing that counts down."""
    if ask.method == "POST":
        if ask.field("act") == "stop":
            ask.vault.set(WAIT, None)
            return Go("/w")
        ask.vault.set(WAIT, wall(ask.now) + MINUTES / 1440)
        return Go("/w/t")
    until = _end(ask)
    if until is None:
        return Go("/w")
    now = ask.now.replace(tzinfo=None)
    return Page(
        "now_waiting.html.j2",
        {"now": f"{now:%H:%M}", "until": f"{until:%H:%M}", "over": now >= until},
    )


def _end(ask: Ask) -> datetime | None:
    """When the wait ends or ended; None without one, or where the clock says it is long ago."""
    kept = ask.vault.get(WAIT)
    if kept is None:
        return None
    until, now = on_wall(float(kept)), ask.now.replace(tzinfo=None)
    return until if until - timedelta(minutes=MINUTES + 1) <= now <= until + KEPT else None


def letter(ask: Ask) -> Answer:
    """A letter that is kept here and goes nowhere."""
    if ask.method == "POST":
        text = own_words(ask, "text")
        if not text:
            return Go("/w/l?s=empty")
        ask.vault.add_text("letter", text, wall(ask.now))
        return Go("/w/l?s=saved")
    return Page(
        "now_letter.html.j2",
        {"status": said(ask, "app.now.letter.said"), "count": len(ask.vault.texts("letter"))},
    )


ROUTES = [Route("/w", writing), Route("/w/t", waiting), Route("/w/l", letter)]
