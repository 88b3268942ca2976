"""What a calibration has measured so far, on disk: one small file a row and stage.

Everything else follows from these files and the seed, so a calibration that was stopped, however
roughly, goes on where it was, and ends as it would have ended.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import undertow

_ROOMS = ("theory", "engine", "record", "inference", "evidence")


@dataclass(frozen=True)
class Keeping:
    """A folder of what one calibration measured.

    Attributes:
        folder: of this calibration alone.
    """

    folder: Path

    def path(self, stage: str, name: str) -> Path:
        """Where one row's content of one stage is."""
        return self.folder / stage / f"{name}.json"

    def has(self, stage: str, name: str) -> bool:
        """Whether it was measured."""
        return self.path(stage, name).exists()

    def read(self, stage: str, name: str) -> Any:
        """What was measured."""
        return json.loads(self.path(stage, name).read_text())

    def write(self, stage: str, name: str, content: Any) -> None:
        """Keep it, whole or not at all; numbers come back the same."""
        path = self.path(stage, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.parent / f".{secrets.token_hex(8)}.part"
        try:
            part.write_text(json.dumps(content))
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def fingerprint(*content: object) -> str:
    """A name for a calibration: other settings, laws, numbers or rows give another.

    Args:
        content: settings, entries, values; what their `repr` says counts.
    """
    found = hashlib.sha256()
    for part in content:
        found.update(repr(part).encode() + b"\0")
    for path in _sources():
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:12]


def others(folder: Path, own: str) -> list[str]:
    """Names of other calibrations in a folder, begun with another theory or other settings."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != own)


def _sources() -> Iterable[Path]:
    """Everything that a row's figures may rest on; the package's own set is what is looked for."""
    home = Path(undertow.__file__).parent
    for room in _ROOMS:
        for path in sorted((home / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and path.name != "parameter_set.toml":
                yield path
