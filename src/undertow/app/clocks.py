"""How long nobody has been there, by every clock there is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

Clock = Callable[[], float]


def clocks() -> tuple[Clock, ...]:
    """The clocks of this system, in seconds: steady, on the wall, and through sleep.

    A steady clock may stand still while the machine sleeps; the clock on the wall may be set.
    Together they miss neither.
    """
    through_sleep = getattr(time, "CLOCK_BOOTTIME", None)
    if through_sleep is None:
        return (time.monotonic, time.time)
    return (time.monotonic, time.time, lambda: time.clock_gettime(through_sleep))


class Idle:
    """Counts the time since somebody was last there.

    Args:
        limit: seconds after which it is over.
        clocks: the clocks to go by; the one that ran furthest decides, so that setting one
            back gains nothing.
    """

    def __init__(self, limit: float, clocks: Sequence[Clock]) -> None:
        self.limit = limit
        self._clocks = clocks
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        self._since = [clock() for clock in self._clocks]

    def over(self) -> bool:
        """Whether nobody has been there for too long."""
        gone = max(clock() - since for clock, since in zip(self._clocks, self._since, strict=True))
        return gone >= self.limit
