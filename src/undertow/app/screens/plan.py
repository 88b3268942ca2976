"""Plan and help: who can help comes first, then a plan of the person's own, step by step (A21)."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens import own_texts
from undertow.app.screens.help_lines import ELSEWHERE, chosen_country, countries, told_lines
from undertow.app.screens.said import said

STEPS = ("people", "places", "documents", "money", "children", "codeword", "devices")
"""The steps of a plan, in the order in which they are shown; any may stay empty."""


def plan(ask: Ask) -> Answer:
    """The screen `/h`: help lines, on leaving, the steps of the plan."""
    if ask.method == "POST":
        return _changed(ask)
    country = chosen_country(ask)
    return Page(
        "plan.html.j2",
        {
            "country": country,
            "countries": [
                (code, ask.words.say(f"app.plan.country.{code}"))
                for code in (*countries(), ELSEWHERE)
            ],
            "lines": told_lines(country, ask.now.date(), ask.words),
            "steps": [(step, own_texts.items(ask, "plan", step)) for step in STEPS],
            "done": said(ask, "app.text.said"),
        },
    )


def on_one_page(ask: Ask) -> Answer:
    """The screen `/h/p`: the plan alone, to be printed."""
    steps = [(step, own_texts.items(ask, "plan", step)) for step in STEPS]
    lines = told_lines(chosen_country(ask), ask.now.date(), ask.words)
    written = [(step, items) for step, items in steps if items]
    return Page("plan_page.html.j2", {"steps": written, "lines": lines})


def one_item(ask: Ask) -> Answer:
    """The screen `/h/{id}`: one line of the plan, to change or remove."""
    text = own_texts.find(ask, ("plan",))
    if text is None:
        return Go("/h?s=gone")
    if ask.method == "POST":
        return Go(f"/h?s={own_texts.settle(ask, text)}")
    heading = ask.words.say(f"app.plan.step.{text.about}.name")
    item = own_texts.item(ask, text)
    return Page("text.html.j2", {"heading": heading, "item": item, "back": "/h", "rows": 3})


def _changed(ask: Ask) -> Answer:
    if ask.field("do") == "country":
        if ask.field("country") in (*countries(), ELSEWHERE):
            ask.vault.set("country", ask.field("country"))
        return Go("/h")
    step = ask.field("step")
    if step not in STEPS:
        return Go("/h")
    done = own_texts.add(ask, "plan", step, ask.field("text"))
    return Go("/h?s=added" if done else "/h?s=empty")


ROUTES = [
    Route("/h", plan),
    Route("/h/p", on_one_page, ("GET",)),
    Route("/h/{id}", one_item),
]
