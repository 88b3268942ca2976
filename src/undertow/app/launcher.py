"""An entry in the menu of programs, under a name that says nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from undertow.app.static_files import FOLDER
from undertow.record.problem import Problem
from undertow.words import Words

FILE = "undertow"
"""Name of the entry and of its icon."""


def install(words: Words) -> Path:
    """Makes the entry for this user, in place of one made before.

    Args:
        words: for the name and for the refusal.

    Returns:
        The file of the entry; taking it away takes the entry away.

    Raises:
        Problem: this system keeps its menu elsewhere.
        OSError: the folder cannot be written.
    """
    if sys.platform in ("win32", "darwin"):
        raise Problem(words.say("app.entrance.no_menu"))
    named = os.environ.get("XDG_DATA_HOME", "")
    data = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{FILE}.svg"
    entry = data / "applications" / f"{FILE}.desktop"
    for file in (icon, entry):
        file.parent.mkdir(parents=True, exist_ok=True)
    icon.write_bytes((FOLDER / "icon.svg").read_bytes())
    entry.write_text(_entry(words.say("app.frame.title"), _command()), encoding="utf-8")
    return entry


def _command() -> str:
    """The program as it runs now, quoted as the standard for such entries asks."""
    words = [sys.executable, "-P", "-m", "undertow", "open"]
    return " ".join(f'"{_escaped(word)}"' for word in words)


def _escaped(word: str) -> str:
    """A word between double quotes: escaped once for the quotes and once for the entry."""
    for letter in '\\"`$':
        word = word.replace(letter, f"\\{letter}")
    return word.replace("\\", "\\\\").replace("%", "%%")


def _entry(name: str, command: str) -> str:
    """The text of a desktop entry."""
    lines = ("Type=Application", f"Name={name}", f"Exec={command}", f"Icon={FILE}")
    rest = ("Terminal=false", "Categories=Office;", "StartupNotify=false")
    return "\n".join(("[Desktop Entry]", *lines, *rest, ""))
