"""Writing a file whole or not at all.

What is written goes to a new file beside the target, readable by its owner only, and takes the
target's name in one step once it is safely on the disk. Whatever goes wrong, what was there before
stays.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from undertow.record.problem import Problem, printable

_REASONS = {
    errno.ENOSPC: "the disk is full. Free some space and try again.",
    errno.EDQUOT: "your share of the disk is used up. Free some space and try again.",
    errno.EFBIG: "the file would be larger than allowed here. Choose another folder.",
    errno.EACCES: "no permission to write here. Choose another folder.",
    errno.EPERM: "no permission to write here. Choose another folder.",
    errno.EROFS: "this disk can only be read. Choose another folder.",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one.",
}


def check_writable(path: str | os.PathLike[str]) -> None:
    """Raise now what `write_text` would raise after long work; leaves nothing behind.

    Raises:
        Problem: if the folder is missing, the path is a folder or not an ordinary file, or
            there is no permission to write.
    """
    target = _target(path)
    try:
        descriptor, temporary = _open_beside(target)
        os.close(descriptor)
        os.unlink(temporary)
    except OSError as error:
        raise _problem(path, error) from None


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all; file mode 0600.

    Raises:
        Problem: in one line, if it cannot be written. What was at `path` is then unchanged.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | os.PathLike[str], content: bytes) -> None:
    """Write `content` to `path`, whole or not at all; file mode 0600.

    Raises:
        Problem: in one line, if it cannot be written. What was at `path` is then unchanged.
    """
    with writing(path) as stream:
        stream.write(content)


@contextlib.contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A stream that becomes the file at `path` when the block ends well; file mode 0600.

    For what does not fit into memory at once. If the block raises, nothing is left.

    Yields:
        The stream to write to.

    Raises:
        Problem: in one line, if it cannot be written. What was at `path` is then unchanged.
    """
    target = _target(path)
    try:
        descriptor, temporary = _open_beside(target)
    except OSError as error:
        raise _problem(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    except BaseException as error:  # Ctrl-C too must leave nothing half-written
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):
            raise _problem(path, error) from None
        raise
    _sync_folder(target.parent)


def _target(path: str | os.PathLike[str]) -> Path:
    """The ordinary file that `path` names, links followed, or the place where it will be."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = None
    except OSError as error:
        raise _problem(path, error) from None
    except ValueError:
        raise Problem("this is not a name for a file.", file=_name(path)) from None
    if mode is not None and stat.S_ISDIR(mode):
        raise Problem("this is a folder. Give the name of a file.", file=_name(path))
    if mode is not None and not stat.S_ISREG(mode):
        raise Problem("this is not an ordinary file. Give the name of a file.", file=_name(path))
    if mode is not None and not os.access(path, os.W_OK):
        raise Problem(_REASONS[errno.EACCES], file=_name(path))
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        folder = printable(target.parent.name)
        raise Problem(f"there is no folder {folder}. Create it first.", file=_name(path))
    return target


def _open_beside(target: Path) -> tuple[int, Path]:
    temporary = target.parent / f".{secrets.token_hex(8)}.part"
    return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), temporary


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the file system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _problem(path: str | os.PathLike[str], error: OSError) -> Problem:
    reason = _REASONS.get(error.errno or 0, f"it cannot be written ({error.strerror}).")
    return Problem(reason, file=_name(path))


def _name(path: str | os.PathLike[str]) -> str:
    return os.path.basename(os.fspath(path)) or os.fspath(path)
