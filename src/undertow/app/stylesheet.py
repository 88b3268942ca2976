"""The one style sheet of the workbench, served as `/a.css`: its own look and the charts' style."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def stylesheet() -> bytes:
    """Everything every screen is drawn with, as UTF-8.

    The colours of a reading come first and its parts last, so that both agree with the page that
    `undertow read` writes. Nothing heavy is imported for it.
    """
    report = resources.files("undertow.report")
    own = resources.files("undertow.app").joinpath("static")
    files = (
        report.joinpath("palette.css"),
        own.joinpath("app.css"),
        report.joinpath("reading.css"),
        own.joinpath("pages.css"),
    )
    return "\n".join(file.read_text(encoding="utf-8") for file in files).encode("utf-8")
