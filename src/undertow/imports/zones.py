"""From an instant to the clock on the wall of the person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from undertow.record.problem import Problem, printable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FARTHEST = 4e9
"""Seconds from 1970 either way: up to 2096."""


def read_zone(name: str | None) -> tzinfo | None:
    """The zone of a name like Europe/Berlin; None for this device's own.

    Raises:
        Problem: no such zone.
    """
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Problem(
            f"--zone {printable(name, 40)}: there is no such zone. Write one like Europe/Berlin."
        ) from None


def on_the_wall(seconds: float, zone: tzinfo | None) -> tuple[datetime, int] | None:
    """The wall's clock at an instant, and how many minutes it was east of UTC.

    Args:
        seconds: since the start of 1970 in UTC; fractions are dropped.
        zone: where the wall stands; None for where this device is.

    Returns:
        None where there is no such instant.
    """
    if not -_FARTHEST < seconds < _FARTHEST:
        return None
    there = (_EPOCH + timedelta(seconds=int(seconds // 1))).astimezone(zone)
    offset = there.utcoffset() or timedelta()
    return there.replace(tzinfo=None), round(offset.total_seconds() / 60)
