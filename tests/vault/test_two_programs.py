"""One program holds the record; a second is told so in a clear line, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from written import PASSPHRASE, an_entry

from undertow.vault.keeping import ask_to_erase, erase, restore
from undertow.vault.trouble import InUse, WrongOpening
from undertow.vault.vault import Vault

OPEN = """
import sys
from undertow.record import Problem
from undertow.vault import keys
from undertow.vault.vault import Vault
keys.COST = keys.Cost(1, 64, 1)
try:
    with Vault.open(sys.argv[1], sys.argv[2]) as vault:
        print(len(vault.entries()))
except Problem as problem:
    sys.exit(str(problem))
"""


def open_elsewhere(path) -> subprocess.CompletedProcess[str]:
    """Opens the record in another process."""
    program = [sys.executable, "-c", OPEN, str(path), PASSPHRASE]
    return subprocess.run(program, capture_output=True, text=True, timeout=60)


def test_a_second_program_is_told_and_the_first_loses_nothing(path):
    with Vault.create(path, PASSPHRASE) as vault:
        vault.add_entries([an_entry(1)], 1.0)
        refused = open_elsewhere(path)
        assert refused.returncode == 1
        line = "The record is open in another window. Close it there, then try again."
        assert refused.stderr == f"record: {line}\n"
        vault.add_entries([an_entry(2)], 1.0)
    assert open_elsewhere(path).stdout == "2\n"


def test_a_second_opening_in_the_same_program_is_told_the_same(vault, path):
    for _ in range(2):
        with pytest.raises(InUse):
            Vault.open(path, PASSPHRASE)
    assert open_elsewhere(path).returncode == 1
    vault.add_entries([an_entry(1)], 1.0)
    vault.close()
    with Vault.open(path, PASSPHRASE) as again:
        assert len(again.entries()) == 1


def test_it_stays_held_while_the_passphrase_changes_and_afterwards(vault, path):
    vault.change_passphrase(PASSPHRASE, "new words")
    with pytest.raises(InUse):
        Vault.open(path, "new words")
    vault.close()
    Vault.open(path, "new words").close()


def test_a_wrong_opening_holds_nothing(full):
    with pytest.raises(WrongOpening):
        Vault.open(full, "wrong")
    Vault.open(full, PASSPHRASE).close()


def test_an_open_record_can_be_neither_replaced_nor_erased(vault, path, tmp_path):
    vault.backup(tmp_path / "copy")
    with pytest.raises(InUse):
        restore(tmp_path / "copy", path, PASSPHRASE, replace=True)
    with pytest.raises(InUse):
        erase(path, ask_to_erase(path))
    vault.add_entries([an_entry(1)], 1.0)
    assert len(vault.entries()) == 1
