"""Makes one closer reading, tells it over a pipe, and ends. Run by `undertow.app.closer`."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from typing import IO

from undertow.app.closer import DONE, SENT
from undertow.app.hardening import harden, tell_fault
from undertow.record.diary import Diary, Entry

KINDNESS = 10
"""Of this process against all others: pages, and whatever else the machine does, go first."""


def main() -> None:
    """Takes a diary from standard input and writes what it shows to standard output."""
    harden()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(KINDNESS)
    line = sys.stdin.buffer.readline()
    if not line:
        os._exit(0)
    threading.Thread(target=_end_with_sitting, daemon=True).start()
    out = sys.stdout.buffer
    try:
        content = closer_reading(taken(line), out)
        out.write(DONE + b"%d\n" % len(content) + content)
        out.flush()
    except Exception:
        tell_fault()
        os._exit(1)
    os._exit(0)


def taken(line: bytes) -> Diary:
    """The diary in a line of `undertow.app.closer.told`."""
    told = json.loads(line)
    entries = (Entry(**dict(zip(SENT, values, strict=True))) for values in told["entries"])
    return Diary(tuple(entries), simulated=told["simulated"])


def closer_reading(diary: Diary, out: IO[bytes]) -> bytes:
    """Reads a diary closely and tells it; progress goes out as lines, 0 to 1."""
    from undertow.app.told import tell
    from undertow.inference.closely import read_closely
    from undertow.words import english

    def progress(share: float) -> None:
        out.write(b"%.3f\n" % share)
        out.flush()

    return tell(read_closely(diary, seed=0, progress=progress), english())


def _end_with_sitting() -> None:
    """Ends this process as soon as the other end of the pipe is gone, however that went."""
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    os._exit(1)


if __name__ == "__main__":
    main()
