"""Every sentence a person sees, read from `english.toml` and filled in.

No other module holds a sentence meant for the person: a translation is one new file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


class Words:
    """Sentences by dotted key, such as `cycle.heading`.

    Args:
        table: nested tables of strings. A table with the keys `one` and `other` is one sentence
            in two forms, chosen by the value `count`.
    """

    def __init__(self, table: Mapping[str, object]) -> None:
        """Flatten the nested tables."""
        self._sentences = _flatten(table)

    def __contains__(self, key: str) -> bool:
        """Whether there is a sentence under this key."""
        return key in self._sentences or f"{key}.other" in self._sentences

    def keys(self) -> list[str]:
        """All keys, plural forms counted apart."""
        return list(self._sentences)

    def template(self, key: str) -> str:
        """The sentence as written, before anything is filled in."""
        return self._sentences[key]

    def say(self, key: str, **values: object) -> str:
        """The sentence under `key` with its values filled in.

        Raises:
            KeyError: if there is no such sentence, or a value that it names is missing.
        """
        if key not in self._sentences:
            key = f"{key}.one" if values.get("count") == 1 else f"{key}.other"
        return self.template(key).format(**values)

    def list(self, key: str) -> list[str]:
        """The strings of a list, such as the names of the months."""
        return self.template(key).split("\n")


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """Nested tables to dotted keys; a list of strings becomes lines."""
    sentences: dict[str, str] = {}
    for name, entry in table.items():
        key = f"{prefix}{name}"
        if isinstance(entry, Mapping):
            sentences |= _flatten(entry, f"{key}.")
        elif isinstance(entry, list):
            sentences[key] = "\n".join(str(item) for item in entry)
        else:
            sentences[key] = str(entry)
    return sentences


@cache
def english() -> Words:
    """The words of the whole program, read once."""
    text = resources.files("undertow.words").joinpath("english.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text))
