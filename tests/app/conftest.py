"""A real vault for each test; its key is worked out once, for that takes most of the time."""

import functools
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from visitor import Visitor

from undertow.vault import vault as vaults

PASSPHRASE = "four plain words here"


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory):
    """An empty file; closed."""
    path = tmp_path_factory.mktemp("vault") / "record"
    vaults.Vault.create(path, PASSPHRASE).close()
    return path


@pytest.fixture(scope="session")
def known_key():
    """The way from passphrase and salt to the key, walked once for each salt."""
    return functools.cache(vaults.derive)


@pytest.fixture
def vault(empty_vault, known_key, tmp_path, monkeypatch):
    """A vault of its own, open and empty."""
    monkeypatch.setattr(vaults, "derive", known_key)
    path = tmp_path / "record"
    shutil.copy(empty_vault, path)
    with vaults.Vault.open(path, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def visitor(vault):
    """Somebody whose first run is over, on an evening in November."""
    vault.set("first_run_done", True)
    return Visitor(vault)
