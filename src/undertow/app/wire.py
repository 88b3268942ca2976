"""HTTP on the socket: uvicorn, made silent, with our headers even on what it refuses itself."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from undertow.app.headers import protective

LARGEST_HEAD = 16 * 1024
"""Bytes of a request line and headers."""


class Protocol(H11Protocol):
    """HTTP as h11 reads it; what cannot be read is refused like everything else."""

    def send_400_response(self, msg: str) -> None:
        """Refuses a request that is no HTTP; says nothing of why."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            port = self.server[1] if self.server else 0
            headers = [(b"content-length", b"0"), *protective(port or 0)]
            refusal = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (refusal, h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


class Server(uvicorn.Server):
    """Serves an ASGI program: no log, no date, no name, no web sockets, no signals of its own."""

    def __init__(self, app: Any) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Protocol,
                ws="none",
                loop="asyncio",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                h11_max_incomplete_event_size=LARGEST_HEAD,
            )
        )

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leaves signals as they are: a sitting that is told to end has nothing to finish."""
        yield

    def stop_listening(self) -> None:
        """Takes no more connections; who comes now waits for the next process at the socket."""
        for server in self.servers:
            server.close()
