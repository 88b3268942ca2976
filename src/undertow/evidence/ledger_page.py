"""The measured part of `docs/theory/ledger.md`, written anew from a ledger's JSON.

Run `undertow evidence --draws 200 --json ledger.json`, then `python -m
undertow.evidence.ledger_page ledger.json`, in the root of the project. What lies between the two
marks of the page is replaced; the words around them are written by hand.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path("docs") / "theory" / "ledger.md"
BEGIN, END = "<!-- measured -->", "<!-- end of what is measured -->"
PARTS = {"A": "Claims of source A", "B": "Claims of source B", "E": "Findings", "N": "Guards"}


def page_with(page: str, ledger: Mapping[str, Any]) -> str:
    """The page with its measured part replaced.

    Args:
        page: the whole page.
        ledger: as `undertow evidence --json` writes it.

    Raises:
        ValueError: if the page lacks its marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} has lost its marks {BEGIN} and {END}")
    return before + BEGIN + "\n\n" + "\n".join(measured(ledger)) + "\n" + END + after


def measured(ledger: Mapping[str, Any]) -> list[str]:
    """All tables, as lines of Markdown."""
    rows = ledger["rows"]
    lines = [
        f"Seed {ledger['seed']}, {ledger['seeds']} relationships or samples behind each figure: "
        "medians with the interval that covers the true median in 95 of 100 repeats.",
        "",
    ]
    for letter, heading in PARTS.items():
        part = [row for row in rows if row["id"].startswith(letter)]
        if part:
            counts = Counter(row["verdict"] for row in part)
            told = ", ".join(f"{counts[name]} {name}" for name in ("pass", "open", "fail"))
            lines += [f"### {heading}: {told}", "", *table(part), ""]
    return lines


def table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """One table: a line for each figure of each row."""
    drawn = any(row["draws"] for row in rows)
    head = ["id", "claim", "target", "got", "without", "verdict", ""]
    head += ["draws"] if drawn else []
    lines = [head, ["---"] * len(head)]
    for row in rows:
        for number, statistic in enumerate(row["statistics"]):
            first = number == 0
            name = f" *{statistic['name']}*" if statistic["name"] else ""
            kind = row["origin"] if row["use"] == "claim" else row["use"]
            cells = [
                row["id"] if first else "",
                (row["claim"] if first else "") + name,
                statistic["target"],
                figure(statistic["got"]),
                figure(statistic["without"]),
                f"**{row['verdict']}**" if first else "",
                kind if first else "",
            ]
            if drawn:
                share = row["holds_in"]
                cells.append(f"{share:.0%}" if first and share is not None else "")
            lines.append([cell.strip() for cell in cells])
    return ["| " + " | ".join(line) + " |" for line in lines]


def figure(verdict: Mapping[str, Any] | None) -> str:
    """A median with its interval, to three figures; empty where nothing was measured."""
    if verdict is None:
        return ""
    if verdict["median"] is None:
        return "none"
    low, high = (verdict[name] for name in ("low", "high"))
    ends = ("-∞" if low is None else f"{low:.3g}", "∞" if high is None else f"{high:.3g}")
    return f"{verdict['median']:.3g} ({ends[0]} to {ends[1]})"


if __name__ == "__main__":
    PAGE.write_text(page_with(PAGE.read_text(), json.loads(Path(sys.argv[1]).read_text())))
