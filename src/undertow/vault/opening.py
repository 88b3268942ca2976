"""How a file is made, and how it is opened: lock, salt, key, check, version, in this order."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from undertow.record.problem import Problem
from undertow.vault import schema
from undertow.vault.cipher import check, connect
from undertow.vault.files import clear_parts, journal_of, make_folder, part_beside, settle
from undertow.vault.keys import SALT_BYTES, Key, derive, new_salt
from undertow.vault.library import Connection
from undertow.vault.lock import Lock
from undertow.vault.memory import refuse_dumps
from undertow.vault.trouble import NoRoom, Taken, say, told, wrong_opening

Opened = tuple[Key, Lock, Connection]


def create(path: Path, passphrase: str) -> Opened:
    """Makes a new, empty file; see `undertow.vault.vault.Vault.create`."""
    refuse_empty(passphrase)
    with told(path.name):
        make_folder(path.parent)
    lock = Lock(path)
    try:
        if os.path.lexists(path):
            raise Taken(say("taken"), file=path.name)
        key = derive(passphrase, new_salt())
        with told(path.name), part_beside(path) as part:
            connection = connect(part, key)
            try:
                schema.lay(connection, path.name)
            finally:
                connection.close()
            # A journal that an older file of this name left would be played into the new one.
            journal_of(path).unlink(missing_ok=True)
            settle(part, path)
        return key, lock, opened(path, key)
    except BaseException:
        lock.release()
        raise


def open_with(path: Path, key_for: Callable[[bytes], Key]) -> Opened:
    """Opens a file.

    Args:
        path: the file.
        key_for: from the file's salt to its key.

    Raises:
        Problem: as `undertow.vault.vault.Vault.open`.
    """
    with told(path.name):
        path.stat()
    lock = Lock(path)
    try:
        clear_parts(path)
        # Only now: closing this handle would drop the locks of whoever has the file open.
        key = key_for(salt_of(path))
        return key, lock, opened(path, key)
    except BaseException:
        lock.release()
        raise


def opened(path: Path, key: Key, file: str | None = None) -> Connection:
    """A connection to a file that was checked and is of the present version.

    Args:
        path: the file.
        key: what opens it.
        file: the name for a line about it; its own if left out.

    Raises:
        Problem: as `undertow.vault.vault.Vault.open`.
    """
    refuse_dumps()
    file = file or path.name
    connection = connect(path, key, file)
    try:
        check(connection, file)
        with contextlib.suppress(OSError):
            # What had to be taken back was taken back by the check. What is left was never
            # needed; it must not lie beside another file that takes this one's name.
            journal_of(path).unlink(missing_ok=True)
        schema.renew(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_empty(passphrase: str) -> None:
    """Raises Problem for a passphrase without a letter in it."""
    if not passphrase.strip():
        raise Problem(say("empty_passphrase"))


def salt_of(path: Path) -> bytes:
    """The first 16 bytes; of a shorter file, filled up, so that it is told no sooner than others.

    Raises:
        Problem: no ordinary file, or no permission to read and write it.
    """
    with told(path.name):
        if not stat.S_ISREG(path.stat().st_mode):
            raise wrong_opening(path.name)
        if not os.access(path, os.R_OK | os.W_OK):
            raise NoRoom(say("not_allowed"), file=path.name)
        with contextlib.suppress(OSError):  # a copy from elsewhere may be open to others
            path.chmod(0o600)
        with path.open("rb", buffering=0) as file:
            start = file.read(SALT_BYTES)
    return start.ljust(SALT_BYTES, b"\0")
