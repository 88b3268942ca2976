"""Whose program is at the other end of a connection, where the system tells (Linux)."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

TABLES = {Path("/proc/net/tcp"): "", Path("/proc/net/tcp6"): "0000000000000000FFFF0000"}
"""The system's tables of sockets, and what stands there before an address of version 4."""
LISTENING, ESTABLISHED = "0A", "01"
NOWHERE = ("0.0.0.0", 0)
OWNER = 7
"""Column of the socket's owner."""
ADMINISTRATOR = 0

End = tuple[str, int]


def is_ours(client: End, server: End) -> bool:
    """Whether a connection comes from this machine, and from a program of the same user.

    The administrator is let through: they can read any memory anyway, and some systems pass
    connections on in their name. Where there is no table, only the address is looked at; the
    tokens are what protects then.

    Args:
        client: address and port of the other end.
        server: our own.
    """
    if not client[0].startswith("127."):
        return False
    if sys.platform != "linux":
        return True
    if not list(_owners(server, NOWHERE, LISTENING)):
        return True  # there is no table, or it is of another network
    allowed = (os.getuid(), ADMINISTRATOR)
    return any(owner in allowed for owner in _owners(client, server, ESTABLISHED))


def _owners(here: End, there: End, state: str) -> Iterator[int]:
    """Who owns the sockets with these two ends, in this state."""
    for table, before in TABLES.items():
        try:
            text = table.read_text(encoding="ascii")
        except OSError:
            continue
        # Searched as text: a table may hold thousands of connections that are long over.
        start = text.find(f": {before}{_end(here)} {before}{_end(there)} {state} ")
        if start >= 0:
            line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
            yield int(line.split()[OWNER])


def _end(end: End) -> str:
    """An address and port as the tables write it: ("127.0.0.1", 8080) as `0100007F:1F90`."""
    number = int.from_bytes(socket.inet_aton(end[0]), sys.byteorder)
    return f"{number:08X}:{end[1]:04X}"
