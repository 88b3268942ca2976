"""What every answer carries, whatever it is: a page, a style sheet, a refusal, a fault."""

from __future__ import annotations

import secrets

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
"""Content security policy: only our own files, no frame around us, no markup made from text."""

FIXED = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # One request a connection: none is left open to a process that ends when the record is locked.
    (b"connection", b"close"),
)


def protective(port: int) -> list[tuple[bytes, bytes]]:
    """The headers of one answer.

    Besides the fixed ones, a fresh cookie that scripts cannot read and that we never read: an
    answer that sets one keeps the page out of Chromium's back-forward cache (`no-store` alone
    does not).

    Args:
        port: our port; cookies of one address are shared by all its ports, so names carry it.
    """
    fresh = f"n{port}={secrets.token_urlsafe(9)}; Path=/; HttpOnly; SameSite=Strict"
    return [*FIXED, (b"set-cookie", fresh.encode())]
