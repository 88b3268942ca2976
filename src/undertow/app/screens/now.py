"""The first page: four taps, and today before anything else."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import on_days
from undertow.app.screens.clock import wall
from undertow.app.screens.said import said
from undertow.app.screens.telling import weekday_words

TILES = (("/d", "happened"), ("/b", "kind"), ("/w", "write"), ("/a", "afraid"))
"""Where each tap leads, and the names of its words."""


def now(ask: Ask) -> Answer:
    """Shows the four taps; on the first visit goes on to the first run."""
    if not ask.vault.get("first_run_done"):
        return Go("/f")
    if ask.method == "POST":
        ask.vault.set("first_week", "hidden")
        return Go("/?s=hidden")
    today = wall(ask.now)
    return Page(
        "now.html.j2",
        {
            "status": said(ask, "app.now.said"),
            "tiles": TILES,
            "title": weekday_words(ask.now.date(), ask.words),
            "count": len(on_days(ask, today, today)),
            "has_note": bool(ask.vault.texts("night")),
            "first_week": ask.vault.get("first_week", "open") == "open",
        },
    )


ROUTES = [Route("/", now)]
