"""The pattern: the first reading of the record, kept by content, told in the report's own parts.

No other screen imports inference: where one writes, nothing waits for it. A sitting imports it in
the background while the passphrase is typed, so that the first opening does not wait either.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

import undertow
from undertow.app.asking import Answer, Ask, Page, Route
from undertow.record.diary import Diary

KEPT = "pattern"
"""The name under which the last reading is kept, encrypted with the rest."""

_ROOMS = ("words", "theory", "record", "engine", "inference", "report")
_FILES = (".py", ".toml", ".j2", ".npz")
"""What a told reading is made of beside the record: a change of any of these makes it anew."""


class Told(NamedTuple):
    """A reading in its parts, ready to be shown.

    Attributes:
        parts: each of `undertow.report.view.PARTS` as HTML.
        first: the first day, in words.
        last: the last day, in words.
        days: from first to last.
        written: days with an entry.
        little: whether so little is written that most of it would be a guess.
    """

    parts: dict[str, Markup]
    first: str
    last: str
    days: int
    written: int
    little: bool


def pattern(ask: Ask) -> Answer:
    """The screen `/p`: what the record shows, what it can and cannot tell first."""
    told = told_reading(ask)
    if told is None:
        vague = bool(ask.vault.entries(limit=1))
        return Page("pattern_empty.html.j2", {"vague": vague})
    return Page("pattern.html.j2", {"told": told, "part": told.parts})


def told_reading(ask: Ask) -> Told | None:
    """The reading of the open record in words and pictures; None if no entry names a day.

    From the cache where nothing it rests on has changed, else read anew (about half a second for
    a year) and kept.
    """
    mark = f"{ask.vault.fingerprint()} {_made_of()}"
    kept = ask.vault.cached(KEPT, mark)
    if kept is None:
        diary = ask.vault.diary()
        if not any(entry.precision in ("instant", "day") for entry in diary.entries):
            return None
        kept = _read(diary, ask)
        ask.vault.cache(KEPT, mark, kept)
    found = json.loads(kept)
    parts = {name: Markup(part) for name, part in found.pop("parts").items()}
    return Told(parts=parts, **found)


def _read(diary: Diary, ask: Ask) -> bytes:
    """Reads a diary and tells it, as bytes that can be kept."""
    from undertow.inference.read import read
    from undertow.report.phrases import date_words
    from undertow.report.view import parts

    reading = read(diary, seed=0)
    told = {
        "parts": parts(reading, ask.words),
        "first": date_words(reading.dates[0], ask.words),
        "last": date_words(reading.dates[-1], ask.words),
        "days": len(reading.dates),
        "written": int(reading.totals.get("days_written", 0)),
        "little": any(notice.id == "few_entries" for notice in reading.notices),
    }
    return json.dumps(told).encode("utf-8")


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
