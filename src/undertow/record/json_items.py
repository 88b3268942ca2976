"""A JSON object with one long list in it, item by item with the lines they start on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from undertow.record.limits import MOST_ENTRIES, too_many_entries
from undertow.record.problem import Problem

MOST_BRACKETS = 4 * MOST_ENTRIES
"""A diary has one an entry, and perhaps some in notes; nested lists would fill the memory."""

_SPACE = re.compile(r"[ \t\n\r]*")
_OTHER_SHAPE = "this is JSON of another shape. A diary is an object with a list of entries in it."


@dataclass(frozen=True)
class Items:
    """What an object holds.

    Attributes:
        others: its fields but for the list.
        listed: line and value of each item of the list.
    """

    others: dict[str, object]
    listed: list[tuple[int, object]]


def read_items(text: str, name: str, key: str) -> Items:
    """Reads an object in which `key` is a list.

    Args:
        text: the whole file.
        name: its name, for messages.
        key: the field with the list.

    Raises:
        Problem: not JSON, with the line where it stops being so; no such object; or more than
            `MOST_ENTRIES` in the list.
    """
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise Problem(_OTHER_SHAPE, file=name)
    try:
        return _Reader(text, name).top(key)
    except json.JSONDecodeError as error:
        raise Problem(
            "this is not JSON from here on. Look for a missing comma, quotation mark or bracket.",
            file=name,
            line=error.lineno,
        ) from None
    except RecursionError:
        raise Problem(_OTHER_SHAPE, file=name) from None
    except ValueError:  # a whole number of thousands of digits
        raise Problem("a number in it is far too long.", file=name) from None


class _Reader:
    """Walks through the text; values are read by the standard decoder, which knows no lines."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.at = 0
        self.counted = 0
        self.line = 1
        self.decoder = json.JSONDecoder(object_pairs_hook=self._object)

    def top(self, key: str) -> Items:
        """The whole text as one object."""
        if self._next() != "{":
            self.value()
            raise Problem(_OTHER_SHAPE, file=self.name, line=1)
        others: dict[str, object] = {}
        listed: list[tuple[int, object]] | None = None
        for _ in self._members("{", "}"):
            field = self.value()
            if not isinstance(field, str) or self._next() != ":":
                raise json.JSONDecodeError("field", self.text, self.at)
            self.at += 1
            if field in others or (field == key and listed is not None):
                raise self._twice(field)
            if field == key and self._next() == "[":
                listed = [(self._line(), self.value()) for _ in self._few_members()]
            else:
                others[field] = self.value()
        if self._next():
            raise json.JSONDecodeError("text after the end", self.text, self.at)
        if listed is None:
            raise Problem(_OTHER_SHAPE, file=self.name, column=key)
        return Items(others, listed)

    def value(self) -> object:
        """The value that starts here; stands behind it afterwards."""
        self._next()
        found, self.at = self.decoder.raw_decode(self.text, self.at)
        return found

    def _members(self, opening: str, closing: str) -> Iterator[None]:
        """Stands before each member of a list or object in turn, then behind its end."""
        if self._next() != opening:
            raise json.JSONDecodeError("opening", self.text, self.at)
        self.at += 1
        if self._next() != closing:
            yield
            while self._next() == ",":
                self.at += 1
                self._next()
                yield
        if self._next() != closing:
            raise json.JSONDecodeError("closing", self.text, self.at)
        self.at += 1

    def _few_members(self) -> Iterator[None]:
        """The members of the list, as many as a diary may have."""
        for number, _ in enumerate(self._members("[", "]")):
            if number == MOST_ENTRIES:
                raise too_many_entries(self.name, self._line())
            yield

    def _next(self) -> str:
        """The next character that is no space, empty at the end; stands before it afterwards."""
        space = _SPACE.match(self.text, self.at)
        self.at = self.at if space is None else space.end()
        return self.text[self.at : self.at + 1]

    def _line(self) -> int:
        """The line of the place reached."""
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """An object within, refused if a field is there twice: one of the two would be lost."""
        fields: dict[str, object] = {}
        for field, value in pairs:
            if field in fields:
                raise self._twice(field)
            fields[field] = value
        return fields

    def _twice(self, field: str) -> Problem:
        return Problem(
            "this field is there twice in one object. Remove one.",
            file=self.name,
            line=self._line(),
            column=field,
        )
