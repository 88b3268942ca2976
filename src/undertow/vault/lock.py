"""One program at a time: the mark beside the file that says somebody has it open."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from undertow.vault.trouble import InUse, say, told


class Lock:
    """Held from the moment it is made until `release`, or until the process ends in any way.

    The lock is on a small file of its own. Locks on the record itself would be lost as soon as
    this process closed any other handle on it, and would not survive the swap to a new file. The
    small file stays: it is empty, and taking it away would let two programs hold two of it.
    """

    def __init__(self, path: Path) -> None:
        """Takes the lock of the record at `path`.

        Raises:
            InUse: somebody else holds it.
            NoRoom: the folder is missing, full or not writable.
        """
        beside = beside_of(path)
        with told(path.name):
            self._handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
            # The file may have been erased, and its lock with it, between the two lines above.
            held = os.path.samestat(os.fstat(self._handle), os.stat(beside))
        except OSError:
            held = False
        if not held:
            self.release()
            raise InUse(say("in_use"), file=path.name)

    def release(self) -> None:
        """Lets others open the file; a second call does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def beside_of(path: Path) -> Path:
    """Where the lock of a record lies."""
    return path.with_name(f"{path.name}-lock")


def _lock(handle: int) -> None:
    """Raises OSError if somebody holds it."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
