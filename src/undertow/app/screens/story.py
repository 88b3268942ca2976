"""The story so far in rough dates: entries of the diary that name only a month or a year."""

from __future__ import annotations

from collections.abc import Iterator

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import add_once
from undertow.app.screens.clock import given_moment, to_entry
from undertow.app.screens.said import said, value, whole
from undertow.app.screens.telling import tell
from undertow.record.moment import Moment
from undertow.record.problem import Problem

ASKED = ("begin", "harm")
"""Fields asked once. `begin` is told as the first warm time: what a record starts from."""

KINDS = {"begin": "warmth", "harm": "harm", "left": "left", "returned": "returned"}
"""The kind of entry that each field becomes."""

APARTS = 3
"""Times apart that one form has room for; it can be filled in again."""


def story(ask: Ask) -> Answer:
    """Shows the rough dates kept and room for more; a POST saves those that can be read."""
    first_time = value(ask, "n") == "1" or ask.field("n") == "1"
    if ask.method == "POST":
        if ask.field("act") == "skip":
            return Go("/f/c")
        unread = _save(ask)
        if first_time and not unread:
            return Go("/f/c")
        fields = [f"u={unread}"] * bool(unread) + ["n=1"] * first_time
        return Go("/f/s?" + "&".join([*fields, "s=saved"]))
    unread = whole(value(ask, "u"), 0, 99)
    return Page(
        "first_story.html.j2",
        {
            "status": said(ask, "app.first.said"),
            "unread": max(unread, 0),
            "kept": [
                tell(kept, ask.words, with_day=True)
                for kept in ask.vault.entries()
                if kept.entry.precision in ("month", "year")
            ],
            "asked": ASKED,
            "aparts": range(APARTS),
            "months": list(enumerate(ask.words.list("number.months"), start=1)),
            "first_time": first_time,
        },
    )


def _save(ask: Ask) -> int:
    """Saves every date that can be read; returns how many could not."""
    unread = 0
    for field, kind in _fields():
        month, year = ask.field(f"{field}_month"), ask.field(f"{field}_year")
        if not (year or month):
            continue
        try:
            add_once(ask, to_entry(_rough(month, year, ask), kind))
        except Problem:
            unread += 1
    return unread


def _fields() -> Iterator[tuple[str, str]]:
    """Names of the form's dates, each with the kind of entry it becomes."""
    yield from ((field, KINDS[field]) for field in ASKED)
    for place in range(APARTS):
        yield from ((f"{kind}{place}", kind) for kind in ("left", "returned"))


def _rough(month: str, year: str, ask: Ask) -> Moment:
    """A month of a year, or a year.

    Raises:
        Problem: neither can be read, or it lies in the future.
    """
    number = whole(month, 0, 12)
    exact = "month" if number > 0 else "year"
    return given_moment(exact, f"{year}-{max(number, 1):02}-01", "", ask.now)


ROUTES = [Route("/f/s", story)]
