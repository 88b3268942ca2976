"""The story so far: what a person dates roughly, from before they began to write daily."""

from __future__ import annotations

import math
from dataclasses import dataclass

from undertow.record.diary import Diary, Entry
from undertow.record.problem import Problem

LONGEST_PAUSE = 60
"""Days without an entry after which what came before may be memory and not diary."""

FEWEST_DAYS = 5
"""Days written, without such a pause between them, that make a diary of it in any case."""


@dataclass(frozen=True)
class History:
    """Entries from before the record, or too vague to be placed on a day of it.

    Attributes:
        entries: in order of time; empty when the person told nothing of the past.
    """

    entries: tuple[Entry, ...] = ()

    def length_before(self, day: float) -> tuple[float, float] | None:
        """How long the told story had lasted by a day, in days.

        Args:
            day: days since 1970-01-01, usually the record's first.

        Returns:
            The shortest and the longest span that the dates allow, both >= 0, or None without
            any entry from before. The relationship may be older than its first dated entry.
        """
        before = [entry for entry in self.entries if entry.earliest < day]
        if not before:
            return None
        shortest = day - min(min(entry.latest for entry in before), day)
        return shortest, day - min(entry.earliest for entry in before)

    def count(self, kind: str) -> int:
        """How often a kind of event is told, such as `left` or `harm`."""
        return sum(entry.kind == kind for entry in self.entries)

    def last(self, *kinds: str) -> Entry | None:
        """The latest told entry of the kinds, by the middle of its span."""
        told = [entry for entry in self.entries if entry.kind in kinds]
        return max(told, key=lambda entry: entry.earliest + entry.latest, default=None)


def split_history(diary: Diary) -> tuple[History, tuple[Entry, ...]]:
    """Separates the story so far from the entries that make the record.

    Entries with only a month or a year belong to the story. The others fall into stretches
    wherever more than `LONGEST_PAUSE` days lie between two of them. A stretch with fewer than
    `FEWEST_DAYS` days written, before one with more, is somebody remembering dates; the record
    starts with the first stretch that is not. A diary with nothing but thin stretches starts
    with the first of the fullest.

    Returns:
        The history, and the entries of the record in order of time, at least one.

    Raises:
        Problem: no entry names a day.
    """
    dated = [entry for entry in diary.entries if entry.precision in ("instant", "day")]
    if not dated:
        raise Problem(
            "no entry has a day, only months or years. Add entries with a date like 2025-04-03.",
            file=diary.name,
            column="time",
        )
    written = sorted({math.floor(entry.earliest) for entry in dated})
    stretches = [[written[0]]]
    for day in written[1:]:
        if day - stretches[-1][-1] > LONGEST_PAUSE:
            stretches.append([])
        stretches[-1].append(day)
    enough = min(FEWEST_DAYS, max(len(stretch) for stretch in stretches))
    start = next(stretch[0] for stretch in stretches if len(stretch) >= enough)
    daily = tuple(entry for entry in dated if entry.earliest >= start)
    kept = set(map(id, daily))
    return History(tuple(entry for entry in diary.entries if id(entry) not in kept)), daily
