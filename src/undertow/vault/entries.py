"""Entries of a diary as rows of the file, and back without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from undertow.record.cells import check_note, check_value, read_detail, read_kind
from undertow.record.diary import Entry, Precision, time_order
from undertow.record.moment import read_moment, write_moment
from undertow.vault.library import Connection
from undertow.vault.trouble import Unfit, say

_COLUMNS = "day, width, absolute, earliest, latest, zone, kind, value, detail, note"
_INSERT = f"INSERT INTO entry ({_COLUMNS}, written) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_SELECT = "SELECT id, written, earliest, latest, kind, value, detail, note, width, zone FROM entry"
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "instant")
"""By width, as `time_order` counts it."""


class Kept(NamedTuple):
    """An entry as it is kept.

    Attributes:
        id: its number, never given to another entry of this file.
        entry: what was written; its `line` is 0.
        written: when it was saved, in days since 1970-01-01 on the clock on the wall, as that
            clock stood then.
    """

    id: int
    entry: Entry
    written: float


def settled(entry: Entry) -> Entry:
    """The entry as it will come back, now and from an exported file: times to the microsecond.

    Raises:
        Problem: a diary file could not hold it.
    """
    try:
        moment = read_moment(write_moment(entry))
        kind = read_kind(entry.kind)
        value = None if entry.value is None else check_value(entry.value, kind)
        detail = read_detail(entry.detail or "", kind)
        note = check_note(entry.note)
    except (ValueError, OverflowError):
        raise Unfit(say("unfit")) from None
    return moment.entry(kind, value, detail, note)


def add(connection: Connection, entries: Iterable[Entry], written: float) -> list[int]:
    """Inserts entries, in the order given; within a change."""
    cursor = connection.cursor()
    return [int(cursor.execute(_INSERT, (*_row(e), written)).lastrowid or 0) for e in entries]


def change(connection: Connection, id: int, entry: Entry) -> None:
    """Writes an entry anew; within a change.

    Raises:
        Unfit: there is none with this number.
    """
    marks = ", ".join(f"{column} = ?" for column in _COLUMNS.split(", "))
    done = connection.execute(f"UPDATE entry SET {marks} WHERE id = ?", (*_row(entry), id))
    if done.rowcount == 0:
        raise Unfit(say("gone"))


def find(connection: Connection, id: int) -> Kept | None:
    """The entry with this number."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (id,)).fetchone()
    return None if row is None else _kept(*row)


def select(
    connection: Connection,
    first: float | None,
    last: float | None,
    kind: str | None,
    limit: int | None,
    newest_first: bool,
) -> list[Kept]:
    """Entries in the order of `time_order`, and of saving where that is equal."""
    where, values = ["1"], []
    for condition, value in (("earliest >= ?", first), ("earliest < ?", last), ("kind = ?", kind)):
        if value is not None:
            where.append(condition)
            values.append(value)
    way = "DESC" if newest_first else "ASC"
    order = ", ".join(f"{column} {way}" for column in ("day", "width", "absolute", "id"))
    query = f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?"
    rows = connection.execute(query, (*values, -1 if limit is None else max(limit, 0)))
    return [_kept(*row) for row in rows]


def _row(entry: Entry) -> tuple[object, ...]:
    kept = settled(entry)
    return (
        *time_order(kept),
        kept.earliest,
        kept.latest,
        kept.offset,
        kept.kind,
        kept.value,
        kept.detail,
        kept.note,
    )


def _kept(
    id: int,
    written: float,
    earliest: float,
    latest: float,
    kind: str,
    value: float | None,
    detail: str | None,
    note: str,
    width: int,
    zone: int | None,
) -> Kept:
    precision = _PRECISIONS[width]
    return Kept(id, Entry(earliest, latest, kind, value, detail, note, 0, precision, zone), written)
