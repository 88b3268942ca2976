"""`undertow read`: a diary in, what it shows out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from rich.console import Console

from undertow.commands.progress import progress

if TYPE_CHECKING:
    from undertow.inference.reading import Reading


def read(
    diary: Path,
    /,
    *,
    column_map: Annotated[Path | None, Parameter("--map")] = None,
    person: str | None = None,
    json: Path | None = None,
    html: Path | None = None,
    method: Literal["laplace", "pathfinder", "nuts"] | None = None,
    theory: str = "reinforcement",
    compare: bool = False,
    seed: int = 0,
) -> None:
    """Name what a diary shows, day by day, and what may follow.

    Args:
        diary: your diary, as CSV or JSON; or another table of ratings, with --map.
        column_map: a TOML file that says which column of another table means what.
        person: whose lines to read, in a table with several people.
        json: also write the reading for other programs into this file.
        html: also write the reading as a page for a browser into this file.
        method: fit the reading to the person by this method, which takes longer; without it, a
            first reading uses values found to be common. laplace: the usual one. pathfinder:
            quicker, but it seldom fits, and then laplace takes over. nuts: takes longest, and is
            the most exact. The first time, each takes minutes more to get ready.
        theory: what explains the pull; `undertow theories` lists what there is.
        compare: also tell how well each theory foresees the ratings; this takes longer.
        seed: whole number from which the random draws start; the same seed gives the same reading.

    Raises:
        Problem: the diary, the map, the theory or a file to write needs something put right.
    """
    # The rooms are imported here: `undertow read --help` should not wait for them.
    from undertow.commands.theories import all_theories, theory_called
    from undertow.record.load import load
    from undertow.record.problem import Problem
    from undertow.report.json_form import write_json
    from undertow.report.page import write_html
    from undertow.report.terminal import print_reading

    if seed < 0:
        raise Problem(f"--seed: {seed} is below 0. Give 0 or a whole number above it.")
    asked, rivals = theory_called(theory), all_theories() if compare else []
    _check_outputs([json, html], [diary, column_map])
    loaded = load(diary, map=column_map, person=person)
    with progress("Reading") as tell:
        reading = _reader(method)(
            loaded.diary, seed=seed, progress=tell, theory=asked, rivals=rivals
        )
    reading = replace(reading, notices=[*reading.notices, *loaded.notices])
    if json is not None:
        write_json(reading, json)
    if html is not None:
        write_html(reading, html)
    print_reading(reading, Console(highlight=False))


def _reader(method: str | None) -> Callable[..., Reading]:
    """What reads a diary by a method; JAX is imported here and nowhere else on the way."""
    if method is None:
        from undertow.inference import read as first_reading

        return first_reading
    from undertow.inference.closely import read_closely
    from undertow.inference.fit.compiled import keep_compiled

    keep_compiled()
    return partial(read_closely, method=method)


def _check_outputs(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Refuses, before the long work, what cannot be written or must not be written over."""
    from undertow.record.files import check_writable
    from undertow.record.problem import Problem

    taken = {path.resolve() for path in inputs if path is not None}
    for path in outputs:
        if path is None:
            continue
        if path.resolve() in taken:
            raise Problem(
                "this file is used twice. Choose another name to write to.", file=path.name
            )
        taken.add(path.resolve())
        check_writable(path)
