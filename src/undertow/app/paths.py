"""Which paths there are, and what each leads to. Anything else leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from undertow.app.asking import Route

ENTRANCE, LEAVE, LOCK, STILL_HERE = "/o", "/x", "/l", "/t"
"""Where one comes in, leaves at once, locks; and where a page says that somebody is writing."""
STYLE, SCRIPT, ICON = "/a.css", "/a.js", "/i.svg"


class Kind(Enum):
    """What a path leads to, as far as the gate is concerned."""

    SCREEN = auto()
    STYLE = auto()
    SCRIPT = auto()
    IMAGE = auto()
    SIGNAL = auto()
    LEAVING = auto()


KINDS = {
    STYLE: Kind.STYLE,
    SCRIPT: Kind.SCRIPT,
    ICON: Kind.IMAGE,
    STILL_HERE: Kind.SIGNAL,
    LEAVE: Kind.LEAVING,
}


def kind_of(path: str) -> Kind:
    """What a path leads to; everything without a meaning of its own is a screen."""
    return KINDS.get(path, Kind.SCREEN)


class Found(NamedTuple):
    """A screen and the variable parts of the path that led there."""

    route: Route
    parts: dict[str, str]


class Map:
    """Screens by path.

    Raises:
        ValueError: if two routes have the same path, or one takes a path of the server itself.
    """

    def __init__(self, routes: Iterable[Route]) -> None:
        """Turn each path into a pattern; a part in braces takes letters, digits and hyphens."""
        self._patterns: list[tuple[re.Pattern[str], Route]] = []
        taken = {ENTRANCE, LOCK, *KINDS}
        for route in routes:
            if route.path in taken:
                raise ValueError(f"two things at {route.path}")
            taken.add(route.path)
            pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[A-Za-z0-9-]+)", re.escape(route.path))
            self._patterns.append((re.compile(pattern), route))

    def find(self, path: str) -> Found | None:
        """The screen at a path, or None; a path without variable parts goes before one with."""
        found = [
            Found(route, match.groupdict())
            for pattern, route in self._patterns
            if (match := pattern.fullmatch(path))
        ]
        return min(found, key=lambda one: len(one.parts), default=None)
