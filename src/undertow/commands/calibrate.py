"""`undertow calibrate`: one set of numbers for all claims and findings that may be used for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from rich.console import Console

from undertow.commands.progress import progress

if TYPE_CHECKING:
    from undertow.evidence.calibration.run import Outcome, Settings
    from undertow.theory.parameter_set import ParameterSet


def calibrate(
    *,
    out: Path = Path("parameter_set.toml"),
    folder: Path = Path("out/calibration"),
    only_rows: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    members: int = 100,
    rounds: int = 4,
    steps: int = 6,
    seeds: int = 20,
    seed: int = 0,
    workers: int | None = None,
    complete: bool = False,
) -> None:
    """Fit the numbers of the theory to the claims and findings, and write them into one file.

    Args:
        out: the file; the package's own is src/undertow/theory/parameter_set.toml.
        folder: where to keep what was measured; the same command goes on from there.
        only_rows: ids of rows to fit to, such as A04 E01; all that may be used if left out.
        members: sets of numbers that are moved together; at least 20.
        rounds: how many times they are moved.
        steps: how many more sets are tried in the end.
        seeds: relationships or samples behind a figure of one set; at least 6.
        seed: whole number from which all luck starts; the same seed gives the same numbers.
        workers: processes to run at once; as many as this machine has cores if left out.
        complete: fit nothing; write the package's set with parameters that are new at their
            starting values, and without those that are gone.

    Raises:
        Problem: an unknown row, one that is kept to judge by, or a file that cannot be written.
    """
    from undertow.record.files import check_writable, write_text
    from undertow.record.problem import Problem
    from undertow.theory import Parameters
    from undertow.theory import parameter_set as sets

    check_writable(out)
    if complete:
        write_text(out, sets.text(sets.completed(sets.defaults(), Parameters.entries())))
        return
    if members < 20 or rounds < 1 or steps < 0 or seeds < 6 or seed < 0:
        raise Problem(
            "--members: give 20 or more; --rounds: 1 or more; --seeds: 6 or more; "
            "--steps and --seed: 0 or more."
        )
    from undertow.evidence.calibration.result import parameter_set
    from undertow.evidence.calibration.run import Settings

    settings = Settings(members, rounds, steps, seeds, seed)
    outcome = _run(_rows(only_rows), settings, folder, workers or os.cpu_count() or 1)
    found = parameter_set(outcome, Parameters.entries(), settings, time.strftime("%Y-%m-%d"))
    write_text(out, sets.text(found))
    _print(found, outcome, Console(highlight=False))


def _rows(only: list[str] | None) -> list[str]:
    """Ids of the rows to fit to; those marked `test` never."""
    from undertow.evidence.calibration.figures import usable, usable_rows
    from undertow.evidence.rows import row
    from undertow.record.problem import Problem

    if only is None:
        return usable_rows()
    try:
        asked = {usable(row(name)).id for name in only}
    except ValueError as error:
        raise Problem(f"--only-rows: {error}.") from None
    return [name for name in usable_rows() if name in asked]


def _run(rows: list[str], settings: Settings, folder: Path, cores: int) -> Outcome:
    """Calibrate, going on from what is in the folder."""
    from undertow.evidence.calibration.keeping import Keeping, fingerprint, others
    from undertow.evidence.calibration.measuring import Workers
    from undertow.evidence.calibration.run import calibrate
    from undertow.record.problem import Problem
    from undertow.theory import Parameters

    own = fingerprint(settings, rows, list(map(_told, Parameters.entries())))
    console = Console(stderr=True, highlight=False)
    say = console.print
    if (folder / own).is_dir():
        say(f"Going on with what is in {folder / own}.")
    elif others(folder, own):
        say("The theory, the rows or the settings are others than before: beginning anew.")
    try:
        with progress("Calibration") as bar, Workers(cores).at_work() as workers:
            tell = _by_stage(bar, (lambda line: None) if console.is_terminal else say)
            return calibrate(rows, settings, Keeping(folder / own), workers, tell)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("Stopped. The same command goes on from here.") from None
    except BrokenProcessPool:
        raise Problem(
            "a process was ended from outside, perhaps for lack of memory. "
            "The same command goes on from here; --workers 1 needs less."
        ) from None


def _told(entry: object) -> tuple[object, ...]:
    """What a calibration starts from in one parameter."""
    names = ("name", "value", "support", "personal")
    return (*(getattr(entry, name) for name in names), getattr(entry, "prior").name)  # noqa: B009


def _by_stage(
    bar: Callable[[float], None], say: Callable[[str], None]
) -> Callable[[str, float], None]:
    """Tells the bar each share, and where there is none says a line as each stage begins."""
    began, last = time.monotonic(), ""

    def tell(what: str, share: float) -> None:
        nonlocal last
        bar(share)
        if what != last:
            say(f"{what}, after {(time.monotonic() - began) / 60:.1f} minutes")
            last = what

    return tell


def _print(found: ParameterSet, outcome: Outcome, console: Console) -> None:
    """What the evidence says of each parameter, and how many rows pass."""
    from rich.table import Table

    from undertow.evidence.calibration.run import CONSTRAINED

    table = Table(box=None, padding=(0, 1), header_style="bold")
    for heading in ("parameter", "start", "value", "contraction", "moved most by"):
        table.add_column(heading)
    fitted = [(name, entry) for name, entry in found.entries.items() if name in outcome.values]
    for name, entry in sorted(fitted, key=lambda pair: -(pair[1].contraction or 0)):
        if outcome.contraction[name] >= CONSTRAINED:
            cells = f"{entry.start:g}", f"{entry.value:g}", f"{entry.contraction:.2f}"
            table.add_row(name, *cells, " ".join(entry.rows))
    console.print(table)
    rest = [name for name, _ in fitted if outcome.contraction[name] < CONSTRAINED]
    if rest:
        console.print(f"\nThe rows say little about: {', '.join(rest)}.")
    for group in ("claims", "findings", "guards"):
        counts = ", ".join(f"{count} {kind}" for kind, count in found.about[group].items())
        console.print(f"{group}: {counts}")
    for name, what in outcome.wrong.items():
        console.print(f"{name} could not be measured in some round: {what}")
