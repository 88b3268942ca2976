"""The three files besides the pages, each at a path of its own. No folder is mapped to paths."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from undertow.app.paths import ICON, SCRIPT, STYLE
from undertow.app.reply import Reply
from undertow.app.stylesheet import stylesheet

FOLDER = Path(__file__).parent / "static"
SCRIPTS = ("entrance.js", "exit.js", "idle.js")


@cache
def static(path: str) -> Reply | None:
    """The file at a path, or None if there is none."""
    if path == STYLE:
        return Reply(200, stylesheet(), "text/css; charset=utf-8")
    if path == SCRIPT:
        script = b"\n".join((FOLDER / name).read_bytes() for name in SCRIPTS)
        return Reply(200, script, "text/javascript; charset=utf-8")
    if path == ICON:
        return Reply(200, (FOLDER / "icon.svg").read_bytes(), "image/svg+xml")
    return None
