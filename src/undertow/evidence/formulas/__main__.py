"""Writes the pages with equations: `python -m undertow.evidence.formulas`, or `make docs`."""

from __future__ import annotations

from pathlib import Path

from undertow.evidence.formulas import behaviour_page, laws_page, readouts_page, rivals_page

FOLDER = Path("docs") / "theory"
PAGES = {
    "laws.md": laws_page.page,
    "readouts.md": readouts_page.page,
    "behaviour.md": behaviour_page.page,
    "rival_laws.md": rivals_page.page,
}


def main(folder: Path = FOLDER) -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
        print(f"{folder / name}: {len(page().splitlines())} lines")


if __name__ == "__main__":
    main()
