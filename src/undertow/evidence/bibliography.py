"""The literature that the theory and its experiments name, and how it is written in BibTeX.

`sources.toml` has one table a source. It holds what evidence.md and the code say; what somebody
remembered beyond that says `not checked` in its note.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("sources.toml")
KINDS = ("article", "book", "misc")
FIELDS = (
    *("author", "title", "journal", "publisher", "year", "volume", "number", "pages"),
    *("version", "howpublished", "note"),
)
_SPECIAL = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"}


@dataclass(frozen=True)
class Source:
    """One entry of the bibliography.

    Attributes:
        key: by which a text cites it.
        kind: of BibTeX's: article, book or misc.
        cited: how the code names it, by authors and year.
        fields: of BibTeX, by name.
    """

    key: str
    kind: str
    cited: str
    fields: Mapping[str, str]

    @property
    def bibtex(self) -> str:
        """The entry in BibTeX."""
        lines = [f"@{self.kind}{{{self.key},"]
        lines += [f"  {name} = {{{_escaped(text)}}}," for name, text in self.fields.items()]
        return "\n".join([*lines, "}"]) + "\n"


@cache
def bibliography() -> Mapping[str, Source]:
    """Every source by its key, in the order of the file.

    Raises:
        ValueError: for an entry with an unknown field or kind, or without a name or a year.
    """
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {key: _source(key, dict(table)) for key, table in tables.items()}


def software() -> Source:
    """This program, as a source."""
    from undertow import __version__

    fields = {
        "author": "{Undertow contributors}",
        "title": "Undertow: a private record and what it shows",
        "version": __version__,
        "howpublished": "Computer program",
        "note": "Its claims are those of two texts of popular psychology, in own words",
    }
    return Source("undertow", "misc", "Undertow", fields)


def bibtex(sources: Iterable[Source]) -> str:
    """Entries one below the other."""
    return "\n".join(source.bibtex for source in sources)


def _source(key: str, table: dict[str, str]) -> Source:
    kind, cited = table.pop("kind", "article"), table.pop("cited", "")
    unknown = sorted(set(table) - set(FIELDS))
    if unknown or kind not in KINDS or not cited or not table.get("year"):
        told = f"field {unknown[0]} is unknown" if unknown else "kind, cited or year is wrong"
        raise ValueError(f"{FILE.name}, [{key}]: {told}")
    return Source(key, kind, cited, {name: table[name] for name in FIELDS if name in table})


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)
