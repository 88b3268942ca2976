"""What one contact did last time, from the person's own answers; needed contact apart."""

from __future__ import annotations

from undertow.app.asking import Answer, Ask, Page, Route
from undertow.app.screens.clock import day_of
from undertow.app.screens.last_contact import beside_contacts, moves
from undertow.record.diary import Entry
from undertow.record.kinds import RATINGS
from undertow.words.dates import date_words

KINDS = ("contact", "needed")


def contacts(ask: Ask) -> Answer:
    """Shows the answers around the last contact of each kind, and how they moved over all."""
    answers = [kept.entry for scale in RATINGS for kept in ask.vault.entries(kind=scale)]
    kinds = [_told(ask, kind, answers) for kind in KINDS]
    told = any(kind["changes"] or kind["moves"] for kind in kinds)
    return Page("now_contact.html.j2", {"kinds": kinds, "told": told})


def _told(ask: Ask, kind: str, answers: list[Entry]) -> dict[str, object]:
    """One kind of contact in words and figures."""
    beside = beside_contacts(
        [*answers, *(kept.entry for kept in ask.vault.entries(kind=kind))], kind
    )
    last = beside[-1] if beside else None
    name = ask.words.say
    return {
        "kind": kind,
        "day": last and date_words(day_of(last.contact.earliest), ask.words),
        "changes": [
            (name(f"app.today.rating.{one.scale}"), f"{one.before:g}", f"{one.after:g}")
            for one in (last.changes if last else ())
        ],
        "moves": [
            (name(f"app.today.rating.{one.scale}"), one.higher, one.lower, one.same)
            for one in moves(beside)
        ],
    }


ROUTES = [Route("/w/c", contacts, ("GET",))]
