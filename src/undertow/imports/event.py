"""One event of a chat, whatever program it was exported from."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

KINDS = (
    "message",
    "edited",
    "deleted",
    "media",
    "call",
    "missed_call",
    "reaction",
    "location",
    "contact_card",
    "poll",
    "system",
)
"""`message` is text as it was sent; `edited` is text changed after it was sent; `deleted` is what
is left of one taken back; `system` is a line that the program itself wrote."""


class ChatEvent(NamedTuple):
    """One event of a chat.

    Attributes:
        time: on the clock on the wall of whoever exported the chat, without a zone.
        zone_known: whether the instant is known too; then `offset` says how far from UTC it was.
        sender: whose event it is, as the export names them; None for a line of the program's own.
        kind: one of `KINDS`.
        body: what it says, byte for byte as in the file; for formats with escapes, unescaped.
        line: line of the file where it starts, from 1.
        suspect: the line breaks the order of time, names somebody who does not belong to the chat,
            or holds what looks like the start of another message: it may have been made up by
            whoever wrote the message before.
        offset: minutes east of UTC, where known.
        raw: exactly what stands in the file from here to where the next event starts, so that
            all of these in order are the file again.
    """

    time: datetime
    zone_known: bool
    sender: str | None
    kind: str
    body: str
    line: int
    suspect: bool = False
    offset: int | None = None
    raw: str = ""


class NotUnderstood(NamedTuple):
    """A stretch of a file that is no event.

    Attributes:
        line: where it starts, from 1.
        raw: all of it, exactly.
        counts: whether a person should be told; False for what a format merely wraps around
            its events.
    """

    line: int
    raw: str
    counts: bool = True


Piece = ChatEvent | NotUnderstood
"""A file is a sequence of these: their `raw` in order is the file, byte for byte."""
