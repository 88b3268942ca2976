"""Daylio's CSV export: a mood, activities and a note each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from undertow.imports.app_table import Imported, open_export, read_when, refuse_empty, whole_note
from undertow.record.diary import Entry
from undertow.record.moment import refuse_future
from undertow.record.problem import Problem

NEEDED = frozenset({"full_date", "time", "mood"})
"""Columns by which the export is known."""

MOODS: Mapping[str, float] = {
    "rad": 10.0,
    "good": 7.5,
    "meh": 5.0,
    "bad": 2.5,
    "awful": 0.0,
    "fugly": 0.0,
}
"""The app's five moods, evenly spread over 0 to 10; `fugly` is what older versions called the
last."""

PLAIN_MOODS: Mapping[str, float] = {
    "great": 10.0,
    "amazing": 10.0,
    "happy": 7.5,
    "ok": 5.0,
    "okay": 5.0,
    "average": 5.0,
    "neutral": 5.0,
    "so-so": 5.0,
    "sad": 2.5,
    "terrible": 0.0,
    "horrible": 0.0,
}
"""Names that people often give those five moods, where the word leaves no doubt which is meant.
The person is told what was taken for what; any other name has no place unless they say it."""


def read(
    content: bytes, name: str, today: date, moods: Mapping[str, float] | None = None
) -> Imported:
    """Reads an export: one rating of the mood a row.

    A mood of an unknown name becomes a rating asked for and not answered, its name kept in the
    note. Activities and both texts go into the note, each on a line of its own.

    Args:
        content: the whole file.
        name: its name, for messages.
        today: rows later than the day after are refused.
        moods: places on 0 to 10 of moods that people named, by their names in small letters.

    Raises:
        Problem: no table, a row without a date, or nothing in it.
    """
    table, place = open_export(content, name, NEEDED)
    known = {**PLAIN_MOODS, **MOODS, **(moods or {})}
    entries: list[Entry] = []
    unknown: list[tuple[int, str]] = []
    taken: dict[str, float] = {}
    for line, cells in table.rows:
        cell = {column: cells[at] for column, at in place.items()}
        try:
            moment = read_when(cell["full_date"], cell["time"])
            refuse_future(moment, today)
        except Problem as problem:
            column = "full_date"
            raise Problem(problem.message, file=name, line=line, column=column) from None
        mood = cell["mood"].strip()
        value = known.get(mood.casefold())
        if value is None:
            unknown.append((line, mood))
        elif mood.casefold() not in MOODS:
            taken[mood.casefold()] = value
        said = "" if mood.casefold() in MOODS else mood
        texts = (cell.get(column, "") for column in ("activities", "note_title", "note"))
        note = whole_note((said, *texts), name, line)
        entries.append(moment.entry("mood", value, note=note, line=line))
    refuse_empty(entries, name)
    return Imported(entries, unknown, {}, taken)
