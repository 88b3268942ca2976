"""One self-contained HTML page of a reading: no script, nothing fetched, one hashed style.

The page is a file on somebody's device. Its policy allows its own style and nothing else, its
window title is neutral, and its help line is text, not a link that dials when touched.
"""

from __future__ import annotations

import base64
import hashlib
import os

from markupsafe import Markup

from undertow.inference.reading import Reading
from undertow.record.files import write_text
from undertow.report.view import environment, resource, stylesheet, view
from undertow.words import Words, english


def render_html(reading: Reading, words: Words | None = None) -> str:
    """The page as text.

    Args:
        reading: what is told.
        words: the sentences; English ones when left out.
    """
    style = stylesheet() + resource("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            view(reading, words or english()),
            style=Markup(style),  # our own file; its hash is in the policy
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; "
            "base-uri 'none'; form-action 'none'",
        )
    )


def write_html(reading: Reading, path: str | os.PathLike[str]) -> None:
    """Write the page, whole or not at all.

    Raises:
        Problem: in one line, if the file cannot be written.
    """
    write_text(path, render_html(reading))
