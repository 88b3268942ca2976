"""Running totals of a record, which never reset, and who soothed."""

from __future__ import annotations

import numpy as np

from undertow.record import Daily, Event, Record, Relief


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
        "separations": count(Event.left),
        "returns": count(Event.returned),
        "harms": count(Event.harm),
        "warmths": count(Event.warmth, Event.apology),
    }


def relief_sources(record: Record) -> dict[str, int]:
    """Number of times that each source soothed (A10 A30)."""
    soothed = record.events.kind == Event.relief
    return {source.name: int((record.events.detail[soothed] == source).sum()) for source in Relief}
