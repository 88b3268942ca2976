"""Writes requirements.lock from pyproject.toml: every version and hash, and no address.

    python tools/lock.py

Needs the network and nothing else: pip-tools goes into a folder that is thrown away. The
packages are those of the public index, whatever pip is set up to use on this machine, so that
the hashes are the ones other people get. Run it with the oldest Python that pyproject.toml
allows; later ones install from the same lock.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"

HEADER = """\
# Versions and hashes of everything `make setup` installs, the build backend included.
# Written by tools/lock.py from pyproject.toml; not to be edited.
"""


def main() -> None:
    """Compiles the lock in a throwaway environment and puts it in place when it is whole."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "env", with_pip=True)
        python = str(home / "env" / "bin" / "python")
        run([python, "-m", "pip", "install", "--quiet", "pip-tools"])
        compiled = home / "compiled.txt"
        run(
            [
                *(python, "-m", "piptools", "compile", "--quiet"),
                *("--extra", "dev", "--extra", "lab", "--all-build-deps"),
                *("--allow-unsafe", "--strip-extras"),
                *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-options"),
                *("--output-file", str(compiled), "pyproject.toml"),
            ]
        )
        text = HEADER + compiled.read_text()
    if address := re.search(r"\S*://\S*", text):
        raise SystemExit(f"the lock would carry an address, {address.group()}; nothing was written")
    LOCK.write_text(text)
    print(f"{LOCK.name}: {text.count('==')} packages, {text.count('--hash=')} hashes")


def run(command: list[str]) -> None:
    """Runs one command in the project's root with pip's machine-wide settings left aside."""
    aside = ("PIP_CONFIG_FILE", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL")
    settings = {name: value for name, value in os.environ.items() if name not in aside}
    subprocess.run(command, cwd=ROOT, check=True, env=settings | {"PIP_CONFIG_FILE": os.devnull})


if __name__ == "__main__":
    main()
