"""Running totals of a record, which never reset, and who soothed."""

from __future__ import annotations

import numpy as np

from undertow.record import Daily, Event, Rating, Record, Relief

_BEFORE, _AFTER = 7, 3
"""Days around a contact within which an answer tells of what it did: it fades in days (A14)."""


def totals(record: Record, daily: Daily) -> dict[str, float]:
    """Counts of what was written; needed contact is its own kind (safety.md)."""

    def count(*kinds: Event) -> float:
        return float(np.isin(record.events.kind, kinds).sum())

    return {
        "days": float(record.days),
        "days_written": float(daily.written.sum()),
        "days_apart": float(np.floor(daily.apart_share.sum())),
        "contacts": count(Event.contact),
        "contacts_needed": count(Event.needed),
        "contacts_answered": float(contacts_answered(daily)),
        "separations": count(Event.left),
        "returns": count(Event.returned),
        "harms": count(Event.harm),
        "warmths": count(Event.warmth, Event.apology),
    }


def contacts_answered(daily: Daily) -> int:
    """Days with a contact while apart that have an answer about the pull before and after (A14).

    On these a look ahead with a contact can rest on what contact did to this person; without any
    it is what contact does to simulated people.
    """
    contact = daily.happened[Event.contact] | daily.happened[Event.needed]
    rated = daily.rated[Rating.craving]
    return sum(
        bool(rated[max(day - _BEFORE, 0) : day].any() and rated[day : day + 1 + _AFTER].any())
        for day in np.flatnonzero(contact & (daily.apart_share > 0))
    )


def relief_sources(record: Record) -> dict[str, int]:
    """Number of times that each source soothed (A10 A30)."""
    soothed = record.events.kind == Event.relief
    return {source.name: int((record.events.detail[soothed] == source).sum()) for source in Relief}
