"""They were kind: it is saved with one tap, and what came after the other times is offered."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import add_once, own_words
from undertow.app.screens.clock import this_minute, to_entry, wall
from undertow.app.screens.said import said
from undertow.record.diary import Entry

TAPS = {
    "little": ("warmth", 3.0),
    "clear": ("warmth", 6.0),
    "very": ("warmth", 9.0),
    "apology": ("apology", None),
}
"""What each tap saves: kind and strength, the middle of each third of the scale of 0 to 10."""


def kindness(ask: Ask) -> Answer:
    """Asks how it was; once that is saved, offers to look back and to write down a hope (A32)."""
    if ask.method == "POST":
        return _save(ask)
    status = said(ask, "app.now.kindness.said")
    return Page("now_kindness.html.j2", {"status": status, "taps": list(TAPS)})


def hope(ask: Ask) -> Answer:
    """A hope alone, offered where one came back (A32)."""
    if ask.method == "POST":
        text = own_words(ask, "text")
        if text:
            ask.vault.add_text("hope", text, wall(ask.now))
        return Go("/b/h?s=hope" if text else "/b/h")
    return Page("now_hope.html.j2", {"status": said(ask, "app.now.kindness.said")})


def _save(ask: Ask) -> Go:
    """Saves a kindness, a hope, or that the stage was named (A17)."""
    match ask.field("act"):
        case "hope":
            text = own_words(ask, "text")
            if not text:
                return Go("/b?s=saved")
            ask.vault.add_text("hope", text, wall(ask.now))
            return Go("/b?s=hope")
        case "name":
            add_once(ask, _now(ask, "naming", None))
            return Go("/b/s?s=named")
        case act if act in TAPS:
            add_once(ask, _now(ask, *TAPS[act]))
            return Go("/b?s=saved")
        case _:
            return Go("/b")


def _now(ask: Ask, kind: str, value: float | None) -> Entry:
    return to_entry(this_minute(ask.now), kind, value)


ROUTES = [Route("/b", kindness), Route("/b/h", hope)]
