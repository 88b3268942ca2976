"""The way in: the launch address, then the passphrase, each try slower than the one before."""

from __future__ import annotations

import asyncio
from pathlib import Path

from undertow.app.asking import Page
from undertow.record.problem import Problem
from undertow.vault.trouble import WrongOpening
from undertow.vault.vault import Vault
from undertow.words import Words

SHORTEST_PASSPHRASE = 8
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Seconds that a try waits after one and after many wrong ones."""


class Entrance:
    """What stands before a closed record.

    Args:
        path: the file; it need not be there yet.
        words: what may be said.
    """

    def __init__(self, path: Path, words: Words) -> None:
        self._path = path
        self._words = words
        self._one_at_a_time = asyncio.Lock()
        self._wrong = 0
        self._notice = ""

    def page(self, code: str = "") -> Page:
        """The form for the passphrase; where there is no record yet, the one that makes it.

        Args:
            code: what was done just before, a name under `app.entrance.said`; others say nothing.
        """
        template = "locked.html.j2" if self._path.exists() else "welcome.html.j2"
        key = f"app.entrance.said.{code}"
        done = self._words.say(key) if code.isalpha() and key in self._words else ""
        return Page(template, {"notice": self._notice, "done": "" if self._notice else done})

    async def open(self, passphrase: str, again: str) -> Vault | None:
        """One try to open the record, or to make it.

        Args:
            passphrase: as typed.
            again: typed a second time, for a new record.

        Returns:
            The open record, or None; `page` then says why.
        """
        async with self._one_at_a_time:
            await asyncio.sleep(wait_after(self._wrong))
            try:
                self._notice = ""
                return await asyncio.to_thread(self._open, passphrase, again)
            except Problem as problem:
                self._wrong += isinstance(problem, WrongOpening)
                self._notice = problem.message
            return None

    def _open(self, passphrase: str, again: str) -> Vault:
        """Opens the record or makes it.

        Raises:
            Problem: it cannot be opened or made.
        """
        if self._path.exists():
            return Vault.open(self._path, passphrase)
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise Problem(self._words.say("app.entrance.short", least=SHORTEST_PASSPHRASE))
        if passphrase != again:
            raise Problem(self._words.say("app.entrance.differ"))
        return Vault.create(self._path, passphrase)


def wait_after(wrong: int) -> float:
    """Seconds that the next try waits after so many wrong ones."""
    return min(FIRST_WAIT * 2 ** (wrong - 1), LONGEST_WAIT) if wrong else 0.0
