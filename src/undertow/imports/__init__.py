"""Chats, diary apps and tables: from what already exists to a diary. No arrays, no network.

    source ──detect──▶ format ──events──▶ pieces ──rhythm──▶ days ──to_entries──▶ diary
                                             └──to_line──▶ JSON lines, with proposals

Whatever is read here may have been written by somebody who means harm.
"""

from undertow.imports.chat import Asked, ChatSummary, read_chat
from undertow.imports.chat_diary import Span, read_span, to_entries
from undertow.imports.event import KINDS, ChatEvent, NotUnderstood, Piece
from undertow.imports.formats import CHATS, FORMATS, TABLES, detect, unpacked
from undertow.imports.messages_file import to_line
from undertow.imports.proposals import Proposal, propose
from undertow.imports.rhythm import DayRhythm, Rhythm, rhythm
from undertow.imports.source import Source, of_bytes, of_file

__all__ = [
    "CHATS",
    "FORMATS",
    "KINDS",
    "TABLES",
    "Asked",
    "ChatEvent",
    "ChatSummary",
    "DayRhythm",
    "NotUnderstood",
    "Piece",
    "Proposal",
    "Rhythm",
    "Source",
    "Span",
    "detect",
    "of_bytes",
    "of_file",
    "propose",
    "read_chat",
    "read_span",
    "rhythm",
    "to_entries",
    "to_line",
    "unpacked",
]
