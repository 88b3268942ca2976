"""Files that appear whole or not at all, for their owner alone."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from undertow.vault.trouble import Taken, say

ASIDE = "-old-"
"""Between a file's name and the day, in the name of an older one that was kept."""

_HELPERS = ("-lock", "-journal")
_END_OF_PARTS = ".part"
_PARTS = {_END_OF_PARTS, *(_END_OF_PARTS + helper for helper in _HELPERS)}


def journal_of(path: Path) -> Path:
    """Where SQLite notes what to take back if a change is cut off."""
    return path.with_name(f"{path.name}-journal")


def make_folder(folder: Path) -> None:
    """Makes a folder that only its owner can enter; one that is there is left as it is.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def part_beside(path: Path) -> Iterator[Path]:
    """An empty file (0600) in the same folder, gone afterwards unless it was renamed.

    Raises:
        OSError: it cannot be made.
    """
    part = path.with_name(f"{_start_of_parts(path)}{secrets.token_hex(8)}{_END_OF_PARTS}")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
    finally:
        for left in (part, journal_of(part)):
            with contextlib.suppress(OSError):
                left.unlink()


def set_aside(path: Path) -> list[Path]:
    """Older files of this name that were kept when a backup took their place."""
    try:
        names = [name for name in os.listdir(path.parent) if name.startswith(path.name + ASIDE)]
    except OSError:
        return []
    return [path.with_name(name) for name in sorted(names) if not name.endswith(_HELPERS)]


def clear_parts(path: Path) -> None:
    """Takes away unfinished files of this name that a killed program left in the folder."""
    with contextlib.suppress(OSError):
        for left in path.parent.iterdir():
            if left.name.startswith(_start_of_parts(path)) and left.suffix in _PARTS:
                left.unlink(missing_ok=True)


def _start_of_parts(path: Path) -> str:
    """How the names of all unfinished files begin that are to become this one."""
    return f".{path.name}-"


def settle(part: Path, path: Path, replace: bool = False) -> None:
    """Gives a finished file its name, in one step that lasts through a power cut.

    Args:
        part: the finished file, closed.
        path: its name from now on, in the same folder.
        replace: whether a file that is there gives way.

    Raises:
        Taken: a file is there, and `replace` is False.
        OSError: the disk refused.
    """
    sync(part)
    if replace:
        os.replace(part, path)
    else:
        give_second_name(part, path)
        part.unlink()
    sync(path.parent)


def give_second_name(path: Path, second: Path) -> None:
    """Lets the same content be found under a second name too; a copy where links are unknown.

    Raises:
        Taken: a file has that name.
        OSError: the disk refused.
    """
    try:
        os.link(path, second)
    except FileExistsError:
        raise Taken(say("taken"), file=second.name) from None
    except OSError:
        copy(path, second)


def copy(source: Path, target: Path) -> None:
    """Copies a file byte for byte to a new one (0600) and waits until the disk has it.

    Raises:
        Taken: a file has the target's name.
        OSError: the disk refused; nothing is left at the target.
    """
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Taken(say("taken"), file=target.name) from None
    try:
        with os.fdopen(handle, "wb") as written, source.open("rb") as read:
            shutil.copyfileobj(read, written, 1 << 20)
            written.flush()
            os.fsync(written.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Waits until the disk has a file's content, or a folder's list of names.

    Raises:
        OSError: the disk refused. Some systems cannot sync a folder; that is passed over.
    """
    folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    except OSError:
        if folder:
            return
        raise
    try:
        if sys.platform == "darwin":  # fsync alone ends there before the disk has it
            import fcntl

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        else:
            os.fsync(handle)
    except OSError:
        if not folder:
            raise
    finally:
        os.close(handle)
