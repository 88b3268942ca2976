"""The time in which a record is open: from the passphrase to the lock."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from undertow.app.asking import File, Page
from undertow.app.clocks import Clock, Idle
from undertow.app.closer import Closer
from undertow.app.rendering import look_of
from undertow.app.tokens import new_secret
from undertow.app.windows import Windows
from undertow.vault.vault import Vault

MOST_KEPT = 4
"""Answers to forms that wait to be fetched, or fetched again by a reload."""


class Session:
    """An open record and the one browser that may see it.

    Attributes:
        vault: the record.
        secret: what the owner's cookie holds.
        look: the settings that pages are shown in.
        idle: how long nobody has been there.
        windows: whether any window still shows it.
        over: set when it is closed.
        closer: makes the closer reading of it in the background.
    """

    def __init__(self, vault: Vault, clocks: Sequence[Clock]) -> None:
        self.vault = vault
        self.secret = new_secret()
        self.look = look_of(vault)
        self.idle = Idle(float(self.look.lock), clocks)
        self.windows = Windows(clocks[0])
        self.over = asyncio.Event()
        self.closer = Closer()
        self._kept: OrderedDict[str, Page | File] = OrderedDict()

    def look_again(self) -> None:
        """Reads the settings anew: a form may have changed them."""
        self.look = look_of(self.vault)
        self.idle.limit = float(self.look.lock)

    def keep(self, answer: Page | File) -> str:
        """Keeps the answer to a form, and returns the name to fetch it by.

        A form is answered by going on to another address, so that going back or reloading never
        sends it again.
        """
        name = new_secret()[:12]
        self._kept[name] = answer
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return name

    def kept(self, name: str) -> Page | File | None:
        """An answer by its name."""
        return self._kept.get(name)
