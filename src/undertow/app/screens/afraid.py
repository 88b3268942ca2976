"""I am frightened: who can help comes first, then the plan, then the people one named."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Page, Route
from undertow.app.screens import own_texts
from undertow.app.screens.help_lines import chosen_country, told_lines
from undertow.app.screens.plan import STEPS


def afraid(ask: Ask) -> Answer:
    """Shows help, plan and people, in this order; changes nothing."""
    steps = [(step, own_texts.items(ask, "plan", step)) for step in STEPS]
    return Page(
        "now_afraid.html.j2",
        {
            "lines": told_lines(chosen_country(ask), ask.now.date(), ask.words),
            "steps": [(step, items) for step, items in steps if items],
            "people": own_texts.items(ask, "mine", "person"),
        },
    )


ROUTES = [Route("/a", afraid, ("GET",))]
