"""Messages downloaded from Facebook or Instagram (Meta): `message_1.json`, old and new.

The older files write UTF-8 bytes as if each were a letter of its own; that is undone, text by text,
and only where it can have happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from undertow.imports.event import ChatEvent, NotUnderstood, Piece
from undertow.imports.json_stream import read_items
from undertow.imports.order_of_time import mark_out_of_order
from undertow.imports.source import Source
from undertow.imports.zones import on_the_wall

_REACTED = re.compile(r"(?:Reacted \S{1,12} to your message|Liked a message) ?")
"""What stands in place of a message in English files where somebody only reacted to one."""
_MEDIA = ("photos", "videos", "audio_files", "files", "gifs", "sticker", "media", "share")


def begins_like_meta(fields: dict[str, object]) -> bool:
    """Whether an item of a list of messages is one of Meta's."""
    return "timestamp_ms" in fields or ("senderName" in fields and "timestamp" in fields)


def mended(text: str) -> str:
    """A text whose bytes were taken for letters, as it was written; others unchanged.

    A text is changed only if all of it are letters below 256 that together are UTF-8: chance
    hardly makes any of more than a letter or two.
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def events(source: Source, zone: tzinfo | None = None) -> Iterator[Piece]:
    """Every event of the conversation, newest first as in the file.

    Args:
        source: the file.
        zone: where the person's clock hangs; this device's zone if None. The file tells instants.

    Raises:
        Problem: not JSON.
    """
    return mark_out_of_order(_pieces(source, zone), newest_first=True)


def _pieces(source: Source, zone: tzinfo | None) -> Iterator[Piece]:
    people: set[str] = set()
    for field, value, line, raw in read_items(source, "messages"):
        if field is not None:
            if field == "participants" and isinstance(value, list):
                people = {name for name in map(_name, value) if name}
            yield NotUnderstood(line, raw, counts=False)
            continue
        event = _event(value, line, raw, people, zone) if isinstance(value, dict) else None
        yield NotUnderstood(line, raw) if event is None else event


def _name(person: object) -> str | None:
    name = person.get("name") if isinstance(person, dict) else person
    return mended(name) if isinstance(name, str) else None


def _event(
    fields: dict[str, object], line: int, raw: str, people: set[str], zone: tzinfo | None
) -> ChatEvent | None:
    """One message, or None if it has no time or no sender."""
    stamp = fields.get("timestamp_ms", fields.get("timestamp"))
    sender = fields.get("sender_name", fields.get("senderName"))
    if isinstance(stamp, bool) or not isinstance(stamp, int | float) or not isinstance(sender, str):
        return None
    there = on_the_wall(stamp / 1000, zone) if abs(stamp) < 1e16 else None
    if there is None:
        return None
    text = fields.get("content", fields.get("text"))
    body = mended(text) if isinstance(text, str) else ""
    name = mended(sender)
    strange = bool(people) and name not in people
    kind = "reaction" if _REACTED.fullmatch(body) else _kind(fields, bool(body))
    return ChatEvent(there[0], True, name, kind, body, line, strange, there[1], raw)


def _kind(fields: dict[str, object], text: bool) -> str:
    if fields.get("is_unsent") or fields.get("isUnsent"):
        return "deleted"
    duration = fields.get("call_duration")
    if duration is not None or fields.get("type") == "Call":
        return "missed_call" if fields.get("missed") or duration == 0 else "call"
    if fields.get("type") in ("Subscribe", "Unsubscribe"):
        return "system"
    if not text and any(fields.get(field) for field in _MEDIA):
        return "media"
    return "message" if text else "media"
