"""Parameter sets as files: each number with its unit, prior, source and status.

The set that comes with the package, `parameter_set.toml`, holds the defaults of `Parameters`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from undertow.theory.parameter import Parameter

DEFAULTS = Path(__file__).with_name("parameter_set.toml")
STATUSES = ("literature", "calibrated", "assumed")
HEAD = "set"
"""The table that tells of the set as a whole; no parameter is called so."""


class ParameterSetError(ValueError):
    """A file is no parameter set; one line says where and what to do."""


@dataclass(frozen=True)
class Entry:
    """One number of a set.

    Attributes:
        value: in `unit`.
        unit, prior, source, status: as in `Parameter`.
        start: what the prior expects before any data: its median or near it.
        contraction: how much narrower the evidence made what is believed of it, 1 - sd after /
            sd before, on the logarithmic or logistic scale; None where nothing was fitted.
        rows: ids of the ledger's rows that moved it most.
    """

    value: float
    unit: str
    prior: str
    source: str
    status: str
    start: float
    contraction: float | None = None
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParameterSet:
    """Numbers by name, and where they come from.

    Attributes:
        about: `date`, `seed`, `how` and the verdicts by group of rows; plain values and tables.
        entries: by parameter name.
    """

    about: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def values(self) -> dict[str, float]:
        """Values by name."""
        return {name: entry.value for name, entry in self.entries.items()}


def read(path: Path) -> ParameterSet:
    """Read a parameter set.

    Raises:
        ParameterSetError: if it is no set, in one line.
        OSError: if it cannot be read.
    """
    try:
        tables = tomllib.loads(path.read_bytes().decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ParameterSetError(f"{path.name}: {error}. This is not a parameter set.") from None
    about = tables.pop(HEAD, {})
    return ParameterSet(about, {name: _entry(path, name, table) for name, table in tables.items()})


def _entry(path: Path, name: str, table: Any) -> Entry:
    """One table as an entry."""
    given = dict(table) if isinstance(table, dict) else {}
    where = f"{path.name}, [{name}]"
    for key, kind in (("value", (int, float)), *((key, str) for key in _TEXTS)):
        if not isinstance(given.get(key), kind) or isinstance(given[key], bool):
            raise ParameterSetError(f"{where}: {key} is missing or of another kind.")
    if unknown := set(given) - set(Entry.__dataclass_fields__):
        raise ParameterSetError(f"{where}: {sorted(unknown)[0]} is unknown. Take it out.")
    if given["status"] not in STATUSES:
        raise ParameterSetError(f"{where}: status is one of {', '.join(STATUSES)}.")
    return replace(
        Entry(start=given["value"], **{key: given[key] for key in ("value", *_TEXTS)}),
        **{key: given[key] for key in ("start", "contraction") if key in given},
        rows=tuple(given.get("rows", ())),
    )


_TEXTS = ("unit", "prior", "source", "status")


def check(found: ParameterSet, entries: Iterable[Parameter], name: str) -> None:
    """Compare a set with the entries of the theory.

    Raises:
        ParameterSetError: if it names an unknown parameter, lacks one or holds a value out of
            range, in one line.
    """
    known = {entry.name: entry for entry in entries}
    for unknown in sorted(set(found.entries) - set(known)):
        raise ParameterSetError(f"{name}: there is no parameter {unknown}. Take it out.")
    for missing in sorted(set(known) - set(found.entries)):
        raise ParameterSetError(
            f"{name}: {missing} is missing. Write it with `undertow calibrate --complete`."
        )
    _check_ranges(found, known, name)


def _check_ranges(found: ParameterSet, known: Mapping[str, Parameter], name: str) -> None:
    for key, entry in found.entries.items():
        if key in known and not (isfinite(entry.value) and entry.value in known[key].support):
            support = known[key].support
            raise ParameterSetError(
                f"{name}, [{key}]: {entry.value:g} is outside {support.low:g} to {support.high:g}."
            )


@cache
def defaults() -> ParameterSet:
    """The set that comes with the package; empty where there is none yet."""
    return read(DEFAULTS) if DEFAULTS.exists() else ParameterSet()


def default_values(entries: Iterable[Parameter]) -> dict[str, float]:
    """What `Parameters()` holds: the package's set, and starting values of what is newer.

    Raises:
        ParameterSetError: if the package's set holds a value out of range.
    """
    known = {entry.name: entry for entry in entries}
    kept = defaults()
    _check_ranges(kept, known, DEFAULTS.name)
    return {
        name: kept.entries[name].value if name in kept.entries else entry.value
        for name, entry in known.items()
    }


def starting(entries: Iterable[Parameter]) -> dict[str, Entry]:
    """The entries of a set in which nothing is calibrated, as written in the theory."""
    return {
        entry.name: Entry(
            value=entry.value,
            unit=entry.unit,
            prior=entry.prior.name,
            source=entry.source,
            status=entry.status,
            start=entry.value,
        )
        for entry in entries
    }


def completed(kept: ParameterSet, entries: Iterable[Parameter]) -> ParameterSet:
    """A set for exactly these entries: what is calibrated stays, all else is as it starts."""
    found = starting(entries)
    for name, entry in kept.entries.items():
        if name in found and entry.status == "calibrated":
            found[name] = entry
        elif name in found:
            told = {"contraction": entry.contraction, "rows": entry.rows}
            found[name] = replace(found[name], **told)
    return ParameterSet(kept.about, found)


def text(parameter_set: ParameterSet) -> str:
    """The set as TOML; `read` gives it back."""
    lines = [
        "# A parameter set of the theory, written by `undertow calibrate`. To use another one:",
        "# undertow evidence --parameters FILE",
        "",
        *_table(HEAD, parameter_set.about),
    ]
    for name, entry in parameter_set.entries.items():
        shown = {key: value for key, value in vars(entry).items() if value not in (None, ())}
        lines += _table(name, shown)
    return "\n".join(lines)


def _table(name: str, content: Mapping[str, Any]) -> list[str]:
    return [f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in content.items()), ""]


def _toml(value: Any) -> str:
    """A value of a TOML table; numbers so that they come back the same."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(v)}" for key, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)
