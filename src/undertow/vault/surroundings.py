"""What lies around the file: facts that anybody can find out, without the passphrase."""

from __future__ import annotations

import contextlib
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from undertow.vault.cipher import cipher_version
from undertow.vault.files import set_aside
from undertow.vault.library import dbapi2

Swap = Literal["none", "memory", "encrypted", "disk", "unknown"]
Dumps = Literal["file", "helper", "unknown"]
Content = Literal["none", "locked", "other"]

PAGE = 4096
LEAST_VALUES = 240
"""Of 256: random bytes of a page hold nearly all values, words and tables far fewer."""

CLOUDS = {
    "box": "Box",
    "box sync": "Box",
    "cloudstorage": "a cloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "nextcloud": "Nextcloud",
    "onedrive": "OneDrive",
    "owncloud": "ownCloud",
    "pcloud": "pCloud",
    "pclouddrive": "pCloud",
    "proton drive": "Proton Drive",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
    "tresorit": "Tresorit",
}
"""Names that programs give to the folders they copy elsewhere, in small letters."""

MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".stfolder": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
}
"""What such programs leave in the folders they copy."""


@dataclass(frozen=True)
class Surroundings:
    """What is known of the file and of the place where it lies.

    Attributes:
        content: "locked" for a file that looks as a record does, whole pages that begin like
            random bytes; nothing without the passphrase can prove that it is one.
        private: whether only its owner may read it and enter its folder; None without a file,
            and where the system has no such modes.
        cipher: version of SQLCipher; empty if the library does not encrypt.
        cloud: what seems to copy the folder elsewhere; empty if nothing is seen to.
        aside: how many older records are kept aside in the folder.
        swap: where parts of memory may be put.
        dumps: where the image of a crashed program goes.
    """

    content: Content
    private: bool | None
    cipher: str
    cloud: str
    aside: int
    swap: Swap
    dumps: Dumps


def look_around(path: Path, system: Path = Path("/")) -> Surroundings:
    """Looks at the file's name, mode and first bytes, and at the system; changes nothing.

    Args:
        path: where the file is or would be.
        system: where `proc` and `sys` are found.
    """
    content = content_of(path)
    connection = dbapi2.connect(":memory:")
    cipher = cipher_version(connection)
    connection.close()
    return Surroundings(
        content=content,
        private=_private(path) if content != "none" and sys.platform != "win32" else None,
        cipher=cipher,
        cloud=cloud_of(path),
        aside=len(set_aside(path)),
        swap=swap_of(system),
        dumps=dumps_of(system),
    )


def content_of(path: Path) -> Content:
    """What a file looks like from outside."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(PAGE)
    except FileNotFoundError:
        return "none"
    except OSError:
        return "other"
    whole = size >= PAGE and size % PAGE == 0
    return "locked" if whole and len(set(start)) >= LEAST_VALUES else "other"


def cloud_of(path: Path) -> str:
    """The program that seems to copy a folder above `path` elsewhere; empty if none is seen."""
    for folder in path.absolute().resolve().parents:
        name = folder.name.casefold()
        name = "onedrive" if name.startswith(("onedrive -", "onedrive-")) else name
        if name in CLOUDS:
            return CLOUDS[name]
        for mark, cloud in MARKS.items():
            with contextlib.suppress(OSError):
                if (folder / mark).exists():
                    return cloud
    return ""


def swap_of(system: Path) -> Swap:
    """Where the system may put parts of memory; "unknown" where it does not tell."""
    try:
        lines = (system / "proc" / "swaps").read_text().splitlines()[1:]
    except OSError:
        return "unknown"
    devices = [Path(line.split()[0]).name for line in lines if line.strip()]
    if not devices:
        return "none"
    if all(name.startswith("zram") for name in devices):
        return "memory"
    return "encrypted" if all(_encrypted(name, system) for name in devices) else "disk"


def dumps_of(system: Path) -> Dumps:
    """Where the image of a crashed program goes."""
    try:
        pattern = (system / "proc" / "sys" / "kernel" / "core_pattern").read_text()
    except OSError:
        return "unknown"
    return "helper" if pattern.startswith("|") else "file"


def _encrypted(device: str, system: Path) -> bool:
    """Whether a device is a mapped one that encrypts."""
    try:
        identity = (system / "sys" / "block" / device / "dm" / "uuid").read_text()
    except OSError:
        return device.startswith("zram")
    return identity.startswith("CRYPT-")


def _private(path: Path) -> bool:
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent)]
    return not any(mode & 0o077 for mode in modes)
