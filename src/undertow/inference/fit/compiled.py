"""Where compiled programs are kept between runs, so that the next one need not wait for them.

What is kept holds no value of a diary: all of them enter compiled functions as arguments
(safety.md; tests/inference/test_fit_nothing_personal.py looks for them). It does show that a
record of about some length was once fitted here, so the workbench keeps nothing, and for
`undertow read` the folder can be named, or the keeping switched off, by `UNDERTOW_COMPILED`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import jax

VARIABLE = "UNDERTOW_COMPILED"
"""A folder to keep compiled programs in; `off` to keep none."""


def folder() -> Path | None:
    """Folder of compiled programs; None where none are kept."""
    asked = os.environ.get(VARIABLE, "")
    if asked.lower() == "off":
        return None
    if asked:
        return Path(asked)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "undertow" / "compiled"


def keep_compiled() -> None:
    """Have JAX keep what it compiles, readable by this user only."""
    place = folder()
    if place is None:
        return
    try:
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
    except OSError:
        return  # slower, and nothing else
    jax.config.update("jax_compilation_cache_dir", str(place))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", 0)
