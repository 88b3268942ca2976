"""A whole copy of an open file, encrypted, under the same key or a new one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from undertow.vault import schema
from undertow.vault.cipher import check, connect
from undertow.vault.files import part_beside
from undertow.vault.keys import Key
from undertow.vault.library import Connection


@contextmanager
def copied(connection: Connection, path: Path, key: Key) -> Iterator[Path]:
    """Copies every row into a new file beside `path` and checks that one.

    Args:
        connection: to the file to copy; no change is under way.
        path: what the new file is to become.
        key: of the new file.

    Yields:
        The new file, whole and closed. It is gone afterwards unless it was given another name.

    Raises:
        Problem, OSError, Error: the disk refused.
    """
    with part_beside(path) as part:
        connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(part), key.literal()))
        try:
            # Nobody relies on the copy before it is whole: it is synced when it is done.
            connection.execute("PRAGMA copy.journal_mode = MEMORY")
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
        yield part
