"""`undertow sensitivity`: which number of the theory moves which outcome."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from undertow.commands.progress import progress

if TYPE_CHECKING:
    from undertow.evidence.sensitivity.run import Sensitivity

SHOWN = 4
"""Parameters told for each outcome in the terminal."""


def sensitivity(
    *,
    out: Path | None = None,
    json: Path | None = None,
    samples: int = 256,
    relationships: int = 2,
    seed: int = 0,
    workers: int | None = None,
) -> None:
    """Tell which numbers of the theory move which outcome, over all that their priors allow.

    Sobol's total indices: the share of an outcome's variance in which a number takes part. Every
    set of numbers lives through the same relationships.

    Args:
        out: also draw them into this SVG file.
        json: also write them for other programs into this file.
        samples: sets of numbers behind each index, a power of two; more is more exact.
        relationships: that each set lives through; outcomes are averaged over them.
        seed: whole number from which all luck starts; the same seed gives the same indices.
        workers: processes to run at once; as many as this machine has cores if left out.

    Raises:
        Problem: a number that cannot be, a file that cannot be written, or SALib is missing.
    """
    from undertow.evidence.sensitivity import picture, run
    from undertow.record.files import check_writable, write_text
    from undertow.record.problem import Problem

    for path in (out, json):
        if path is not None:
            check_writable(path)
    if relationships < 1 or seed < 0:
        raise Problem("--relationships: give 1 or more; --seed: give 0 or more.")
    cores = workers or os.cpu_count() or 1
    with progress("Parameter sets") as tell:
        found = run.measure(samples, relationships, seed, cores, tell)
    _print(found, Console(highlight=False))
    if json is not None:
        write_text(json, run.as_json(found))
    if out is not None:
        write_text(out, picture.picture(found))


def _print(found: Sensitivity, console: Console) -> None:
    """The strongest parameters of each outcome, with their total indices."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 1), header_style="bold")
    for heading in ("outcome", "moved most by (total index, 95 %)"):
        table.add_column(heading)
    for outcome, one in found.found.items():
        order = (-one.total).argsort()[:SHOWN]
        told = [
            f"{found.parameters[place]} {one.total[place]:.2f} ± {one.total_error[place]:.2f}"
            for place in order
            if one.total[place] > 0
        ]
        table.add_row(outcome, ", ".join(told))
    console.print(table)
    console.print(
        f"\n{len(found.parameters)} parameters, {found.sets} sets, "
        f"{found.relationships} relationships."
    )
