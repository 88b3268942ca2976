"""Which literature was used: by the whole theory, or by some rows and what they rest on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from undertow import theory
from undertow.engine.leaky import advance
from undertow.evidence.bibliography import bibliography
from undertow.evidence.rows import row, row_names
from undertow.theory import Inputs, Mechanisms, Parameters, before_the_relationship, cascade
from undertow.theory.behaviour import hazards, recognition
from undertow.theory.parameter_set import defaults

AUTHOR_YEAR = re.compile(
    r"[A-Z][a-zA-Z']+(?:-[A-Z]\w+)?(?: (?:&|and) [A-Z][a-zA-Z']+)? (?:19|20)\d\d\b"
)
"""How the code names literature: one or two authors and the year."""
FINDING = re.compile(r"\b[EN]\d{1,2}\b")
THEORY, ROWS = Path(theory.__file__).parent, Path(__file__).parent
"""Folders whose docstrings may name literature."""
OWN = (
    "claims.md",
    "theory.md",
    "evidence.md",
    "definition",
    "size assumed",
    "calibrat",
    "issue 4",
    "[S2]",
)
"""What a source may say besides literature: documents and decisions of this project."""


def keys_in(text: str) -> set[str]:
    """Keys of the literature that a text names itself, or through the id of a finding."""
    flat = " ".join(text.split())
    named = {key for key, source in bibliography().items() if source.cited in flat}
    return named.union(*(_of_finding(found) for found in FINDING.findall(flat)))


def unresolved(text: str) -> list[str]:
    """Literature that a text names by author and year and that the bibliography lacks."""
    known = {source.cited for source in bibliography().values()}
    flat = " ".join(text.split())
    return [name for name in AUTHOR_YEAR.findall(flat) if name not in known]


def keys_of_rows(row_ids: Iterable[str]) -> set[str]:
    """Keys behind rows: their own sources, and those of numbers and mechanisms they rest on.

    Raises:
        Problem: if there is no such row.
    """
    found: set[str] = set()
    for row_id in row_ids:
        texts = [_text_of(row_id), *(source_of(name) for name in rests_on(row_id))]
        texts += [said for mechanism in row(row_id).needs for said in laws_with(mechanism)]
        found = found.union(*(keys_in(text) for text in texts))
    return found


def keys_of_theory() -> set[str]:
    """Keys behind everything: laws, parameters, rows."""
    texts = [
        *docstrings(THEORY),
        *docstrings(ROWS),
        *map(source_of, _entries()),
        *map(_text_of, row_names()),
    ]
    return set[str]().union(*map(keys_in, texts))


def source_of(name: str) -> str:
    """Where a parameter's value is from: what the package's set says, and what the theory says."""
    kept = defaults().entries.get(name)
    return "; ".join([_entries()[name].source, *([kept.source] if kept else [])])


def rests_on(row_id: str) -> set[str]:
    """Parameters behind a row.

    Those that name it as their claim or their source, and those that the theory reads only as
    long as the row's mechanisms are at work.
    """
    named = {
        name
        for name, entry in _entries().items()
        if row_id in entry.claims or row_id in FINDING.findall(source_of(name))
    }
    return named.union(*(only_with(mechanism) for mechanism in row(row_id).needs))


def only_with(mechanism: str) -> set[str]:
    """Parameters that are read with a mechanism and not without it."""
    without = Mechanisms()._replace(**{mechanism: False})
    return _read_by(Mechanisms()) - _read_by(without)


class _Noting(Parameters):
    """Parameters that remember which of them were read."""

    def __init__(self, mechanisms: Mechanisms) -> None:
        super().__init__(mechanisms)
        self.read = set[str]()

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        known = super().__getattribute__("__dict__")
        if name in known and "read" in known:
            known["read"].add(name)
        return found


def _read_by(mechanisms: Mechanisms) -> set[str]:
    """Parameters that one step of the theory and one look at the hazards read."""
    noting, inputs = _Noting(mechanisms), Inputs(contact=0.5)
    step = partial(advance, step=0.25, xp=np)
    _, state, _ = cascade(before_the_relationship(noting), inputs, noting, step)
    hazards(state, inputs, noting, 1.0, np)
    recognition(0.0, noting)
    return noting.read & set(_entries())


def docstrings(place: Path) -> Iterator[str]:
    """What a file, or the files below a folder, say of themselves; none is imported."""
    for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        for node in ast.walk(_parsed(file)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def laws_with(mechanism: str) -> Iterator[str]:
    """Docstrings of the functions of the theory that ask whether a mechanism is at work."""
    for file in sorted(THEORY.rglob("*.py")):
        for node in ast.walk(_parsed(file)):
            if isinstance(node, ast.FunctionDef) and mechanism in _asked_for(node):
                yield ast.get_docstring(node) or ""


def _asked_for(function: ast.FunctionDef) -> set[str]:
    """Mechanisms that a function names: `p.mechanisms.relief` gives `relief`."""
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "mechanisms"
    }


@cache
def _parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _entries() -> dict[str, Any]:
    return {entry.name: entry for entry in Parameters.entries()}


def _text_of(row_id: str) -> str:
    """What a row says of where it is from: its source, and what its file says."""
    source = row(row_id).source
    file = Path(ROWS, *row_names()[row_id].split(".")[2:]).with_suffix(".py")
    return "; ".join([source, *docstrings(file)])


def _of_finding(row_id: str) -> set[str]:
    """Keys that the row of a finding names itself."""
    if row_id not in row_names():
        return set()
    flat = row(row_id).source
    return {key for key, source in bibliography().items() if source.cited in flat}
