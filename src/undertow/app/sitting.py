"""One sitting, as a process of its own: it holds at most one open record, and ends with it.

Run as `python -m undertow.app.sitting` by the supervisor, ahead of time: everything is imported,
then it waits for its order.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable

from undertow.app.clocks import clocks
from undertow.app.hardening import harden
from undertow.app.orders import Order, take
from undertow.app.protection import Protection
from undertow.app.rendering import make_ready
from undertow.app.reply import Ending, Reply
from undertow.app.routes import screens_by_path
from undertow.app.screens import pattern
from undertow.app.tokens import LaunchToken
from undertow.app.wire import Server
from undertow.app.workbench import Workbench
from undertow.words import english

UNTIL_READY = 1.0
"""Seconds until the pattern makes itself ready: the form for the passphrase goes first."""
LAST_BYTES = 0.05
"""Seconds between the last answer and the end: the system sends what was handed to it."""


def main() -> None:
    """Waits for an order and carries it out; ends the process in any case."""
    harden()
    screens_by_path()
    english()
    make_ready()
    taken = take(sys.stdin.buffer)
    if taken is None:
        os._exit(Ending.OVER)
    order, listener = taken
    try:
        asyncio.run(_sit(order, listener))
    finally:
        # Not sys.exit: nothing that could still run may hold this process, and what it holds, up.
        os._exit(1)


async def _sit(order: Order, listener: socket.socket) -> None:
    """Serves until something ends the process."""
    port = listener.getsockname()[1]
    workbench = Workbench(
        port=port,
        path=order.vault,
        visitor=order.visitor,
        launch=LaunchToken(order.launch, order.launch_seconds, time.monotonic),
        screens=screens_by_path(),
        words=english(),
        clocks=clocks(),
        stop_listening=lambda: server.stop_listening(),
    )
    server = Server(Protection(workbench.answer, _after, port))
    threading.Thread(target=_end_with_supervisor, daemon=True).start()
    _start_later(UNTIL_READY, pattern.make_ready)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    ending = await workbench.watch()
    await asyncio.sleep(LAST_BYTES)
    del serving
    os._exit(ending)


async def _after(reply: Reply) -> None:
    """Ends the process if the answer that was just sent said so."""
    if reply.ending is not None:
        await asyncio.sleep(LAST_BYTES)
        os._exit(reply.ending)


def _start_later(seconds: float, act: Callable[[], None]) -> None:
    """Does something in the background; what goes wrong there is seen where it is needed."""

    def quietly() -> None:
        with contextlib.suppress(Exception):
            act()

    timer = threading.Timer(seconds, quietly)
    timer.daemon = True
    timer.start()


def _end_with_supervisor() -> None:
    """Ends the process as soon as the supervisor's end of the pipe is gone, however that went."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(Ending.OVER)


if __name__ == "__main__":
    main()
