"""The pattern: what the record shows, kept by content, told in the report's own parts.

No other screen imports inference: where one writes, nothing waits for it. A sitting imports it in
the background while the passphrase is typed, so that the first opening does not wait either.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import undertow
from undertow.app.asking import Answer, Ask, Page, Route
from undertow.app.told import tell, told
from undertow.record.diary import Diary

KEPT = "pattern"
"""The name under which the last first reading is kept, encrypted with the rest."""

_ROOMS = ("words", "theory", "record", "engine", "inference", "report")
_FILES = (".py", ".toml", ".j2", ".npz")
"""What a told reading is made of beside the record: a change of any of these makes it anew."""


CLOSER = "closer"
"""The same of the closer reading."""


def pattern(ask: Ask) -> Answer:
    """The screen `/p`: what the record shows, what it can and cannot tell first.

    The closer reading if it is there; else the first one, while the closer one is being made.
    """
    mark = f"{ask.vault.fingerprint()} {_made_of()}"
    closer = _closer(ask, mark)
    content = closer or _first(ask, mark)
    if content is None:
        vague = bool(ask.vault.entries(limit=1))
        return Page("pattern_empty.html.j2", {"vague": vague})
    found = told(content)
    share = None
    if closer is None and ask.closer is not None and not found.little:
        ask.closer.start(mark, ask.vault.diary())
        share = ask.closer.share(mark)
    percent = None if share is None else round(100 * share)
    return Page("pattern.html.j2", {"told": found, "part": found.parts, "percent": percent})


def _closer(ask: Ask, mark: str) -> bytes | None:
    """The closer reading, kept or just made; None if there is none (yet)."""
    kept = ask.vault.cached(CLOSER, mark)
    if kept is None and ask.closer is not None:
        kept = ask.closer.result(mark)
        if kept is not None:
            ask.vault.cache(CLOSER, mark, kept)
    return kept


def _first(ask: Ask, mark: str) -> bytes | None:
    """The first reading; None if no entry names a day.

    From the cache where nothing it rests on has changed, else read anew (about half a second for
    a year) and kept.
    """
    kept = ask.vault.cached(KEPT, mark)
    if kept is None:
        diary = ask.vault.diary()
        if not any(entry.precision in ("instant", "day") for entry in diary.entries):
            return None
        kept = _read(diary, ask)
        ask.vault.cache(KEPT, mark, kept)
    return kept


def _read(diary: Diary, ask: Ask) -> bytes:
    """Reads a diary and tells it, as bytes that can be kept."""
    from undertow.inference.read import read

    return tell(read(diary, seed=0), ask.words)


def make_ready() -> None:
    """Imports what a reading needs, and tells one of two made-up days, so that all is warm."""
    from undertow.inference.read import read
    from undertow.record import Entry
    from undertow.report.view import parts
    from undertow.words import english

    days = (Entry(20_000.0 + day, 20_000.0 + day, "harm", 5.0) for day in range(2))
    parts(read(Diary(tuple(days)), seed=0), english())
    _made_of()


@cache
def _made_of() -> str:
    """A mark of everything that reads a record and tells it; taken once a process, in 10 ms."""
    ours = Path(undertow.__file__).parent
    digest = hashlib.sha256()
    for room in _ROOMS:
        for file in sorted((ours / room).rglob("*")):
            if file.suffix in _FILES:
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


ROUTES = [Route("/p", pattern, ("GET",))]
