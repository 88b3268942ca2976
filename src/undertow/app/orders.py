"""What the supervisor tells a sitting, over a pipe: nothing of it stands in a command line."""

from __future__ import annotations

import base64
import json
import socket
import sys
from pathlib import Path
from typing import IO, NamedTuple


class Order(NamedTuple):
    """All that a sitting is told.

    Attributes:
        vault: the record's file.
        visitor: secret of the cookie that every sitting of one program accepts.
        launch: token of the launch address; empty if it was given out before.
        launch_seconds: how long that is good.
    """

    vault: Path
    visitor: str
    launch: str
    launch_seconds: float


def give(order: Order, listener: socket.socket, pipe: IO[bytes], process: int) -> None:
    """Writes an order, and the listening socket with it, for a child process.

    Args:
        order: what to tell.
        listener: on Windows it is shared with the process; elsewhere the child was born with it.
        pipe: the child's standard input.
        process: the child's number.
    """
    if sys.platform == "win32":
        shared = base64.b64encode(listener.share(process)).decode("ascii")
    else:
        shared = listener.fileno()
    told = {**order._asdict(), "vault": str(order.vault), "listener": shared}
    pipe.write(json.dumps(told).encode() + b"\n")
    pipe.flush()


def take(pipe: IO[bytes]) -> tuple[Order, socket.socket] | None:
    """Waits for an order; None if the supervisor is gone."""
    line = pipe.readline()
    if not line:
        return None
    told = json.loads(line)
    shared = told.pop("listener")
    if sys.platform == "win32":
        listener = socket.fromshare(base64.b64decode(shared))
    else:
        listener = socket.socket(fileno=shared)
    return Order(**{**told, "vault": Path(told["vault"])}), listener
