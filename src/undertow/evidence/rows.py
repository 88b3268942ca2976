"""All rows there are: whatever is called `ROW` in the files of claims, findings and guards."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

from undertow.evidence import claims, findings, guards
from undertow.evidence.experiment import Experiment
from undertow.record.problem import Problem

FOLDERS = (claims, findings, guards)
_FILE = re.compile(r"[abenABEN]\d+_\w+")


def row_names() -> dict[str, str]:
    """The module of each row by its id, in the order of the ledger. Imports none of them."""
    names = {}
    for folder in FOLDERS:
        for module in sorted(iter_modules(folder.__path__), key=lambda found: found.name):
            if _FILE.fullmatch(module.name):
                row_id = module.name.split("_")[0].upper()
                names[row_id] = f"{folder.__name__}.{module.name}"
    return names


def row(row_id: str) -> Experiment:
    """One row.

    Raises:
        Problem: if there is none of this id.
    """
    names = row_names()
    if row_id.upper() not in names:
        raise Problem(f"there is no row {row_id!r}. Rows: {', '.join(names)}.")
    return import_module(names[row_id.upper()]).ROW
