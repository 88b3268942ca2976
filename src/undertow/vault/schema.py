"""The tables inside the file, and the steps from the tables of an older version to these.

`PRAGMA user_version` says which version a file has. A step is never changed once released: a
new version is one more step.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from undertow.vault.library import Connection
from undertow.vault.trouble import Newer, say, told, wrong_opening

FIRST = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day INTEGER NOT NULL,
    width INTEGER NOT NULL,
    absolute REAL NOT NULL,
    earliest REAL NOT NULL,
    latest REAL NOT NULL,
    zone INTEGER,
    kind TEXT NOT NULL,
    value REAL,
    detail TEXT,
    note TEXT NOT NULL,
    written REAL NOT NULL
) STRICT;
CREATE INDEX entry_in_order ON entry (day, width, absolute, id);
CREATE INDEX entry_by_time ON entry (earliest);
CREATE TABLE text (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    text TEXT NOT NULL,
    written REAL NOT NULL
) STRICT;
CREATE INDEX text_by_kind ON text (kind, id);
CREATE TABLE named (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE cached (
    name TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE TABLE standing (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    fingerprint TEXT NOT NULL
) STRICT;
INSERT INTO standing VALUES (1, '');
"""
"""Version 1. `day`, `width` and `absolute` are an entry's `undertow.record.diary.time_order`, and
`zone` its `offset`. Numbers are never given twice."""

STEPS: tuple[str, ...] = (FIRST,)
"""Statement lists; step n leads from version n to version n + 1. Version 0 is an empty file."""


def version(connection: Connection) -> int:
    """Which version's tables the file holds; 0 for none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def lay(connection: Connection, file: str, steps: Sequence[str] | None = None) -> None:
    """Brings an empty file to the present version.

    Args:
        connection: to a file without tables.
        file: the file's name, for the line.
        steps: as `STEPS`, which is taken if left out.

    Raises:
        Problem: the disk refused.
    """
    steps = STEPS if steps is None else steps
    with told(file):
        _walk(connection, 0, steps)


def renew(connection: Connection, file: str, steps: Sequence[str] | None = None) -> None:
    """Brings a file of an older version to the present one: wholly, or not at all.

    Args:
        connection: to a file that has been checked.
        file: the file's name, for the line.
        steps: as `STEPS`, which is taken if left out.

    Raises:
        Newer: the file is of a later version than this program knows.
        Problem: the disk refused; the file is as it was.
    """
    steps = STEPS if steps is None else steps
    found = version(connection)
    if found > len(steps):
        raise Newer(say("newer"), file=file)
    if found == 0:
        raise wrong_opening(file)
    if found < len(steps):
        with told(file):
            _walk(connection, found, steps)


def new_fingerprint(connection: Connection) -> None:
    """Marks, within a change, that what a reading rests on is no longer the same."""
    mark = secrets.token_hex(16)
    connection.execute("UPDATE standing SET fingerprint = ?", (mark,))


def _walk(connection: Connection, found: int, steps: Sequence[str]) -> None:
    """All missing steps in one change."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for step in steps[found:]:
            for statement in step.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        new_fingerprint(connection)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
