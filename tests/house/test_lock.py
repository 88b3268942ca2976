"""requirements.lock: everything by hash, nothing by address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture
def locked(root: Path) -> dict[str, list[str]]:
    """Hashes of each `name==version` of the lock."""
    text = (root / "requirements.lock").read_text().replace("\\\n", " ")
    entries = [line.split() for line in text.splitlines() if line and line[0] != "#"]
    return {words[0]: words[1:] for words in entries}


def test_every_package_has_one_version_and_a_hash(locked):
    assert locked
    for pinned, hashes in locked.items():
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.]+", pinned), pinned
        assert hashes, pinned
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", item) for item in hashes), pinned


def test_the_lock_carries_no_address_and_no_option(root):
    for line in (root / "requirements.lock").read_text().splitlines():
        assert "://" not in line
        assert not line.startswith("-")
        assert " @ " not in line


def test_the_lock_holds_what_the_project_asks_for_and_what_builds_it(root, locked):
    project = tomllib.loads((root / "pyproject.toml").read_text())
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(
            name
            for extra in ("dev", "lab")
            for name in project["project"]["optional-dependencies"][extra]
        ),
    ]
    versions = dict(pinned.split("==") for pinned in locked)
    for requirement in map(Requirement, asked):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_compiled_packages_are_locked_for_more_than_one_platform(locked):
    hashes = {pinned.split("==")[0]: len(found) for pinned, found in locked.items()}
    # numpy, jaxlib and playwright publish one file for each platform and Python.
    assert min(hashes["numpy"], hashes["jaxlib"], hashes["playwright"]) >= 5
