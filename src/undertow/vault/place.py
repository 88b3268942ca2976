"""Where the file lies when nobody says otherwise, under names that say nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FILE = "record"


def default_path() -> Path:
    """`record` in the program's folder among the platform's data folders; makes nothing."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        named = os.environ.get("XDG_DATA_HOME", "")
        # The standard says to pass over a name that is not absolute.
        base = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "share"
    return base / "undertow" / FILE
