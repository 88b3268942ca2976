"""A diary as CSV: `time,kind,value,detail,note`, one entry a row."""

from __future__ import annotations

import re
from datetime import date

from undertow.record.cells import check_note, read_detail, read_kind, read_value, unknown
from undertow.record.diary import Diary, Entry
from undertow.record.limits import collect
from undertow.record.moment import read_moment, refuse_future, write_moment
from undertow.record.problem import Problem
from undertow.record.table import Table, open_table

COLUMNS = ("time", "kind", "value", "detail", "note")
_NEEDED = ("time", "kind")
_COLUMNS_HELP = f"The columns of a diary are {','.join(COLUMNS)}."
_SIMULATED = "# This diary is simulated: nobody lived it.\n"
_INERT = "# Notes that a spreadsheet would take for formulas begin with one ' more.\n"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What spreadsheets take for the start of a formula, full-width signs included; or such a note
already behind marks, which gets one more so that taking one away gives it back."""


def read_csv(text: str, name: str, today: date) -> tuple[list[Entry], bool]:
    """Reads a diary.

    Columns may stand in any order; `value`, `detail` and `note` may be left out. Lines above
    the header that begin with `#` are comments; one with the word "simulated" marks the diary.
    Cells are kept as they are, also those that a spreadsheet would take for a formula; the marks
    that `write_csv` put before such notes are taken away where its comment says that it did.

    Args:
        text: the whole file.
        name: its name, for messages.
        today: entries that begin later than the day after are refused.

    Returns:
        The entries in the order written, and whether the diary says that it is simulated.

    Raises:
        Problem: the first thing wrong, with its line and column.
    """
    table = open_table(text, name)
    place = _places(table, name)
    inert = any(comment.rstrip("\r\n,;\t") == _INERT.rstrip() for comment in table.comments)
    entries = collect(
        (_entry(line, cells, place, name, today, inert) for line, cells in table.rows), name
    )
    if not entries:
        raise Problem("there are no entries below the names of the columns.", file=name)
    return entries, any("simulated" in comment.casefold() for comment in table.comments)


def write_csv(diary: Diary) -> str:
    """The text that `read_csv` turns back into the same diary, line numbers apart.

    A note that a spreadsheet would take for a formula is written behind one `'`, so that it stays
    text there. A comment above the names then says so, and reading takes the mark away again: the
    round trip is exact, and a diary without such notes is written as it always was.
    """
    rows = [_SIMULATED] if diary.simulated else []
    inert = any(_FORMULA.match(entry.note) for entry in diary.entries)
    if inert:
        rows.append(_INERT)
    rows.append(",".join(COLUMNS) + "\n")
    for entry in diary.entries:
        value = "" if entry.value is None else f"{entry.value!r}".removesuffix(".0")
        note = f"'{entry.note}" if _FORMULA.match(entry.note) else entry.note
        cells = (write_moment(entry), entry.kind, value, entry.detail or "", _quoted(note))
        rows.append(",".join(cells) + "\n")
    return "".join(rows)


def _places(table: Table, name: str) -> dict[str, int]:
    """Which cell of a row belongs to which column."""
    header = [column.casefold() for column in table.header]
    line = table.header_line
    if not set(header) & set(COLUMNS):
        raise Problem(
            "the first line does not name the columns of a diary: "
            f"{','.join(COLUMNS)}. For another table, say with --map which column means what.",
            file=name,
            line=line,
        )
    for position, column in enumerate(header):
        if not column:
            raise Problem(
                f"column {position + 1} has no name. Name it, or remove it.", file=name, line=line
            )
        if column not in COLUMNS:
            raise Problem(
                f"{unknown(column, COLUMNS, 'column')} {_COLUMNS_HELP} "
                "Rename this one, or remove it.",
                file=name,
                line=line,
                column=str(position + 1),
            )
        if header.count(column) > 1:
            raise Problem(
                "two columns have this name. Remove one.", file=name, line=line, column=column
            )
    for column in _NEEDED:
        if column not in header:
            raise Problem(
                f"this column is missing. {_COLUMNS_HELP}", file=name, line=line, column=column
            )
    return {column: header.index(column) for column in header}


def _entry(
    line: int, cells: list[str], place: dict[str, int], name: str, today: date, inert: bool
) -> Entry:
    """One row as an entry; what is wrong with it gets its place."""
    cell = {column: cells[position] for column, position in place.items()}
    column = "time"
    try:
        if cell["time"].startswith("#"):
            raise Problem("lines that begin with # belong above the names of the columns.")
        moment = read_moment(cell["time"])
        refuse_future(moment, today)
        column = "kind"
        kind = read_kind(cell["kind"])
        column = "value"
        value = read_value(cell.get("value", ""), kind)
        column = "detail"
        detail = read_detail(cell.get("detail", ""), kind)
        column = "note"
        note = cell.get("note", "")
        if inert and _FORMULA.match(note, 1) and note.startswith("'"):
            note = note[1:]
        note = check_note(note)
    except Problem as problem:
        raise problem.at(name, line, column) from None
    return moment.entry(kind, value, detail, note, line)


def _quoted(cell: str) -> str:
    """A cell between quotation marks where it needs them; every line end in it is kept."""
    if any(mark in cell for mark in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
