"""docs/score.md: the developer sets and the ratings that nothing was chosen on, measured.

Run `python -m undertow.inference.score.page` in the root of the project. It needs the data sets,
which are not ours to copy, in ../shared/data or where UNDERTOW_DATA points.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from undertow.inference.score import baselines
from undertow.inference.score.bootstrap import Ratio
from undertow.inference.score.grid import answer_grid
from undertow.inference.score.page_sources import citation
from undertow.inference.score.page_words import CLOSE, CLOSING, LAST, OPENING, UNSEEN
from undertow.inference.score.panel import Panel
from undertow.inference.score.rows import SIMPLE, Row, score
from undertow.inference.score.score_map import read_score_map
from undertow.inference.score.table import read_targets

PAGE = Path("docs") / "score.md"
MAPS = Path("docs") / "score_maps"

SUSPICIOUS = 0.85
"""A ratio below which leakage must be looked for."""

_HEAD = (
    "| target | people | tested | mean | last | AR(1) | decay | EWMA | ours | MAE ratio "
    "| CRPS EWMA | CRPS ours | CRPS ratio | held EWMA | held ours |"
)


class Found(NamedTuple):
    """One rating of one data set.

    Attributes:
        data_set: its folder.
        row: the figures.
        rounded: mean absolute error of the EWMA moved to the nearest answer of the scale, in
            units of the EWMA's.
        repeated: share of test answers that repeat the one before.
    """

    data_set: str
    row: Row
    rounded: float
    repeated: float


def data_folder() -> Path:
    """Where the data sets lie."""
    return Path(os.environ.get("UNDERTOW_DATA", "../shared/data")) / "esm"


def measure(maps: Path) -> list[Found]:
    """Every rating that the maps of a folder name, in order."""
    found = []
    for path in sorted(maps.glob("*.toml")):
        score_map = read_score_map(path)
        table = data_folder() / path.stem / f"{path.stem}_ts.tsv"
        for target in read_targets(table, score_map):
            row = score(target, score_map.fewest, lambda share: None)
            if target.panel is None:
                raise ValueError(f"{path.stem} {target.name} has nobody with enough answers")
            found.append(Found(path.stem, row, *_coarseness(target.panel)))
    return found


def _coarseness(panel: Panel) -> tuple[float, float]:
    """What rounding alone gains, and how often an answer repeats the one before."""
    average, grid = baselines.ewma(panel)[panel.test], answer_grid(panel)
    nearest = grid[np.abs(average[:, None] - grid).argmin(axis=1)]
    answers = panel.answers[panel.test]
    rounded = float(np.abs(answers - nearest).sum() / np.abs(answers - average).sum())
    return rounded, float((answers == baselines.persistence(panel)[panel.test]).mean())


def page(developer: Sequence[Found], unseen: Sequence[Found], last: Sequence[Found]) -> str:
    """The whole page.

    Args:
        developer: ratings that settings were chosen on.
        unseen: ratings that they were not chosen on.
        last: ratings run once, when everything was settled.
    """
    found = [*developer, *unseen, *last]
    parts = [
        OPENING.format(day=time.strftime("%Y-%m-%d")),
        _table(developer),
        "",
        _summary(developer),
        UNSEEN,
        _table(unseen),
        "",
        _summary(unseen),
        LAST,
        _table(last),
        "",
        _summary(last),
        CLOSE,
        _leads(found),
        "\n## With and without dated events\n",
        _events(found),
        CLOSING,
        *_citations(dict.fromkeys(one.data_set for one in found)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _table(found: Sequence[Found]) -> str:
    columns = _HEAD.count("|") - 1
    lines = [_HEAD, "|---|" + "---:|" * (columns - 1)]
    lines += [_line(one) for one in found]
    return "\n".join(lines)


def _line(found: Found) -> str:
    row = found.row
    if row.ewma is None or row.model is None:
        raise ValueError(f"{found.data_set} {row.target} has nobody with enough answers")
    errors = [row.simple[name] for name in SIMPLE]
    cells = [
        f"{found.data_set[:4]} {row.target}",
        str(row.people),
        str(row.points),
        *(_figure(value) for value in [*errors, row.ewma.mae, row.model.mae]),
        _ratio(row.ratios.mae),
        _figure(row.ewma.crps),
        _figure(row.model.crps),
        _ratio(row.ratios.crps),
        f"{row.ewma.cover80:.2f}",
        f"{row.model.cover80:.2f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _summary(found: Sequence[Found]) -> str:
    """What the rows of a table have in common."""
    mae = [one.row.ratios.mae for one in found]
    crps = [one.row.ratios.crps for one in found]
    held = [one.row.model.cover80 for one in found if one.row.model]
    inside = sum(0.77 <= share <= 0.84 for share in held)
    good = sum(bool(one and one.high95 and one.value <= 0.97 and one.high95 < 1) for one in mae)
    return (
        f"{len(found)} targets. Geometric mean of the ratios: MAE {_geometric(mae):.3f}, CRPS "
        f"{_geometric(crps):.3f}. Highest upper end of an interval: MAE {_highest(mae):.3f}, CRPS "
        f"{_highest(crps):.3f}. MAE ratio at most .97 with its interval below 1: {good} of "
        f"{len(found)}. Share inside the 80 % intervals: {min(held):.3f} to {max(held):.3f}, "
        f"{inside} of {len(held)} from .77 to .84."
    )


def _leads(found: Sequence[Found]) -> str:
    """Where ours is more than 15 % closer, and what rounding alone would give."""
    lines = [
        "| target | ours / EWMA, MAE | EWMA rounded / EWMA | ours / EWMA rounded | repeats |",
        "|---|---:|---:|---:|---:|",
    ]
    for one in found:
        both = (one.row.ratios.mae, one.row.ratios.crps)
        if both[0] and any(ratio and ratio.value < SUSPICIOUS for ratio in both):
            lines.append(
                f"| {one.data_set[:4]} {one.row.target} | {both[0].value:.3f} | {one.rounded:.3f} "
                f"| {both[0].value / one.rounded:.3f} | {one.repeated:.2f} |"
            )
    return "\n".join(lines)


def _events(found: Sequence[Found]) -> str:
    lines = ["| target | MAE, with / without | CRPS, with / without |", "|---|---:|---:|"]
    lines += [
        f"| {one.data_set[:4]} {one.row.target} | {_ratio(one.row.events.mae)} "
        f"| {_ratio(one.row.events.crps)} |"
        for one in found
        if one.row.with_events
    ]
    return "\n".join(lines)


def _citations(data_sets: Iterable[str]) -> list[str]:
    """The paper, the record and the licence of each data set, from its own description."""
    return [
        f"- {name[:4]}: " + citation(data_folder() / name / f"{name}_metadata.json")
        for name in data_sets
    ]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value >= 5 else f"{value:.3f}"


def _ratio(ratio: Ratio | None) -> str:
    if ratio is None or ratio.low95 is None or ratio.high95 is None:
        return ""
    return f"{ratio.value:.3f} ({ratio.low95:.3f} to {ratio.high95:.3f})"


def _geometric(ratios: Sequence[Ratio | None]) -> float:
    return float(np.exp(np.mean([np.log(ratio.value) for ratio in ratios if ratio])))


def _highest(ratios: Sequence[Ratio | None]) -> float:
    return max(ratio.high95 for ratio in ratios if ratio and ratio.high95 is not None)


if __name__ == "__main__":
    measured = (measure(MAPS / part) for part in ("", "unseen", "last"))
    PAGE.write_text(page(*measured), encoding="utf-8")
