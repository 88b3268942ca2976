"""Events of a chat as JSON lines: one object an event, letters beyond ASCII escaped.

    {"time": "2024-03-04T21:05:00", "zone_known": false, "sender": "Alex", "kind": "message",
     "body": "hi", "line": 2, "suspect": false, "offset": null, "proposed": []}

Escaped, so that no mark of direction can act in a terminal and no odd line separator can split a
line; whoever reads JSON gets the body byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring_ascii

from undertow.imports.event import ChatEvent
from undertow.imports.proposals import Proposal


def to_line(event: ChatEvent, proposed: Iterable[Proposal] = ()) -> str:
    """One event as a line, its end included.

    Args:
        event: the event.
        proposed: what its words may tell of; told with their probabilities, and nothing more.
    """
    told = ", ".join(
        f'{{"kind": "{kind}", "probability": {probability:g}}}' for kind, probability in proposed
    )
    offset = "null" if event.offset is None else event.offset
    return (
        f'{{"time": "{event.time.isoformat()}", "zone_known": {_word(event.zone_known)}, '
        f'"sender": {_name(event.sender)}, "kind": "{event.kind}", '
        f'"body": {encode_basestring_ascii(event.body)}, "line": {event.line}, '
        f'"suspect": {_word(event.suspect)}, "offset": {offset}, "proposed": [{told}]}}\n'
    )


def _word(value: bool) -> str:
    return "true" if value else "false"


@lru_cache(maxsize=256)
def _name(sender: str | None) -> str:
    return "null" if sender is None else encode_basestring_ascii(sender)
