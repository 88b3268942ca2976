"""An answer on its way out: status, headers, body, and what ends after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from enum import IntEnum
from http import HTTPStatus
from typing import Any, NamedTuple

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Ending(IntEnum):
    """How a sitting ends, as the exit status of its process.

    Any other status is a fault.
    """

    LOCKED = 20
    """The record was closed; a fresh sitting waits for the passphrase."""
    OVER = 21
    """The whole program ends."""


class Reply(NamedTuple):
    """One answer.

    Attributes:
        status: of HTTP.
        body: whole.
        media_type: of the body.
        headers: besides the type, the length and those that every answer carries.
        ending: what happens once it is sent.
        held: for an answer that stays open until this is set, or until the browser is gone.
        when_gone: is called after that.
    """

    status: int
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[bytes, bytes], ...] = ()
    ending: Ending | None = None
    held: asyncio.Event | None = None
    when_gone: Callable[[], None] = lambda: None


def plain(status: int, *headers: tuple[bytes, bytes]) -> Reply:
    """A bare answer that says no more than its status."""
    return Reply(status, HTTPStatus(status).phrase.encode(), "text/plain; charset=utf-8", headers)


def on_to(path: str, *headers: tuple[bytes, bytes], ending: Ending | None = None) -> Reply:
    """On to another page of ours, asked for with GET."""
    return Reply(303, headers=((b"location", path.encode("ascii")), *headers), ending=ending)


def done(ending: Ending | None = None) -> Reply:
    """Nothing to show: the answer to a beacon."""
    return Reply(204, ending=ending)


async def send_reply(reply: Reply, receive: Receive, send: Send) -> None:
    """Sends an answer; the body is left out by the protocol where a HEAD asked for it."""
    if reply.held is not None:
        return await hold(reply, reply.held, receive, send)
    headers = list(reply.headers)
    if reply.status != 204:
        headers.append((b"content-length", str(len(reply.body)).encode()))
    if reply.body:
        headers.append((b"content-type", reply.media_type.encode("ascii")))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def hold(reply: Reply, held: asyncio.Event, receive: Receive, send: Send) -> None:
    """Sends the beginning of an answer, and its end only when `held` is set."""
    await send({"type": "http.response.start", "status": 200, "headers": list(reply.headers)})
    waiting = {asyncio.ensure_future(held.wait()), asyncio.ensure_future(_gone(receive))}
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        await send({"type": "http.response.body", "body": b""})
    finally:
        for one in waiting:
            one.cancel()
        reply.when_gone()


async def _gone(receive: Receive) -> None:
    """Waits until the browser has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
