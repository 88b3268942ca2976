"""Bearable's CSV export: one row a thing tracked."""

from __future__ import annotations

from collections import Counter
from datetime import date

from undertow.imports.app_table import Imported, open_export, read_when, refuse_empty, whole_note
from undertow.record.cells import check_value, read_number
from undertow.record.diary import Entry
from undertow.record.moment import refuse_future
from undertow.record.problem import Problem

NEEDED = frozenset({"date formatted", "category", "rating/amount"})
"""Columns by which the export is known."""

_RATINGS = {"mood": "mood", "stress": "stress"}
"""Categories that a diary has a rating for. Symptoms, energy, sleep and what people track
besides have none; their rows are counted and left out."""


def read(content: bytes, name: str, today: date) -> Imported:
    """Reads an export: rows about mood and stress become ratings, taken as they are, 0 to 10.

    Args:
        content: the whole file.
        name: its name, for messages.
        today: rows later than the day after are refused.

    Raises:
        Problem: no table, a row without a date, or nothing in it.
    """
    table, place = open_export(content, name, NEEDED)
    entries: list[Entry] = []
    unknown: list[tuple[int, str]] = []
    left_out: Counter[str] = Counter()
    for line, cells in table.rows:
        cell = {column: cells[at] for column, at in place.items()}
        category = cell["category"].strip()
        kind = _RATINGS.get(category.casefold())
        if kind is None:
            left_out[category] += 1
            continue
        try:
            moment = read_when(cell["date formatted"], cell.get("time of day", ""))
            refuse_future(moment, today)
        except Problem as problem:
            column = "date formatted"
            raise Problem(problem.message, file=name, line=line, column=column) from None
        amount = cell["rating/amount"].strip()
        value = None
        try:
            value = check_value(read_number(amount), kind) if amount else None
        except Problem:
            unknown.append((line, amount))
        note = whole_note((cell.get("detail", ""), cell.get("notes", "")), name, line)
        entries.append(moment.entry(kind, value, note=note, line=line))
    refuse_empty(entries, name)
    return Imported(entries, unknown, left_out, {})
