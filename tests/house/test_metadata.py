"""What the built package holds, and what it says of itself to anybody who looks."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SPEAKING = re.compile(r"trauma|bond|abus|partner|surviv|victim|safety|violen|harm", re.IGNORECASE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel, built from a copy so that nothing appears in the project's folder."""
    root = Path(__file__).resolve().parent.parent.parent
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(root / "src", folder / "src", ignore=shutil.ignore_patterns("*.egg-info"))
    for name in ("pyproject.toml", "LICENSE", "README.md"):
        shutil.copy(root / name, folder)
    build = "from setuptools import build_meta; print(build_meta.build_wheel('.'))"
    # setuptools warns about old habits of its own; what counts here is what it builds.
    subprocess.run(
        [sys.executable, "-c", build], cwd=folder, check=True, capture_output=True, timeout=120
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_package_says_what_it_is_in_neutral_words(wheel):
    with wheel.open("undertow-0.1.0.dist-info/METADATA") as file:
        metadata = file.read().decode()
    assert "Summary: a private record and what it shows" in metadata
    assert SPEAKING.findall(metadata) == []


def test_the_one_command_is_neutral(wheel):
    with wheel.open("undertow-0.1.0.dist-info/entry_points.txt") as file:
        words = file.read().decode().split()
    assert words == ["[console_scripts]", "undertow", "=", "undertow.cli:main"]


def test_every_file_beside_the_code_is_packaged(root, wheel):
    held = set(wheel.namelist())
    data = [
        path.relative_to(root / "src").as_posix()
        for path in (root / "src" / "undertow").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]
    assert data
    assert set(data) <= held
