"""Whether any window still shows the record; when the last one is gone, it locks."""

from __future__ import annotations

from undertow.app.clocks import Clock

GRACE = 2.0
"""Seconds between one page and the next, at most."""


class Windows:
    """Counts the windows that say they are there, by a connection that each keeps open.

    Without scripts no window says so, and only time closes the record.

    Args:
        clock: a steady one.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = 0
        self._last = clock()
        self._spoke = False

    def opened(self, speaks: bool = False) -> None:
        """One more; `speaks` if by its own connection."""
        self._count += 1
        self._spoke = self._spoke or speaks

    def gone(self) -> None:
        """One less."""
        self._count -= 1
        self._last = self._clock()

    def closed(self) -> bool:
        """Whether there were windows, and the last of them is gone for good."""
        return self._spoke and self._count == 0 and self._clock() - self._last >= GRACE
