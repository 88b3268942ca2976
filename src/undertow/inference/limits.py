"""What a reading of this record cannot know: notices, most important first."""

from __future__ import annotations

from undertow.record import Daily, Event, Notice, Rating, Record

_FEW_ENTRIES = 15
_FEW_DAYS = 14
_MOSTLY = 0.5
_VAGUE = 0.5
_STAGE_KINDS = (Event.harm, Event.warmth, Event.apology, Event.left, Event.returned)
_MEETINGS = (Event.contact, Event.needed, Event.left, Event.returned)
"""Who met whom and when, which anybody's chat shows as well."""
_ABOUT_THEM = (Rating.closeness, Rating.judgement, Rating.losing)


def of_ones_own(daily: Daily) -> bool:
    """Whether a record holds anything but meetings: an answer, or what was done and felt.

    A controlling partner can import a chat too, so from meetings alone no pull is told (safety.md).
    """
    others = [kind for kind in Event if kind not in _MEETINGS]
    return bool(daily.rated.any() or daily.happened[others].any())


def limits(record: Record, daily: Daily) -> list[Notice]:
    """Notices that follow from the record itself."""
    found: list[Notice] = []
    entries = len(record.events.kind) + len(record.ratings.scale)
    if entries < _FEW_ENTRIES or record.days < _FEW_DAYS:
        found.append(Notice("few_entries", {"entries": entries, "days": record.days}))
    if not of_ones_own(daily):
        found.append(Notice("only_meetings"))
    if not daily.happened[list(_STAGE_KINDS)].any():
        found.append(Notice("no_events"))
    elif not daily.happened[Event.harm].any():
        found.append(Notice("no_harm_written"))
    if not daily.rated.any():
        found.append(Notice("no_ratings"))
    written = float(daily.written.mean())
    if written < _MOSTLY:
        found.append(Notice("mostly_unwritten", {"share": round(100 * (1 - written))}))
    sized = record.events.kind <= Event.harm
    if sized.any() and (~record.events.strength_known[sized]).mean() > _VAGUE:
        share = round(100 * float((~record.events.strength_known[sized]).mean()))
        found.append(Notice("vague_strengths", {"share": share}))
    found.append(Notice("reporting"))
    found.append(Notice("frozen"))
    found.append(Notice("one_person"))
    return found
