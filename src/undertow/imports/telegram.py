"""Telegram's export of one chat: `result.json` of its desktop program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from undertow.imports.event import ChatEvent, NotUnderstood, Piece
from undertow.imports.json_stream import read_items
from undertow.imports.order_of_time import mark_out_of_order
from undertow.imports.source import Source
from undertow.record.problem import Problem

_UNANSWERED = frozenset({"missed", "busy"})
_CALLS = frozenset({"phone_call", "group_call", "conference_call"})
_MEDIA = ("photo", "file", "media_type", "sticker_emoji", "thumbnail")


def begins_like_telegram(fields: dict[str, object]) -> bool:
    """Whether an item of a list of messages is one of Telegram's."""
    return "date" in fields and "type" in fields and "timestamp_ms" not in fields


def events(source: Source) -> Iterator[Piece]:
    """Every event of the chat.

    `date` is on the clock of the computer that exported; `date_unixtime`, in newer exports, tells
    the instant, and so how far that clock was from UTC.

    Args:
        source: the file.

    Raises:
        Problem: not JSON, or an export of all chats at once.
    """
    return mark_out_of_order(_pieces(source))


def _pieces(source: Source) -> Iterator[Piece]:
    for field, value, line, raw in read_items(source, "messages"):
        if field == "chats":
            raise Problem(
                "this is an export of all chats. Export the one chat, from its own menu.",
                file=source.name,
                line=line,
            )
        if field is not None:
            yield NotUnderstood(line, raw, counts=False)
            continue
        event = _event(value, line, raw) if isinstance(value, dict) else None
        yield NotUnderstood(line, raw) if event is None else event


def _event(fields: dict[str, object], line: int, raw: str) -> ChatEvent | None:
    """One message, or None if it has no time."""
    time = _time(fields.get("date"))
    if time is None:
        return None
    offset = _offset(time, fields.get("date_unixtime"))
    service = fields.get("type") == "service"
    sender = fields.get("actor" if service else "from")
    return ChatEvent(
        time,
        offset is not None,
        sender if isinstance(sender, str) else None if service else _unnamed(fields),
        _kind(fields, service),
        _text(fields.get("text")),
        line,
        False,
        offset,
        raw,
    )


def _unnamed(fields: dict[str, object]) -> str:
    """What to call somebody whose account is gone: Telegram gives no name then."""
    number = fields.get("from_id")
    return str(number) if isinstance(number, str | int) else "deleted account"


def _time(text: object) -> datetime | None:
    if not isinstance(text, str) or len(text) > 32:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


def _offset(time: datetime, unix: object) -> int | None:
    """Minutes east of UTC, where the instant is told too."""
    try:
        instant = int(unix) if isinstance(unix, str | int) else None
    except ValueError:
        return None
    if instant is None:
        return None
    minutes = ((time - datetime(1970, 1, 1)).total_seconds() - instant) / 60
    return int(minutes) if minutes == int(minutes) and abs(minutes) <= 15 * 60 else None


def _kind(fields: dict[str, object], service: bool) -> str:
    if service:
        if fields.get("action") in _CALLS:
            return "missed_call" if fields.get("discard_reason") in _UNANSWERED else "call"
        return "system"
    if "poll" in fields:
        return "poll"
    if "location_information" in fields or "place_name" in fields:
        return "location"
    if "contact_information" in fields:
        return "contact_card"
    if any(field in fields for field in _MEDIA):
        return "media"
    return "edited" if "edited" in fields else "message"


def _text(text: object) -> str:
    """The body: a text, or a list of texts and marked stretches."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = [part.get("text") if isinstance(part, dict) else part for part in text]
    return "".join(part for part in parts if isinstance(part, str))
