"""The measured part of `docs/theory/sensitivity.md`, and its picture, from a run's JSON.

Run `undertow sensitivity --json sensitivity.json`, then `python -m
undertow.evidence.sensitivity.page sensitivity.json`, in the root of the project. What lies between
the two marks of the page is replaced; the words around them are written by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from undertow.evidence.ledger_page import BEGIN, END
from undertow.evidence.sensitivity.outcomes import MEANINGS
from undertow.evidence.sensitivity.picture import ROWS, WRITTEN, picture
from undertow.evidence.sensitivity.run import Sensitivity, from_json
from undertow.theory import Parameters

FOLDER = Path("docs") / "theory"


def page_with(page: str, found: Sensitivity) -> str:
    """The page with its measured part replaced.

    Raises:
        ValueError: if the page lacks its marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has lost its marks {BEGIN} and {END}")
    return before + BEGIN + "\n\n" + "\n".join(measured(found)) + "\n" + END + after


def measured(found: Sensitivity) -> list[str]:
    """How it was done, what moves each outcome, and the table behind the picture."""
    errors = np.concatenate([one.total_error for one in found.found.values()])
    small = [
        name
        for place, name in enumerate(found.parameters)
        if max(one.total[place] for one in found.found.values()) < WRITTEN
    ]
    unread = [
        name
        for place, name in enumerate(found.parameters)
        if all(one.total[place] == 0 for one in found.found.values())
    ]
    return [
        f"{len(found.parameters)} parameters, {found.sets} sets of them, {found.samples} behind "
        f"each index, {found.relationships} relationships, seed {found.seed}. Half of the 95 % "
        f"interval of a total index: {np.median(errors):.3f} in the middle of all, "
        f"{errors.max():.2f} at most.",
        "",
        "### What moves each outcome most",
        "",
        *_strongest(found),
        "### The picture as a table",
        "",
        *_whole(found),
        f"Of all {len(found.parameters)}, {len(small)} stay below {WRITTEN:g} on every outcome. "
        f"{len(unread)} are read by none of these outcomes: {_listed(unread)}.",
        "",
    ]


def _strongest(found: Sensitivity) -> list[str]:
    """A line an outcome: its strongest parameters, total and first-order index."""
    lines = ["| outcome | what it is | moved most by: total index (alone) |", "| --- | --- | --- |"]
    for outcome, one in found.found.items():
        told = [
            f"`{found.parameters[place]}` {one.total[place]:.2f} ± {one.total_error[place]:.2f}"
            f" ({max(one.first[place], 0.0):.2f})"
            for place in np.argsort(-one.total)[:5]
            if one.total[place] >= WRITTEN
        ]
        lines.append(f"| {outcome} | {MEANINGS[outcome]} | {', '.join(told)} |")
    return [*lines, ""]


def _whole(found: Sensitivity) -> list[str]:
    """Total indices of the parameters of the picture."""
    head = ["parameter", "meaning", *found.found]
    meanings = {entry.name: entry.meaning for entry in Parameters.entries()}
    lines = [head, ["---"] * len(head)]
    for name in found.strongest(ROWS, WRITTEN):
        place = found.parameters.index(name)
        figures = [one.total[place] for one in found.found.values()]
        told = [f"{index:.2f}" if index >= 0.005 else "" for index in figures]
        lines.append([f"`{name}`", meanings.get(name, ""), *told])
    return ["| " + " | ".join(line) + " |" for line in lines] + [""]


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def main(source: Path, folder: Path = FOLDER) -> None:
    """Write page and picture."""
    found = from_json(source.read_text(encoding="utf-8"))
    page = folder / "sensitivity.md"
    page.write_text(page_with(page.read_text(encoding="utf-8"), found), encoding="utf-8")
    (folder / "sensitivity.svg").write_text(picture(found), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
