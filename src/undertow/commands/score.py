"""`undertow score`: how well the next answer of a table of ratings can be foretold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from undertow.commands.progress import progress


def score(
    table: Path,
    /,
    *,
    column_map: Annotated[Path, Parameter("--map")],
    json: Path | None = None,
) -> None:
    """Judge one-step-ahead forecasts of the ratings in a table, ours beside simple ones.

    Args:
        table: ratings of one person or of many, one row a prompt; comma, tab or semicolon between
            cells.
        column_map: a TOML file that says which column means what. See docs/score.md.
        json: also write the figures for other programs into this file.

    Raises:
        Problem: the table, the map or the file to write needs something put right.
    """
    # The rooms are imported here: `undertow score --help` should not wait for them.
    from undertow.inference.score.rows import score as score_target
    from undertow.inference.score.score_map import read_score_map
    from undertow.inference.score.table import read_targets
    from undertow.record.files import check_writable, write_text
    from undertow.record.problem import Problem
    from undertow.report.score_form import print_rows, rows_json

    if json is not None:
        if json.resolve() in (table.resolve(), column_map.resolve()):
            raise Problem(
                "this file is used twice. Choose another name to write to.", file=json.name
            )
        check_writable(json)
    score_map = read_score_map(column_map)
    targets = read_targets(table, score_map)
    rows = []
    with progress("Forecasting") as tell:
        for done, target in enumerate(targets):

            def one(share: float, done: int = done) -> None:
                tell((done + share) / len(targets))

            rows.append(score_target(target, score_map.fewest, one))
    if json is not None:
        write_text(json, rows_json(rows, score_map.fewest))
    print_rows(rows, Console(highlight=False))
