"""The person's own texts, kept as written."""

from __future__ import annotations

from typing import Literal, NamedTuple

from undertow.record.cells import check_note
from undertow.vault.library import Connection
from undertow.vault.trouble import Unfit, say

TextKind = Literal["night", "letter", "plan", "mine", "hope", "question", "loss"]
"""`night`: a note for a bad night. `letter`: never sent. `plan`: a plan item, about its step.
`mine`: an interest, opinion, place, person or reach of one's own. `hope`: what was hoped this
time. `question`: an answer, about the question's id. `loss`: a letter to what was lost."""

_SELECT = "SELECT id, kind, text, written, about FROM text"


class Text(NamedTuple):
    """One text.

    Attributes:
        id: its number, never given to another text of this file.
        kind: what it is for.
        text: the person's own words, kept exactly.
        written: when it was last saved, as `undertow.vault.entries.Kept`.
        about: what it belongs to; empty if nothing.
    """

    id: int
    kind: TextKind
    text: str
    written: float
    about: str


def add(connection: Connection, kind: str, text: str, written: float, about: str) -> int:
    """Inserts a text; within a change.

    Raises:
        Problem: the text cannot be kept exactly.
    """
    row = (kind, check_note(text), written, check_note(about))
    query = "INSERT INTO text (kind, text, written, about) VALUES (?, ?, ?, ?)"
    return int(connection.execute(query, row).lastrowid or 0)


def change(connection: Connection, id: int, text: str, written: float) -> None:
    """Writes a text anew; it keeps its place among the others. Within a change.

    Raises:
        Problem: there is none with this number, or it cannot be kept exactly.
    """
    query = "UPDATE text SET text = ?, written = ? WHERE id = ?"
    if connection.execute(query, (check_note(text), written, id)).rowcount == 0:
        raise Unfit(say("gone"))


def select(connection: Connection, kind: str, newest_first: bool) -> list[Text]:
    """All texts of a kind, in the order saved: by number, for clocks may be set back."""
    way = "DESC" if newest_first else "ASC"
    rows = connection.execute(f"{_SELECT} WHERE kind = ? ORDER BY id {way}", (kind,))
    return [Text(*row) for row in rows]
