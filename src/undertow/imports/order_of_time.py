"""Events that break the order of time: made up inside a body, perhaps, or late on their way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from undertow.imports.event import ChatEvent, Piece

LOOK = 64
"""Events looked at together. A conversation made up inside one message is shorter than half."""
_TRUST = LOOK / 4
"""How many events in order must speak against all that came before: a phone's clock that ran ahead
for a month and was then set right makes the month suspect, and not all that follows."""


def mark_out_of_order(
    pieces: Iterable[Piece], jitter: timedelta = timedelta(), newest_first: bool = False
) -> Iterator[Piece]:
    """Marks the events outside the longest run of events in order.

    Neither a time that jumps ahead nor one that falls back is by itself the wrong one: what
    follows tells. Of two that contradict each other the earlier line is believed, since a forged
    one stands in the body of a message before it.

    Args:
        pieces: in the order of the file.
        jitter: how far a time may fall back without breaking the order.
        newest_first: whether the file runs backwards in time.

    Yields:
        The same pieces, `suspect` set on events out of order.
    """
    waiting: list[Piece] = []
    floor: datetime | None = None
    newest: datetime | None = None
    broken = False
    for piece in pieces:
        waiting.append(piece)
        if type(piece) is ChatEvent:
            time = piece.time
            if newest is not None and (
                time > newest + jitter if newest_first else time < newest - jitter
            ):
                broken = True
            else:
                newest = time
        if len(waiting) < LOOK:
            continue
        if not broken:
            yield from waiting
            waiting, floor = [], newest
            continue
        trusted = _in_order(waiting, floor, jitter, newest_first)
        half, waiting = waiting[: LOOK // 2], waiting[LOOK // 2 :]
        for piece, fits in zip(half, trusted, strict=False):
            if fits and isinstance(piece, ChatEvent):
                floor = piece.time
            yield piece if fits else _suspect(piece)
        newest, broken = _check(waiting, floor, jitter, newest_first)
    if not broken:
        yield from waiting
        return
    for piece, fits in zip(waiting, _in_order(waiting, floor, jitter, newest_first), strict=True):
        yield piece if fits else _suspect(piece)


def _suspect(piece: Piece) -> Piece:
    return piece._replace(suspect=True) if isinstance(piece, ChatEvent) else piece


def _check(
    waiting: list[Piece], floor: datetime | None, jitter: timedelta, newest_first: bool
) -> tuple[datetime | None, bool]:
    """The newest time among those waiting, and whether they break the order."""
    newest, broken = floor, False
    for piece in waiting:
        if not isinstance(piece, ChatEvent):
            continue
        if newest is not None and (
            piece.time > newest + jitter if newest_first else piece.time < newest - jitter
        ):
            broken = True
        else:
            newest = piece.time
    return newest, broken


def _in_order(
    waiting: list[Piece], floor: datetime | None, jitter: timedelta, newest_first: bool
) -> list[bool]:
    """Which pieces belong to the longest run in order; all that are no events do.

    The run may start below what was trusted before only if it is longer by `_TRUST`.
    """
    places = [place for place, piece in enumerate(waiting) if isinstance(piece, ChatEvent)]
    times = [_seconds(waiting[place], newest_first) for place in places]
    slack = jitter.total_seconds()
    lowest = None if floor is None else _directed(floor, newest_first)
    score: list[float] = []
    before: list[int] = []
    for here, time in enumerate(times):
        # The earlier of two equals is believed: its own weight is a little larger.
        weight = 1.0 + (len(times) - here) * 1e-4
        begin = _TRUST if lowest is None or time >= lowest - slack else 0.0
        best, link = begin, -1
        for other in range(here):
            if times[other] <= time + slack and score[other] > best:
                best, link = score[other], other
        score.append(best + weight)
        before.append(link)
    fits = [True] * len(waiting)
    for place in places:
        fits[place] = False
    here = max(range(len(score)), key=score.__getitem__) if score else -1
    while here >= 0:
        fits[places[here]] = True
        here = before[here]
    return fits


_EPOCH = datetime(1970, 1, 1)


def _directed(time: datetime, newest_first: bool) -> float:
    seconds = (time - _EPOCH).total_seconds()
    return -seconds if newest_first else seconds


def _seconds(piece: Piece, newest_first: bool) -> float:
    return _directed(piece.time, newest_first) if isinstance(piece, ChatEvent) else 0.0
