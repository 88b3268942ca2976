"""The first visit: a few plain lines, then the story so far and early years, both skippable."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route

CARE = ("care1", "care2", "care3")
"""Names under which the vault keeps the answers on early care."""

ANSWERS = ("yes", "partly", "no")


def first(ask: Ask) -> Answer:
    """Says what this is and is not, before anything is asked; going on is one tap."""
    if ask.method == "POST":
        ask.vault.set("first_run_done", True)
        return Go("/f/s?n=1")
    return Page("first.html.j2", {})


def care(ask: Ask) -> Answer:
    """Three plain questions on early care (A13); every one may stay open."""
    if ask.method == "POST":
        for name in CARE:
            answer = ask.field(name)
            if ask.field("act") == "save" and answer in (*ANSWERS, ""):
                ask.vault.set(name, answer or None)
        ask.vault.set("first_week", "done")
        return Go("/?s=ready")
    given = {name: ask.vault.get(name) or "" for name in CARE}
    return Page("first_care.html.j2", {"given": given, "answers": ANSWERS})


ROUTES = [Route("/f", first), Route("/f/c", care)]
