"""One entry: more about it, a change, or taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import own_words
from undertow.app.screens.after_kindness import KINDNESS
from undertow.app.screens.clock import day_of, given_moment, on_wall, to_entry
from undertow.app.screens.said import said, whole
from undertow.app.screens.telling import tell, weekday_words
from undertow.app.screens.today import day_path
from undertow.record.cells import read_detail, read_value
from undertow.record.diary import Entry
from undertow.record.kinds import DETAILS, RATINGS
from undertow.record.moment import Moment
from undertow.record.problem import Problem

if TYPE_CHECKING:
    from undertow.vault.vault import Kept


def entry(ask: Ask) -> Answer:
    """Shows one entry with all that can be added; a POST saves or removes it."""
    kept = ask.vault.entry(whole(ask.parts["id"], -1, 10**9))
    if kept is None:
        return Go("/d?s=removed")
    if ask.method == "POST":
        return _remove(ask, kept) if ask.field("act") == "remove" else _change(ask, kept)
    was = kept.entry
    return Page(
        "today_entry.html.j2",
        {
            "status": said(ask, "app.today.said"),
            "told": tell(kept, ask.words, with_day=True),
            "title": weekday_words(day_of(was.earliest), ask.words),
            "rated": was.kind in RATINGS,
            "was_kind": was.kind in KINDNESS,
            "details": DETAILS.get(was.kind, ()),
            "detail": was.detail or "",
            "value": "" if was.value is None else f"{was.value:g}",
            "precision": was.precision,
            "day": day_of(was.earliest).isoformat(),
            "clock": f"{on_wall(was.earliest):%H:%M}" if was.precision == "instant" else "",
            "day_path": _way_back(ask, was),
        },
    )


def _change(ask: Ask, kept: Kept) -> Go:
    """Saves the form. A time that cannot be read stays as it was, so that no words are lost."""
    was = kept.entry
    moment, code = Moment(was.earliest, was.latest, was.precision, was.offset), "changed"
    if _time_was_touched(ask, was):
        try:
            moment = given_moment(
                ask.field("exact"), ask.field("date"), ask.field("clock"), ask.now
            )
        except Problem:
            code = "date"
    changed = to_entry(
        moment,
        was.kind,
        read_value(ask.field("value"), was.kind),
        read_detail(ask.field("detail"), was.kind),
        own_words(ask, "note"),
    )
    ask.vault.change_entry(kept.id, changed)
    return Go(f"/d/e/{kept.id}?s=date" if code == "date" else _way_back(ask, changed, code))


def _time_was_touched(ask: Ask, was: Entry) -> bool:
    """Whether the form says another time than the entry: seconds and zones must not be lost."""
    day, clock = day_of(was.earliest).isoformat(), f"{on_wall(was.earliest):%H:%M}"
    given = (ask.field("exact"), ask.field("date"), ask.field("clock")[:5])
    return given != (was.precision, day, clock if was.precision == "instant" else "")


def _remove(ask: Ask, kept: Kept) -> Go:
    """Takes the entry away."""
    ask.vault.remove_entry(kept.id)
    return Go(_way_back(ask, kept.entry, "removed"))


def _way_back(ask: Ask, was: Entry, code: str = "") -> str:
    """The day of an entry; what has only a month or a year is listed with the story so far."""
    if was.precision in ("month", "year"):
        return "/f/s" + (f"?s={code}" if code else "")
    return day_path(ask, day_of(was.earliest), code)


ROUTES = [Route("/d/e/{id}", entry)]
