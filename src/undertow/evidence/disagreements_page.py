"""The figures in `docs/theory/disagreements.md`, taken over from the ledger's page.

Run `make docs`, or `python -m undertow.evidence.disagreements_page` in the root of the project. The
words are written by hand; between the marks stand rows of docs/theory/ledger.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path("docs") / "theory"
PAGE, LEDGER = "disagreements.md", "ledger.md"
COLUMNS = ("id", "claim", "target", "got", "without", "verdict")
_MARKED = re.compile(
    r"<!-- measured: ([A-Z0-9 ]+) -->\n.*?<!-- end of what is measured -->", re.DOTALL
)


def quoted(page: str, ledger: str) -> str:
    """The page with the rows that its marks name.

    Args:
        page: the whole page; `<!-- measured: A12 N5 -->` begins a quotation.
        ledger: the ledger's page.

    Raises:
        ValueError: for a mark that names a row which the ledger's page lacks.
    """
    rows = rows_of(ledger)

    def fill(found: re.Match[str]) -> str:
        wanted = found[1].split()
        if missing := [name for name in wanted if name not in rows]:
            raise ValueError(f"{LEDGER} has no row {missing[0]}, which {PAGE} quotes")
        lines = [
            COLUMNS,
            ("---",) * len(COLUMNS),
            *(line for name in wanted for line in rows[name]),
        ]
        table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        return f"<!-- measured: {found[1]} -->\n\n{table}\n\n<!-- end of what is measured -->"

    return _MARKED.sub(fill, page)


def rows_of(ledger: str) -> dict[str, list[Sequence[str]]]:
    """Lines of the ledger's tables by the id of their row, cut to `COLUMNS`."""
    rows: dict[str, list[Sequence[str]]] = {}
    name = ""
    for line in ledger.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("| ") or len(cells) < len(COLUMNS) or cells[0] in ("id", "---"):
            continue
        name = cells[0] or name
        rows.setdefault(name, []).append(cells[: len(COLUMNS)])
    return rows


def main(folder: Path = FOLDER) -> None:
    """Take the figures over anew."""
    page = folder / PAGE
    ledger = (folder / LEDGER).read_text(encoding="utf-8")
    page.write_text(quoted(page.read_text(encoding="utf-8"), ledger), encoding="utf-8")


if __name__ == "__main__":
    main()
