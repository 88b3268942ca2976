"""The secrets that pages and browsers carry: made here, compared here."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from undertow.app.clocks import Clock

SALT, TAG = 12, 24
"""Characters of a form's token: what differs from form to form, and what proves it."""


def new_secret() -> str:
    """192 random bits in letters that an address may hold."""
    return secrets.token_urlsafe(24)


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(one.encode(), other.encode())


class FormTokens:
    """Tokens for the hidden field of forms, each different, all tied to one secret cookie.

    Args:
        secret: what the cookie holds. A token shown for one secret proves nothing for another.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def new(self) -> str:
        """A token for one form."""
        salt = secrets.token_hex(SALT // 2)
        return salt + self._tag(salt)

    def proves(self, token: str) -> bool:
        """Whether a token that came back is one of ours."""
        return len(token) == SALT + TAG and same(token[SALT:], self._tag(token[:SALT]))

    def _tag(self, salt: str) -> str:
        return hmac.new(self._secret, salt.encode(), hashlib.sha256).hexdigest()[:TAG]


class LaunchToken:
    """What the address that opens the browser carries: good once, and not for long.

    Args:
        secret: the token; empty if there is none.
        seconds: how long it is good.
        clock: a steady clock.
    """

    def __init__(self, secret: str, seconds: float, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock
        self._last = clock() + seconds

    def spend(self, token: str) -> bool:
        """Whether it is the token, for the first time and in time. A wrong one costs nothing."""
        good = bool(self._secret) and self._clock() < self._last and same(token, self._secret)
        if good:
            self._secret = ""
        return good
