"""A connection to an encrypted file, set so that nothing readable leaves memory."""

from __future__ import annotations

from pathlib import Path

from undertow.record.problem import Problem
from undertow.vault.keys import Key
from undertow.vault.library import Connection, dbapi2
from undertow.vault.trouble import say, told, wrong_opening

SETTINGS = {
    "journal_mode": ("DELETE", "delete"),  # a damaged write-ahead log loses rows silently
    "fullfsync": ("ON", 1),  # where a disk says too early that it has something (macOS)
    "synchronous": ("EXTRA", 3),  # acknowledged means: on the disk, its folder entry too
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "mmap_size": ("0", 0),
}
"""What each setting is set to, and what it must read afterwards."""


def connect(path: Path, key: Key, file: str | None = None) -> Connection:
    """Connects to a file that exists; nothing in it has been checked yet.

    Args:
        path: the file; an empty one becomes a new database under this key.
        key: what opens it.
        file: the name for a line about it; its own if left out.

    Returns:
        A connection in which every change needs its own BEGIN; any thread may use it, one at a
        time.

    Raises:
        Problem: the library does not encrypt, or the file cannot be reached or opened.
    """
    with told(file or path.name, opening=True):
        # mode=rw: a file that is missing is an error, never a new and empty record.
        address = f"{path.absolute().as_uri()}?mode=rw"
        connection = dbapi2.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=0.0
        )
        try:
            _unlock(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def cipher_version(connection: Connection) -> str:
    """The version of SQLCipher; empty for a plain SQLite, which would not encrypt."""
    row = connection.execute("PRAGMA cipher_version").fetchone()
    return str(row[0]) if row and row[0] else ""


def _unlock(connection: Connection, key: Key) -> None:
    # A plain SQLite takes `PRAGMA key` for a comment and writes everything readable.
    if not cipher_version(connection):
        raise Problem(say("no_cipher"))
    connection.execute("PRAGMA cipher_log = off")
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute(f'PRAGMA key = "{key.literal()}"')
    for name, (setting, expected) in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {setting}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != expected:
            raise Problem(say("no_cipher"))
    if str(connection.execute("PRAGMA cipher_status").fetchone()[0]) != "1":
        raise Problem(say("no_cipher"))


def check(connection: Connection, file: str) -> None:
    """Reads and authenticates every page, before anything of it is shown.

    SQLCipher itself opens a file with a damaged page and fails only when that page is read.

    Args:
        connection: as `connect` returns it.
        file: the file's name, for the line.

    Raises:
        WrongOpening: the key is not the file's, or anything in the file was changed.
    """
    with told(file, opening=True):
        # This also takes back what a killed writer left half done, so it must come first.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        trees = connection.execute("PRAGMA integrity_check").fetchall()
    if pages or trees != [("ok",)]:
        raise wrong_opening(file)
