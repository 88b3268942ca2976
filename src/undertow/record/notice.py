"""Something the reader must know about a record or what was made of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Notice:
    """Something the reader must know about the limits of this reading.

    id: a code with a sentence in `words/english.toml`; values: what that sentence names.
    """

    id: str
    values: dict[str, str | int | float] = field(default_factory=dict)
