"""Templates filled in, in the look that the person chose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from undertow.app.asking import Page
from undertow.vault.vault import Vault
from undertow.words import Words

LOCK_MINUTES = 10
SHORTEST_LOCK, LONGEST_LOCK = 1, 120
THEMES = ("auto", "light", "dark")
ADDRESS = re.compile(r"[!-~]{1,300}", re.ASCII)


class Look(NamedTuple):
    """The settings that every page is shown in.

    Attributes:
        title: of the window; empty for the usual one.
        theme: `auto`, `light` or `dark`.
        exit: where the quick exit leads; empty for an empty page.
        lock: seconds without anybody there after which the record locks.
    """

    title: str = ""
    theme: str = "auto"
    exit: str = ""
    lock: int = LOCK_MINUTES * 60


def look_of(vault: Vault) -> Look:
    """The look kept in a record; a setting that makes no sense counts as not made."""
    title, theme, address, minutes = (
        vault.get(name) for name in ("look", "theme", "exit_address", "lock_minutes")
    )
    if not isinstance(minutes, int | float) or not SHORTEST_LOCK <= minutes <= LONGEST_LOCK:
        minutes = LOCK_MINUTES
    return Look(
        title if isinstance(title, str) else "",
        theme if theme in THEMES else "auto",
        address if isinstance(address, str) and is_address(address) else "",
        int(minutes * 60),
    )


def is_address(text: str) -> bool:
    """Whether a text is the address of a page on the web, and nothing else."""
    if not ADDRESS.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


@cache
def _templates() -> Environment:
    """Our templates; text is escaped, and a name that is not there is an error."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def make_ready() -> None:
    """Reads the template of the first page ahead of time."""
    _templates().get_template("locked.html.j2")


def render(page: Page, words: Words, token: str, look: Look, here: str) -> bytes:
    """A page as it goes out.

    Args:
        page: template and context.
        words: what may be said.
        token: for the hidden field of its forms.
        look: the settings.
        here: path of the screen.
    """
    shared: Mapping[str, object] = {
        "say": words.say,
        "token": token,
        "look": look,
        "here": here,
    }
    return _templates().get_template(page.template).render(**shared, **page.context).encode()
