"""Backups of texts and calls on Android phones: the XML of SMS Backup & Restore.

Read by expat as a stream. A file that declares a document type or an entity is refused before the
declaration is read: backups have none, and bombs and thefts of files are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from xml.parsers import expat

from undertow.imports.event import ChatEvent, NotUnderstood, Piece
from undertow.imports.source import Source, not_utf8
from undertow.imports.zones import on_the_wall
from undertow.record.problem import Problem

ME = "me"
"""What the holder of the phone is called: the file does not name them."""
LONGEST_ELEMENT = 24 * 1024**2
"""Bytes; pictures stand inside the elements, and phones send none of this size."""
DEEPEST = 64
"""Elements within each other; a backup has four."""

MOST_PEOPLE = 10_000
"""At the other end; a bound on memory."""

_SENT = "2"
_HALVES = re.compile(rb"(?:&#5[5-7]\d{3};)+")
"""Halves of a letter beyond the first 65,536, which XML does not allow and older backups write."""
_HALF = re.compile(rb"&#5[5-7]\d{3};")
_HALF_SIZE = 8
"""Bytes of one half as written."""
_BEGUN = re.compile(rb"&(?:#\d{0,5})?\Z")
LONGEST_RUN = 1024**2
"""Bytes of halves in one run; more than a hundred thousand letters of this kind in a row."""


def events(
    source: Source,
    zone: tzinfo | None = None,
    only: str | None = None,
    people: set[str] | None = None,
) -> Iterator[Piece]:
    """Every text, picture message and call.

    Args:
        source: the file.
        zone: where the person's clock hangs; this device's zone if None. The file tells instants.
        only: the contact's name or number whose conversation is wanted; all if None.
        people: everybody met at the other end is added to it.

    Raises:
        Problem: not XML, a document type or an entity in it, or an endless element.
    """
    return _Reader(source, zone, only, set() if people is None else people).pieces()


class _Reader:
    """Collects events as expat tells of elements."""

    def __init__(
        self, source: Source, zone: tzinfo | None, only: str | None, people: set[str]
    ) -> None:
        self.source = source
        self.zone = zone
        self.only = only
        self.people = people
        self.ready: list[Piece] = []
        self.held = bytearray()
        self.held_from = 0
        self.pending: Piece = NotUnderstood(1, "", counts=False)
        self.line = 1
        self.depth = 0
        self.mms: dict[str, str] | None = None
        self.texts: list[str] = []
        parser = self.parser = expat.ParserCreate("UTF-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = self.refuse
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end

    def pieces(self) -> Iterator[Piece]:
        """The whole file."""
        carried = b""
        try:
            for piece in self.source.pieces():
                piece = carried + piece
                carried = _unfinished(piece)
                if len(carried) > LONGEST_RUN:
                    raise self.too_large()
                self.feed(piece[: len(piece) - len(carried)], False)
                yield from self.taken()
            self.feed(carried, True)
        except expat.ExpatError as error:
            raise Problem(
                "this is not XML from here on: damaged or cut off. Make the backup again.",
                file=self.source.name,
                line=error.lineno,
            ) from None
        self.ready.append(self.pending._replace(raw=self.text(len(self.held))))
        yield from self.taken()

    def feed(self, piece: bytes, last: bool) -> None:
        """Hands bytes to expat; emoji that the app wrote as two halves are put together."""
        self.held += piece
        if len(self.held) > LONGEST_ELEMENT:
            raise self.too_large()
        whole = _HALVES.sub(_joined, piece) if b"&#5" in piece else piece
        self.parser.Parse(whole, last)

    def too_large(self) -> Problem:
        """What to say of elements that would fill the memory."""
        return Problem(
            "an element is too large: this is no backup. Check the file.",
            file=self.source.name,
            line=self.parser.CurrentLineNumber,
        )

    def taken(self) -> list[Piece]:
        """The events found since the last time."""
        ready, self.ready = self.ready, []
        return ready

    def refuse(self, *_: object) -> int:
        """Ends the reading where a declaration starts."""
        raise Problem(
            "the file declares a document type or an entity, which no backup does. It was made to "
            "do harm, or is no backup.",
            file=self.source.name,
            line=self.parser.CurrentLineNumber,
        )

    def start(self, name: str, fields: dict[str, str]) -> None:
        """An element opens."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.too_large()
        if name in ("sms", "call", "mms"):
            self.begin()
        if name == "mms":
            self.mms, self.texts = fields, []
        elif name == "part" and self.mms is not None and fields.get("ct") == "text/plain":
            self.texts.append(fields.get("text", ""))
        elif name in ("sms", "call"):
            sent = fields.get("type") == _SENT
            self.add(fields, sent, _call(fields) if name == "call" else "message")

    def end(self, name: str) -> None:
        """An element closes."""
        self.depth -= 1
        if name == "mms" and self.mms is not None:
            fields, self.mms = self.mms, None
            texts = [text for text in self.texts if text != "null"]
            sent = fields.get("msg_box") == _SENT
            body = {"body": "\n".join(texts)}
            self.add(fields | body, sent, "message" if texts else "media")

    def begin(self) -> None:
        """An event's element opens: what stands before it belongs to the event before."""
        raw = self.text(self.parser.CurrentByteIndex - self.held_from)
        self.ready.append(self.pending._replace(raw=raw))
        self.line = self.parser.CurrentLineNumber
        self.pending = NotUnderstood(self.line, "")

    def add(self, fields: dict[str, str], sent: bool, kind: str) -> None:
        """The event of an element, if it can be understood and is wanted."""
        try:
            stamp = int(fields.get("date", "")[:20])
        except ValueError:
            return
        there = on_the_wall(stamp / 1000, self.zone)
        if there is None:
            return
        other = _other(fields)
        if len(self.people) < MOST_PEOPLE:
            self.people.add(other)
        if self.only is not None and self.only not in (other, *_numbers(fields)):
            self.pending = NotUnderstood(self.line, "", counts=False)
            return
        body, sender = fields.get("body", ""), ME if sent else other
        self.pending = ChatEvent(there[0], True, sender, kind, body, self.line, False, there[1])

    def text(self, count: int) -> str:
        """The next bytes of the file as they stand there; they are let go of."""
        raw = bytes(self.held[:count])
        del self.held[:count]
        self.held_from += count
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise not_utf8(self.source.name, self.parser.CurrentLineNumber) from None


def _unfinished(piece: bytes) -> bytes:
    """The end of a piece that may be the start of a letter written as halves."""
    begun = _BEGUN.search(piece, max(0, len(piece) - _HALF_SIZE))
    at = len(piece) if begun is None else begun.start()
    while at >= _HALF_SIZE and _HALF.fullmatch(piece, at - _HALF_SIZE, at):
        at -= _HALF_SIZE
    return piece[at:]


def _call(fields: dict[str, str]) -> str:
    """Missed, rejected and unanswered calls are missed ones: nobody spoke."""
    missed = fields.get("type") in ("3", "5") or fields.get("duration") == "0"
    return "missed_call" if missed else "call"


def _numbers(fields: dict[str, str]) -> tuple[str, ...]:
    return fields.get("address", ""), fields.get("number", "")


def _other(fields: dict[str, str]) -> str:
    """Who is at the other end: the contact's name, else the number."""
    name = fields.get("contact_name", "")
    return (_numbers(fields)[0] or _numbers(fields)[1]) if name in _NAMELESS else name


_NAMELESS = frozenset({"", "(Unknown)", "null"})


def _joined(halves: re.Match[bytes]) -> bytes:
    """Halves as whole letters, in as many bytes as before, so that places stay right."""
    codes = [int(code) for code in re.findall(rb"\d+", halves[0])]
    written: list[bytes] = []
    at = 0
    while at < len(codes):
        high, low = codes[at], codes[at + 1] if at + 1 < len(codes) else 0
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            written.append(b"&#x%012X;" % (0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)))
            at += 2
            continue
        lone = 0xD800 <= high < 0xE000
        written.append(b"&#xFFFD;" if lone else b"&#%d;" % high)
        at += 1
    return b"".join(written)
