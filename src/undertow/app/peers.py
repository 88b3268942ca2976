"""Whose program is at the other end of a connection, where the system tells (Linux)."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
LISTENING, ESTABLISHED = "0A", "01"
V4_IN_V6 = "0000000000000000FFFF0000"
ADMINISTRATOR = 0


class Socket(NamedTuple):
    """One line of the system's table: both ends as (address, port), the state, the owner."""

    here: tuple[str, int]
    there: tuple[str, int]
    state: str
    owner: int


def is_ours(client: tuple[str, int], server: tuple[str, int]) -> bool:
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
    listed = list(_sockets())
    if not any(one.state == LISTENING and one.here == server for one in listed):
        return True  # the table is empty, or of another network
    return any(
        one.state == ESTABLISHED
        and (one.here, one.there) == (client, server)
        and one.owner in (os.getuid(), ADMINISTRATOR)
        for one in listed
    )


def _sockets() -> Iterator[Socket]:
    """All TCP sockets; those of version 6 that carry version 4 among them."""
    for table in TABLES:
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            cells = line.split()
            yield Socket(_end(cells[1]), _end(cells[2]), cells[3], int(cells[7]))


def _end(cell: str) -> tuple[str, int]:
    """`0100007F:1F90` as ("127.0.0.1", 8080); an address of version 6 stays as it is."""
    address, port = cell.split(":")
    address = address.removeprefix(V4_IN_V6)
    if len(address) == 8:
        address = socket.inet_ntoa(int(address, 16).to_bytes(4, sys.byteorder))
    return address, int(port, 16)
