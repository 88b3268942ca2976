"""From the rhythm of a chat to entries of a diary: what is certain, and no more.

On a day that the person says was spent apart, a chat is contact. On any other day a chat tells of
no event, so it becomes a question not yet answered: `mood` without a value, its rhythm in the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from undertow.imports.rhythm import DayRhythm
from undertow.record.diary import Entry
from undertow.record.moment import read_moment
from undertow.record.problem import Problem, printable
from undertow.words import Words, english

QUESTION = "mood"
"""Asked of days together. Of all ratings it says least about the other person."""

LONGEST_SILENCE_TOLD, LONGEST_RUN_TOLD = 6.0, 5
"""Hours without a word, and messages in a row, from which a note tells of them."""
MOST_NAMES_TOLD = 3
LONGEST_NAME_TOLD = 30

_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2})?)?", re.ASCII)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included; without an end if `last` is None."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)


def read_span(text: str) -> Span:
    """Days like 2025-03-01..2025-05-02, or 2025-03-01.. for all since.

    Raises:
        Problem: anything else.
    """
    found = _SPAN.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        first = date.fromisoformat(found[1])
        last = date.fromisoformat(found[2]) if found[2] else None if ".." in text else first
        if last is not None and last < first:
            raise ValueError
    except ValueError:
        raise Problem(
            f"--apart {printable(text, 40)}: write days like 2025-03-01..2025-05-02."
        ) from None
    return Span(first, last)


def to_entries(days: Iterable[DayRhythm], apart: Sequence[Span] = ()) -> list[Entry]:
    """One entry a day of a chat.

    Args:
        days: the rhythm, suspect events left out.
        apart: when the two were apart, as the person says.
    """
    words = english()
    entries: list[Entry] = []
    for day in days:
        kind = "contact" if any(day.day in span for span in apart) else QUESTION
        entries.append(read_moment(day.day.isoformat()).entry(kind, note=note(day, words)))
    return entries


def note(day: DayRhythm, words: Words) -> str:
    """The rhythm of a day in one line."""
    parts: list[str] = []
    if day.messages:
        told = words.say("app.import.note.messages", count=day.total)
        told += f" ({_by_name(day, words)})" if any(day.messages) else ""
        parts.append(told)
    missed = sum(day.missed.values())
    for what, count in (("calls", day.calls), ("missed", missed), ("night", day.night)):
        if count:
            parts.append(words.say(f"app.import.note.{what}", count=count))
    if day.longest_silence is not None and day.longest_silence >= LONGEST_SILENCE_TOLD:
        parts.append(words.say("app.import.note.silence", hours=round(day.longest_silence)))
    if day.longest_run:
        name, most = day.longest_run.most_common(1)[0]
        if most >= LONGEST_RUN_TOLD:
            parts.append(words.say("app.import.note.run", count=most, name=_shown(name)))
    return words.say("app.import.note.chat", what=", ".join(parts))


def _by_name(day: DayRhythm, words: Words) -> str:
    """Who wrote how many, the busiest first."""
    common = [(name, count) for name, count in day.messages.most_common() if name]
    told = [f"{_shown(name)} {count}" for name, count in common[:MOST_NAMES_TOLD]]
    rest = sum(count for _, count in common[MOST_NAMES_TOLD:])
    if rest:
        told.append(words.say("app.import.note.others", count=rest))
    return ", ".join(told)


def _shown(name: str) -> str:
    """A name fit for one line: who chose it may have meant harm."""
    return printable(name, LONGEST_NAME_TOLD)
