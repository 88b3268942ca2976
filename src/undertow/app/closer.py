"""The closer reading, made by a process of its own while the pages stay usable.

The session holds one `Closer`. It is asked for the reading of a record as it stands, starts a
process for it, and hands out what came back; a record that changed meanwhile ends that process.
Entries go to it over a pipe without notes or names, and nothing is written anywhere: what comes
back is kept, encrypted, by the screen that asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import IO

from undertow.record.diary import Diary

MODULE = "undertow.app.closer_process"
SENT = ("earliest", "latest", "kind", "value", "detail", "precision", "offset")
"""What a reading needs of an entry; its note and its line stay here."""
DONE = b"done "


class Closer:
    """At most one closer reading under way, of the record as it stood at its mark.

    Every method is quick and may be called from any thread.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._mark = ""
        self._process: subprocess.Popen[bytes] | None = None
        self._share = 0.0
        self._result: bytes | None = None
        self._over = False

    def start(self, mark: str, diary: Diary) -> None:
        """Begins to read a diary, unless that of this mark was begun, is done, or failed.

        Args:
            mark: of all that the reading rests on: the record's fingerprint, a space, the rest.
            diary: the entries.
        """
        with self._mutex:
            if self._over or mark == self._mark:
                return
            self._end()
            self._mark, self._share, self._result = mark, 0.0, None
            self._process = _process()
            hearing = (self._process, mark, told(diary))
            threading.Thread(target=self._hear, args=hearing, daemon=True).start()

    def share(self, mark: str) -> float | None:
        """How much of the reading of this mark is done, 0 to 1; None if none is under way."""
        with self._mutex:
            return self._share if mark == self._mark and self._process is not None else None

    def result(self, mark: str) -> bytes | None:
        """What the reading of this mark told; None if it is not there (yet)."""
        with self._mutex:
            return self._result if mark == self._mark else None

    def forget_unless_at(self, fingerprint: str) -> None:
        """Ends a reading of a record that has changed since.

        Args:
            fingerprint: of the record as it is now: what its mark would begin with.
        """
        with self._mutex:
            if self._mark and not self._mark.startswith(f"{fingerprint} "):
                self._end()
                self._mark, self._result = "", None

    def close(self) -> None:
        """Ends what is under way, for good."""
        with self._mutex:
            self._over = True
            self._end()
            self._mark, self._result = "", None

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def _hear(self, process: subprocess.Popen[bytes], mark: str, diary: bytes) -> None:
        """Sends the diary and listens, in a thread of its own, until the process ends."""
        assert process.stdin is not None
        assert process.stdout is not None
        found = None
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(diary)
            process.stdin.flush()
            found = self._listen(process.stdout, mark)
        with self._mutex:
            if self._process is process:
                self._result, self._process = found, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()

    def _listen(self, pipe: IO[bytes], mark: str) -> bytes | None:
        """Progress as it comes, and the result; None if the process ended without one."""
        for line in pipe:
            if line.startswith(DONE):
                size = int(line[len(DONE) :])
                content = pipe.read(size)
                return content if len(content) == size else None
            with self._mutex:
                if mark == self._mark:
                    self._share = float(line)
        return None


def told(diary: Diary) -> bytes:
    """A diary as one line for the process."""
    entries = [[getattr(entry, name) for name in SENT] for entry in diary.entries]
    return json.dumps({"entries": entries, "simulated": diary.simulated}).encode() + b"\n"


def _process() -> subprocess.Popen[bytes]:
    """A process that waits for a diary. Nobody hears what it prints beside its result."""
    heard = None if os.environ.get("UNDERTOW_DEBUG") == "1" else subprocess.DEVNULL
    return subprocess.Popen(
        # -P: nothing is imported from the folder that the program happens to run in.
        [sys.executable, "-P", "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=heard,
        start_new_session=True,
    )
