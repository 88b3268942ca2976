"""`undertow evidence`: every claim run as an experiment, and what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.console import Console

from undertow.commands.progress import progress

if TYPE_CHECKING:
    from undertow.evidence.ledger import Line
    from undertow.theory import Parameters


def evidence(
    *,
    only: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    json: Path | None = None,
    ablate: Path | None = None,
    parameters: Path | None = None,
    draws: int = 0,
    seed: int = 0,
    seeds: int = 20,
    workers: int | None = None,
) -> None:
    """Run every claim and finding as an experiment, with its mechanism and without.

    Args:
        only: ids of the rows to run, such as A04 E01; all rows if left out.
        json: also write the ledger for other programs into this file.
        ablate: also take out every mechanism in turn, and draw which row rests on which into
            this SVG file.
        parameters: a parameter set to run with, as `undertow calibrate` writes it; the
            package's own if left out.
        draws: how many parameter sets to draw from the prior, to see in how many a row holds.
        seed: whole number from which all luck starts; the same seed gives the same ledger.
        seeds: how many relationships or samples stand behind a figure; at least 6.
        workers: processes to run at once; as many as this machine has cores if left out.

    Raises:
        Problem: an unknown row, too few seeds, a file that is no parameter set or one that
            cannot be written.
    """
    from undertow.evidence import ablation, ledger
    from undertow.evidence.rows import row_names
    from undertow.record.files import check_writable, write_text
    from undertow.record.problem import Problem
    from undertow.report.ledger_form import ledger_json, print_ledger

    for path in (json, ablate):
        if path is not None:
            check_writable(path)
    if seeds < 6 or seed < 0 or not (draws == 0 or draws >= 6):
        raise Problem("--seeds and --draws: give 6 or more; --seed: give 0 or more.")
    values = None if parameters is None else _read(parameters)
    wanted = _wanted(only, row_names())
    cores = workers or os.cpu_count() or 1
    lines: dict[str, Line] = {}
    with progress("Experiments") as tell:
        jobs = [(name, seed, seeds, draws, values) for name in wanted]
        for (name, *_), line in ledger.on_all_cores(ledger.line, jobs, cores):
            lines[name] = line
            tell(len(lines) / len(jobs))
    ordered = [lines[name] for name in wanted]
    print_ledger(ordered, Console(highlight=False))
    if json is not None:
        write_text(json, ledger_json(ordered, seed, seeds))
    if ablate is not None:
        with progress("Taking mechanisms out") as tell:
            table = ablation.measure(ordered, seed, seeds, cores, tell, values)
        write_text(ablate, ablation.picture(table))


def _read(path: Path) -> Parameters:
    """A parameter set from a file."""
    from undertow.record.problem import Problem
    from undertow.theory import ALL, Parameters
    from undertow.theory import parameter_set as sets

    try:
        found = sets.read(path)
        sets.check(found, Parameters.entries(), path.name)
    except sets.ParameterSetError as error:
        raise Problem(str(error)) from None
    except FileNotFoundError:
        raise Problem("there is no such file.", file=path.name) from None
    return Parameters(ALL, **found.values())


def _wanted(only: Iterable[str] | None, names: Iterable[str]) -> list[str]:
    """Ids of the rows to run, in the order of the ledger."""
    from undertow.record.problem import Problem

    known = list(names)
    if only is None:
        return known
    asked = {name.upper() for name in only}
    if unknown := sorted(asked - set(known)):
        raise Problem(f"--only: there is no row {unknown[0]}. Rows: {', '.join(known)}.")
    return [name for name in known if name in asked]
