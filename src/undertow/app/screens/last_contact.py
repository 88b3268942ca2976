"""What one contact did last time: the person's own answers before and after it (A14)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from undertow.record.diary import Entry
from undertow.record.kinds import RATINGS

NEAR = 3.0
"""Days before and after a contact within which an answer is put beside it."""


@dataclass(frozen=True)
class Change:
    """One scale beside one contact.

    Attributes:
        scale: a member of `RATINGS`.
        before: the last answer before it, 0 to 10.
        after: the first answer after it, 0 to 10.
    """

    scale: str
    before: float
    after: float


@dataclass(frozen=True)
class Beside:
    """A contact and the answers around it; `changes` follows the order of `RATINGS`."""

    contact: Entry
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Moves:
    """How often answers on one scale were higher, lower or the same after a contact."""

    scale: str
    higher: int
    lower: int
    same: int


def beside_contacts(entries: Iterable[Entry], kind: str) -> list[Beside]:
    """Each contact with the answers around it, oldest first; without answers too.

    An answer after the next contact is not put beside this one, nor one from before the last.
    Where the order within a day is not known, neither side gets the answer.

    Args:
        entries: in any order.
        kind: `contact` or `needed`; they are never counted together.
    """
    given = [entry for entry in entries if entry.precision in ("instant", "day")]
    contacts = sorted((entry for entry in given if entry.kind == kind), key=_by_time)
    answers = sorted(
        (entry for entry in given if entry.kind in RATINGS and entry.value is not None),
        key=_by_time,
    )
    starts = [answer.earliest for answer in answers]
    beside: list[Beside] = []
    for place, contact in enumerate(contacts):
        last = contacts[place - 1] if place else None
        following = contacts[place + 1] if place + 1 < len(contacts) else None
        # An answer that names only a day starts up to a day before the time it may mean.
        first = bisect_left(starts, contact.earliest - NEAR - 1)
        end = bisect_right(starts, contact.latest + NEAR)
        beside.append(Beside(contact, _changes(contact, last, following, answers[first:end])))
    return beside


def moves(beside: Iterable[Beside]) -> list[Moves]:
    """How often each scale moved which way, in the order of `RATINGS`; others are left out."""
    changes = [change for one in beside for change in one.changes]
    told: list[Moves] = []
    for scale in RATINGS:
        steps = [change.after - change.before for change in changes if change.scale == scale]
        if steps:
            higher, lower = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
            told.append(Moves(scale, higher, lower, len(steps) - higher - lower))
    return told


def _changes(
    contact: Entry, last: Entry | None, following: Entry | None, answers: list[Entry]
) -> tuple[Change, ...]:
    """The scales with an answer on both sides of a contact."""
    before: dict[str, float] = {}
    after: dict[str, float] = {}
    for answer in answers:
        if answer.value is None:
            continue
        if _is_before(answer, contact):
            if contact.earliest - answer.latest <= NEAR and (
                last is None or answer.earliest >= last.latest
            ):
                before[answer.kind] = answer.value
        elif (
            answer.earliest >= contact.latest
            and answer.earliest - contact.latest <= NEAR
            and (following is None or _is_before(answer, following))
        ):
            after.setdefault(answer.kind, answer.value)
    return tuple(
        Change(scale, before[scale], after[scale])
        for scale in RATINGS
        if scale in before and scale in after
    )


def _is_before(answer: Entry, contact: Entry) -> bool:
    """Whether an answer surely came first; one of the same minute is taken to come after."""
    return answer.latest <= contact.earliest and answer.earliest < contact.earliest


def _by_time(entry: Entry) -> tuple[float, float]:
    return entry.earliest, entry.latest
