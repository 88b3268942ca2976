"""Which format a file has, told by what it holds and never by its name."""

from __future__ import annotations

from itertools import islice

from undertow.imports import bearable, daylio
from undertow.imports.archive import of_archive
from undertow.imports.json_stream import read_items
from undertow.imports.meta import begins_like_meta
from undertow.imports.source import Source
from undertow.imports.telegram import begins_like_telegram
from undertow.imports.whatsapp import begins_like_a_chat
from undertow.record.problem import Problem

CHATS = ("whatsapp", "telegram", "meta", "sms")
TABLES = ("daylio", "bearable", "diary")
FORMATS = CHATS + TABLES

_START = 65_536
"""Bytes that are looked at."""
_LOOKED_AT = 50
"""Fields and items of a JSON file that are looked at."""


def unpacked(source: Source) -> Source:
    """The file itself, or the chat inside it if it is a zip.

    Raises:
        Problem: a zip that holds no chat, or that was made to do harm.
    """
    return of_archive(source) if source.start(4).startswith(b"PK") else source


def detect(source: Source) -> str:
    """The format of a file: one of `FORMATS`.

    Raises:
        Problem: none that is known, or another encoding.
    """
    start = source.start(_START)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Problem("this is UTF-16. Save it as UTF-8, or export it again.", file=source.name)
    # A letter may be cut at the end of the piece; whether the rest is UTF-8 is seen later.
    text = start.decode("utf-8", errors="ignore").removeprefix("\ufeff")
    first = text.lstrip()[:1]
    if first == "<":
        return "sms"
    if first == "{":
        return _of_json(source)
    header = next((line for line in text.splitlines() if line.strip() and line[0] != "#"), "")
    columns = {cell.strip().strip('"').casefold() for cell in header.split(",")}
    if columns >= daylio.NEEDED:
        return "daylio"
    if columns >= bearable.NEEDED:
        return "bearable"
    cells = {
        cell.strip().casefold() for cell in header.replace(";", ",").replace("\t", ",").split(",")
    }
    if cells >= {"time", "kind"}:
        return "diary"
    # After the tables: their notes may hold lines of a chat, and a chat begins with its own line.
    if begins_like_a_chat(text):
        return "whatsapp"
    raise Problem(
        "this is no chat, app export or diary that is known here. For another table, say with "
        "--map which column means what; or say with --format what it is.",
        file=source.name,
    )


def _of_json(source: Source) -> str:
    """Telegram, Meta or a diary, by the fields of the first message."""
    for field, value, _, _ in islice(read_items(source, "messages"), _LOOKED_AT):
        if field in ("entries", "version"):
            return "diary"
        if field == "chats":
            return "telegram"
        if field is None and isinstance(value, dict):
            if begins_like_meta(value):
                return "meta"
            if begins_like_telegram(value):
                return "telegram"
    raise Problem(
        "this is JSON, but no chat or diary that is known here. Export the one chat again.",
        file=source.name,
    )
