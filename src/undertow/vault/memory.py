"""What the system may keep of this process's memory."""

from __future__ import annotations

import contextlib
import sys


def refuse_dumps() -> None:
    """Asks that no image of this process be written to the disk when it crashes.

    Systems that hand crashes to a program of their own may not heed it; swap is not touched by it.
    """
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (0, most))
