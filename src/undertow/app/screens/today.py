"""Today, or another day: an entry with one tap, and what is saved for that day."""

from __future__ import annotations

from datetime import date, timedelta

from undertow.app.asking import Answer, Ask, Go, Page, Route
from undertow.app.screens.adding import add_once, on_days
from undertow.app.screens.clock import EPOCH, day_of, moment_on, to_entry
from undertow.app.screens.said import said, value, whole
from undertow.app.screens.telling import tell, weekday_words
from undertow.record.cells import read_detail, read_kind
from undertow.record.kinds import RELIEF_DETAILS
from undertow.record.moment import refuse_future
from undertow.words.dates import short_date

BETWEEN = ("harm", "warmth", "apology", "contact", "needed", "cue", "left", "returned")
"""What happens between the two, in the order of the tiles; relief has tiles of its own."""

OWN = ("support", "soothing", "naming", "identity", "grieving", "therapy")
"""What a person does, alone or with others."""

FARTHEST = 40_000
"""Days back that can be looked at: more than a life."""

RECENT = 5
"""Days with entries that are listed to go back to."""


def today(ask: Ask) -> Answer:
    """Shows a day; a tap on a kind saves an entry and goes on to it."""
    if ask.method == "POST":
        return _pick(ask) if ask.field("act") == "pick" else _add(ask)
    back = whole(value(ask, "b"), 0, FARTHEST)
    day = day_back(ask, back)
    start = float((day - EPOCH).days)
    told = [tell(kept, ask.words) for kept in on_days(ask, start, start)]
    return Page(
        "today.html.j2",
        {
            "status": said(ask, "app.today.said"),
            "day": day.isoformat(),
            "title": weekday_words(day, ask.words),
            "back": back,
            "told": told,
            "between": BETWEEN,
            "own": OWN,
            "reliefs": RELIEF_DETAILS,
            "recent": _recent(ask, day),
            "newest": ask.now.date().isoformat(),
        },
    )


def day_path(ask: Ask, day: date, code: str = "") -> str:
    """The address of a day: how many days back it lies, so that no date stays in a history."""
    back = (ask.now.date() - day).days
    fields = [f"b={back}"] * bool(back) + [f"s={code}"] * bool(code)
    return "/d" + ("?" + "&".join(fields) if fields else "")


def chosen_day(ask: Ask) -> date:
    """The day that a form was opened for; today if it says none."""
    try:
        return date.fromisoformat(ask.field("day"))
    except ValueError:
        return ask.now.date()


def day_back(ask: Ask, back: int) -> date:
    """The day so many days back; today where the calendar ends."""
    try:
        return ask.now.date() - timedelta(days=back)
    except OverflowError:
        return ask.now.date()


def _pick(ask: Ask) -> Go:
    """On to the day that was picked."""
    try:
        day = date.fromisoformat(ask.field("picked"))
    except ValueError:
        return Go("/d?s=noday")
    return Go(day_path(ask, day) if abs((ask.now.date() - day).days) <= FARTHEST else "/d?s=noday")


def _add(ask: Ask) -> Go:
    """Saves what was tapped: `kind`, or `kind:detail`."""
    kind, _, detail = ask.field("kind").partition(":")
    kind = read_kind(kind)
    moment = moment_on(chosen_day(ask), ask.now)
    refuse_future(moment, ask.now.date())
    number = add_once(ask, to_entry(moment, kind, detail=read_detail(detail, kind)))
    return Go(f"/d/e/{number}?s=saved")


def _recent(ask: Ask, shown: date) -> list[tuple[str, str]]:
    """The last other days with entries: address and date."""
    days: list[date] = []
    last: float | None = None
    while len(days) < RECENT:
        # A day may hold hundreds of entries, so each step asks for one entry before the last day.
        found = ask.vault.entries(last=last, limit=1, newest_first=True)
        if not found:
            break
        entry = found[0].entry
        last = entry.earliest // 1
        day = day_of(entry.earliest)
        if entry.precision in ("instant", "day") and day != shown:
            days.append(day)
    return [(day_path(ask, day), short_date(day, ask.words)) for day in days]


ROUTES = [Route("/d", today)]
