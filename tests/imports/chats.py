"""Chats made up here, and a way to read them whole."""

from __future__ import annotations

from datetime import UTC, date

from undertow.imports import ChatEvent, meta, of_bytes, sms, telegram, whatsapp

TODAY = date(2026, 11, 21)


def pieces(text: str, format: str = "whatsapp", dates=None, name: str = "chat.txt"):
    """All pieces of a chat; together they are the file again, byte for byte."""
    source = of_bytes(text.encode("utf-8"), name)
    if format == "whatsapp":
        found = list(whatsapp.events(source, whatsapp.survey(source, TODAY, dates)))
    elif format == "sms":
        found = list(sms.events(source, UTC))
    elif format == "meta":
        found = list(meta.events(source, UTC))
    else:
        found = list(telegram.events(source))
    assert "".join(piece.raw for piece in found) == text
    return found


def events(text: str, format: str = "whatsapp", dates=None) -> list[ChatEvent]:
    """The events of a chat."""
    return [piece for piece in pieces(text, format, dates) if isinstance(piece, ChatEvent)]
