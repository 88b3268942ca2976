"""Around the whole workbench: nobody unasked gets in, nothing leaves without its headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from undertow.app import peers
from undertow.app.gate import METHODS, Refusal, Request, refusal
from undertow.app.hardening import tell_fault
from undertow.app.headers import protective
from undertow.app.paths import kind_of
from undertow.app.reply import Receive, Reply, Send, plain, send_reply

Scope = MutableMapping[str, Any]
Asked = Callable[[Request, Receive], Awaitable[Reply]]


class Protection:
    """An ASGI program that lets what passes the gate through to `inside`.

    Args:
        inside: answers a request that was let in.
        after: is called with each answer once it was sent.
        port: ours.
    """

    def __init__(self, inside: Asked, after: Callable[[Reply], Awaitable[None]], port: int) -> None:
        self._inside = inside
        self._after = after
        self._port = port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; anything but HTTP is not answered."""
        if scope["type"] != "http":
            return

        async def send_protected(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *protective(self._port)]
            await send(message)

        reply = await self._reply(scope, receive)
        await send_reply(reply, receive, send_protected)
        await self._after(reply)

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        """What to answer; a fault of ours is answered with its status alone."""
        request = Request(
            scope["http_version"],
            scope["method"],
            scope["raw_path"],
            scope["query_string"],
            scope["headers"],
        )
        client, server = scope.get("client"), scope.get("server")
        if not (client and server and peers.is_ours(tuple(client), tuple(server))):
            return plain(Refusal.NOT_LET_IN.value)
        kind = kind_of(request.target.decode("latin-1"))
        refused = refusal(request, kind, self._port)
        if refused is Refusal.NO_SUCH_METHOD:
            return plain(refused.value, (b"allow", ", ".join(METHODS).encode()))
        if refused is not None:
            return plain(refused.value)
        try:
            return await self._inside(request, receive)
        except Exception:
            tell_fault()
            return plain(500)  # what went wrong could hold words of the person
