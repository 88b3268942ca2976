"""What can go wrong with the file, as lines for a person, and never a word of what it holds."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from undertow.record.problem import Problem
from undertow.vault.library import Error, dbapi2
from undertow.words import english


class WrongOpening(Problem):
    """The file did not open: one answer for a wrong passphrase, damage, and any other file."""


class InUse(Problem):
    """Another window or program holds the file."""


class NoRoom(Problem):
    """The disk is full, or the folder or file may not be written."""


class Newer(Problem):
    """A newer version of this program wrote the file."""


class Taken(Problem):
    """A file is already there that would be written over."""


class Damaged(Problem):
    """What lies on the disk changed while the file was open."""


class Unfit(Problem):
    """What was to be kept cannot be kept: no such item, or content that no diary can hold."""


def wrong_opening(file: str) -> WrongOpening:
    """The one answer to every opening that fails."""
    return WrongOpening(say("wrong"), file=file)


def say(key: str, **values: object) -> str:
    """A sentence of the vault's own."""
    return english().say(f"app.vault.{key}", **values)


@contextmanager
def told(file: str, opening: bool = False) -> Iterator[None]:
    """Turns what SQLite or the system refuses into a line for a person.

    Args:
        file: the file's name without its folder, for the line.
        opening: whether the file is being opened: then damage is a wrong opening.

    Raises:
        Problem: in place of what the database or the system refused. Neither their text nor the
            statement goes into it.
        MemoryError: there is too little of it.
    """
    try:
        yield
    except Error as error:
        raise _of_database(error, file, opening) from None
    except OSError as error:
        raise of_system(error, file) from None


def of_system(error: OSError, file: str) -> Problem:
    """What the operating system refused."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return NoRoom(say("full"), file=file)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return NoRoom(say("not_allowed"), file=file)
        case errno.ENOENT:
            return NoRoom(say("missing"), file=file)
        case _:
            return NoRoom(say("disk"), file=file)


def _of_database(error: Error, file: str, opening: bool) -> Exception:
    """What SQLite refused, by its code; the low byte tells the kind."""
    match _code(error):
        case dbapi2.SQLITE_FULL:
            return NoRoom(say("full"), file=file)
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_CANTOPEN | dbapi2.SQLITE_PERM:
            return NoRoom(say("not_allowed"), file=file)
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return InUse(say("in_use"), file=file)
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_NOTADB:
            return wrong_opening(file) if opening else Damaged(say("damaged"), file=file)
        case dbapi2.SQLITE_NOMEM:
            return MemoryError()
        case _ if opening:
            return wrong_opening(file)
        case dbapi2.SQLITE_IOERR:
            return NoRoom(say("disk"), file=file)
        case _:
            return error  # a fault of ours, and told as one


def _code(error: Error) -> int:
    """SQLite's code for what went wrong.

    A copy made by SQLCipher passes on the text of an error, but not its code.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _CODES.get(str(error), code) if code == dbapi2.SQLITE_ERROR else code


_CODES = {
    "database or disk is full": dbapi2.SQLITE_FULL,
    "disk I/O error": dbapi2.SQLITE_IOERR,
    "attempt to write a readonly database": dbapi2.SQLITE_READONLY,
    "unable to open database file": dbapi2.SQLITE_CANTOPEN,
    "out of memory": dbapi2.SQLITE_NOMEM,
    "database disk image is malformed": dbapi2.SQLITE_CORRUPT,
    "file is not a database": dbapi2.SQLITE_NOTADB,
}
