"""What a process does, before it holds anything private, so that less of it can leak."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import traceback

NOT_DUMPABLE = 4
"""PR_SET_DUMPABLE of Linux."""


def tell_fault() -> None:
    """Prints the fault that is being handled, if somebody asked to see such; else it is quiet."""
    if _debugging():
        traceback.print_exc()


def _debugging() -> bool:
    """Whether somebody asked to see what a fault holds, words of theirs among it."""
    return os.environ.get("UNDERTOW_DEBUG") == "1"


def harden() -> None:
    """No core dump, no log line, no look into the memory by other programs of the same user.

    What a system does not offer is left out.
    """
    logging.disable(logging.CRITICAL)  # a library's line could hold a word of the person
    if not _debugging():
        sys.excepthook = lambda *_: None  # nor may a traceback
    os.umask(0o077)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).prctl(NOT_DUMPABLE, 0, 0, 0, 0)
    # Ctrl-C is for the supervisor; a process that lost it ends by itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
