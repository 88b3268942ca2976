"""A whole copy of an open file, encrypted, under the same key or a new one."""

from __future__ import annotations

from pathlib import Path

from undertow.vault import schema
from undertow.vault.cipher import check, connect
from undertow.vault.files import part_beside, settle
from undertow.vault.keys import Key
from undertow.vault.library import Connection


def write_copy(connection: Connection, path: Path, key: Key, replace: bool = False) -> None:
    """Copies every row into a new file, checks that one, and gives it its name.

    Args:
        connection: to the file to copy; no change is under way.
        path: the new file's name.
        key: of the new file.
        replace: whether a file that is there gives way.

    Raises:
        Taken: a file is there, and `replace` is False.
        Problem, OSError, dbapi2.Error: the disk refused; nothing is left of the copy.
    """
    with part_beside(path) as part:
        connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(part), key.literal()))
        try:
            # Nobody relies on the copy before it is whole: it is synced when it is done.
            connection.execute("PRAGMA copy.journal_mode = OFF")
            connection.execute("PRAGMA copy.synchronous = OFF")
            connection.execute("SELECT sqlcipher_export('copy')").fetchall()
            connection.execute(f"PRAGMA copy.user_version = {schema.version(connection)}")
        finally:
            connection.execute("DETACH DATABASE copy")
        second = connect(part, key)
        try:
            check(second, path.name)
        finally:
            second.close()
        settle(part, path, replace)
