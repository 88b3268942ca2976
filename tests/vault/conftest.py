"""Records to open, and a passphrase that costs little, so that tests can open hundreds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from written import PASSPHRASE, an_entry

from undertow.vault import keys
from undertow.vault.vault import Vault

CHEAP = keys.Cost(passes=1, memory=64, lanes=1)


@pytest.fixture(autouse=True)
def cheap(request, monkeypatch):
    """Guesses cost next to nothing, except where a test asks for the real cost."""
    if "real_cost" not in request.fixturenames:
        monkeypatch.setattr(keys, "COST", CHEAP)


@pytest.fixture
def real_cost():
    """Asked for by tests of the cost itself."""


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "data" / "record"


@pytest.fixture
def vault(path) -> Iterator[Vault]:
    with Vault.create(path, PASSPHRASE) as opened:
        yield opened


@pytest.fixture(scope="session")
def written_file(tmp_path_factory) -> bytes:
    """A record with some years in it, several hundred pages, made once."""
    path = tmp_path_factory.mktemp("full") / "record"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "COST", CHEAP)
        with Vault.create(path, PASSPHRASE) as opened:
            notes = (an_entry(day, f"note {day} " * 20) for day in range(1500))
            opened.add_entries(notes, 20_000.0)
            for number in range(10):
                opened.add_text("letter", f"letter {number} " * 300, 20_000.0)
            # The first, longer one leaves free pages, which nobody reads.
            opened.cache("reading", "mark", bytes(range(256)) * 1600)
            opened.cache("reading", "mark", bytes(range(256)) * 400)
            opened.set("history", {"years": 4})
    return path.read_bytes()


@pytest.fixture
def full(path, written_file) -> Path:
    """A closed record with some years in it."""
    path.parent.mkdir(mode=0o700)
    path.write_bytes(written_file)
    path.chmod(0o600)
    return path
