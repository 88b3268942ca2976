"""A JSON object with one long list in it, item by item, without holding more than one item."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from undertow.imports.source import Source, not_utf8
from undertow.record.problem import Problem

LONGEST_ITEM = 8_000_000
"""Characters of one item, or of one field outside the list."""
MOST_FIELDS = 1000
"""Fields outside the list."""

_SPACE = re.compile(r"[ \t\n\r]*")


class Item(NamedTuple):
    """A value of the list, or a field outside it.

    Attributes:
        field: the name of a field outside the list; None for an item of the list.
        value: what it holds; None at the opening of the list itself.
        line: where it starts, from 1.
        raw: the text from the end of the item before to the end of this one.
    """

    field: str | None
    value: object
    line: int
    raw: str


def read_items(source: Source, key: str) -> Iterator[Item]:
    """Walks through an object in which `key` is a list.

    Args:
        source: the file.
        key: the field with the list.

    Yields:
        Fields and items in the order of the file; their `raw` in order, with a last one of field
        "" for what follows, is the file.

    Raises:
        Problem: not JSON, at the line where it stops being so; not UTF-8; an endless item.
    """
    return _Walk(source, key).top()


class _Walk:
    """A place in a text that is read on as it is needed."""

    def __init__(self, source: Source, key: str) -> None:
        self.name = source.name
        self.key = key
        self.pieces = source.pieces()
        self.decode: Callable[..., str] = codecs.getincrementaldecoder("utf-8")().decode
        self.text = ""
        self.at = 0
        self.taken = 0
        self.line = 1
        self.ended = False
        self.decoder = json.JSONDecoder(parse_constant=_no_constant)

    def top(self) -> Iterator[Item]:
        """The whole file as one object."""
        if self.next() == "\ufeff":
            self.at += 1
        self.expect("{")
        fields = 0
        closing = self.next() == "}"
        while not closing:
            fields += 1
            if fields > MOST_FIELDS:
                raise self.broken()
            name, _ = self.value()
            if not isinstance(name, str):
                raise self.broken()
            self.expect(":")
            if name == self.key and self.next() == "[":
                self.at += 1
                yield Item(name, None, self.line_here(), self.take())
                yield from self.items()
            else:
                value, line = self.value()
                yield Item(name, value, line, self.take())
            closing = self.next() != ","
            if not closing:
                self.at += 1
                self.next()
        self.expect("}")
        if self.next():
            raise self.broken()
        yield Item("", None, self.line_here(), self.take())

    def items(self) -> Iterator[Item]:
        """The items of the list, to its end."""
        if self.next() == "]":
            self.at += 1
            return
        while True:
            value, line = self.value()
            yield Item(None, value, line, self.take())
            if self.next() == "]":
                self.at += 1
                return
            self.expect(",")

    def expect(self, sign: str) -> None:
        """Goes past a sign that has to come next."""
        if self.next() != sign:
            raise self.broken()
        self.at += 1

    def next(self) -> str:
        """The next character that is no space, empty at the end; stands before it afterwards."""
        while True:
            space = _SPACE.match(self.text, self.at)
            self.at = self.at if space is None else space.end()
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def value(self) -> tuple[object, int]:
        """The value that starts here, and its line; stands behind it afterwards."""
        self.next()
        line = self.line_here()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.text, self.at)
                if end < len(self.text) or self.ended:
                    self.at = end
                    return found, line
            except RecursionError:
                raise Problem(
                    "this is JSON of another shape. Export the chat again.",
                    file=self.name,
                    line=line,
                ) from None
            except json.JSONDecodeError:
                if self.ended:
                    raise self.broken() from None
            except ValueError:  # a number of thousands of digits, or NaN
                raise self.broken() from None
            if len(self.text) - self.at > LONGEST_ITEM:
                raise self.broken()
            # Doubling what is held keeps the attempts few, however long the value.
            wanted = 2 * (len(self.text) - self.at)
            while len(self.text) - self.at < wanted and self.more():
                pass

    def more(self) -> bool:
        """Reads on; False at the end of the file."""
        if self.ended:
            return False
        piece = next(self.pieces, None)
        try:
            if piece is None:
                self.ended = True
                self.text += self.decode(b"", True)
                return False
            self.text += self.decode(piece)
        except UnicodeDecodeError:
            raise not_utf8(self.name, self.line_here() + self.text.count("\n", self.at)) from None
        return True

    def take(self) -> str:
        """The text since the last taking; it is let go of."""
        raw = self.text[self.taken : self.at]
        self.line_here()
        # Letting go for each small item would copy the rest of the piece each time.
        self.taken = self.at
        if self.at > 1 << 19:
            self.text = self.text[self.at :]
            self.at = self.taken = self.counted = 0
        return raw

    counted = 0

    def line_here(self) -> int:
        """The line of the place reached."""
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def broken(self) -> Problem:
        """What to say where JSON stops."""
        return Problem(
            "this is not JSON from here on: damaged or cut off. Export the chat again.",
            file=self.name,
            line=self.line_here(),
        )


def _no_constant(name: str) -> object:
    raise ValueError(name)
