"""The two cookies that count: who came in by our own address, and who opened the record.

All ports of an address share their cookies, so each name carries our port. They are gone when the
browser closes, no script can read them, and no other site's page makes the browser send them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from undertow.app.tokens import same

VISITOR, OWNER = "v", "s"
"""Came in by the launch address; gave the passphrase."""


def setting(kind: str, port: int, secret: str) -> tuple[bytes, bytes]:
    """The header that gives a browser a cookie.

    Args:
        kind: `VISITOR` or `OWNER`.
        port: ours.
        secret: its value; empty takes the cookie away.
    """
    gone = "" if secret else "; Max-Age=0"
    cookie = f"{kind}{port}={secret}; Path=/; HttpOnly; SameSite=Strict{gone}"
    return b"set-cookie", cookie.encode("ascii")


def carries(headers: Iterable[tuple[bytes, bytes]], kind: str, port: int, secret: str) -> bool:
    """Whether a request carries a cookie with this secret; an empty secret is never carried.

    A program on another port can plant a second cookie of the same name; ours still counts.
    """
    return bool(secret) and any(same(value, secret) for value in _values(headers, kind, port))


def _values(headers: Iterable[tuple[bytes, bytes]], kind: str, port: int) -> Sequence[str]:
    """All values under a cookie's name."""
    pairs = [
        pair.strip().partition("=")
        for name, value in headers
        if name == b"cookie"
        for pair in value.decode("latin-1").split(";")
    ]
    return [value for name, _, value in pairs if name == f"{kind}{port}"]
