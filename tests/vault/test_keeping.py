"""Backup, restore, a new passphrase, erasing."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from writers import keyed
from written import PASSPHRASE, an_entry

from undertow.record import Problem
from undertow.vault import keeping
from undertow.vault.files import journal_of
from undertow.vault.keeping import ask_to_erase, erase, restore
from undertow.vault.keys import derive
from undertow.vault.trouble import Taken, Unfit, WrongOpening
from undertow.vault.vault import Vault


def everything(vault: Vault) -> tuple[object, ...]:
    """All that a record holds."""
    mark = vault.fingerprint()
    letters, history = vault.texts("letter"), vault.get("history")
    return vault.entries(), letters, history, mark, vault.cached("reading", "mark")


def names(folder) -> set[str]:
    """What lies in a folder, locks apart."""
    return {file.name for file in folder.iterdir() if not file.name.endswith("-lock")}


@pytest.fixture
def backup(full, tmp_path):
    """A backup of the full record, and what it holds."""
    with Vault.open(full, PASSPHRASE) as vault:
        vault.backup(tmp_path / "copy")
        return tmp_path / "copy", everything(vault)


def test_a_backup_holds_everything_encrypted_and_is_whole_while_writing_goes_on(backup, full):
    copy, held = backup
    assert b"letter" not in copy.read_bytes()
    with Vault.open(copy, PASSPHRASE) as vault:
        assert everything(vault) == held
    with Vault.open(full, PASSPHRASE) as vault:
        vault.add_entries([an_entry(1)], 1.0)
        assert len(vault.entries()) == 1501


def test_a_backup_never_writes_over_a_file_and_leaves_nothing_when_it_cannot_be_written(
    full, tmp_path
):
    (tmp_path / "mine").write_text("kept")
    with Vault.open(full, PASSPHRASE) as vault:
        with pytest.raises(Taken):
            vault.backup(tmp_path / "mine")
        with pytest.raises(Problem, match="Check the name and the folder"):
            vault.backup(tmp_path / "nowhere" / "copy")
        assert len(vault.entries()) == 1500
    assert (tmp_path / "mine").read_text() == "kept"
    assert names(tmp_path) == {"mine", "data"}


def test_a_backup_put_back_where_nothing_is_holds_everything(backup, tmp_path):
    copy, held = backup
    before = copy.read_bytes()
    place = tmp_path / "new" / "record"
    assert restore(copy, place, PASSPHRASE) is None
    with Vault.open(place, PASSPHRASE) as vault:
        assert everything(vault) == held
    assert copy.read_bytes() == before


def test_a_record_that_is_there_is_named_with_both_days_and_stays_until_said_otherwise(
    backup, full
):
    copy, held = backup
    with Vault.open(full, PASSPHRASE) as vault:
        vault.add_entries([an_entry(2000, "after the backup")], 20_500.0)
    os.utime(copy, (time.time(), 1_577_880_000))
    with pytest.raises(Taken, match=r"last changed on 20\d\d-.*The backup is from 2020-01-01"):
        restore(copy, full, PASSPHRASE)
    with Vault.open(full, PASSPHRASE) as vault:
        assert len(vault.entries()) == 1501
    aside = restore(copy, full, PASSPHRASE, replace=True)
    with Vault.open(full, PASSPHRASE) as vault:
        assert everything(vault) == held
    with Vault.open(aside, PASSPHRASE) as vault:
        assert vault.entries()[-1].entry.note == "after the backup"
    second = restore(copy, full, PASSPHRASE, replace=True)
    assert second != aside
    assert {full.name, aside.name, second.name} == names(full.parent)


@pytest.mark.parametrize("damage", ["passphrase", "bit", "cut", "other"])
def test_a_backup_that_does_not_open_leaves_the_record_as_it_is(backup, full, damage):
    copy, held = backup
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= damage == "bit"
    copy.write_bytes({"cut": content[:-4096], "other": b"words"}.get(damage, content))
    with pytest.raises(WrongOpening, match=r"^copy: This did not open"):
        restore(copy, full, "wrong" if damage == "passphrase" else PASSPHRASE, replace=True)
    assert names(full.parent) == {"record"}
    with Vault.open(full, PASSPHRASE) as vault:
        assert everything(vault) == held


CUT_OFF = """
import os, sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from writers import keyed
vault = keyed(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
connection = vault._connection
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("DELETE FROM entry")
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def cut_off(full, request):
    """The full record, with a deletion of everything cut off after pages were written."""
    raw = derive(PASSPHRASE, full.read_bytes()[:16]).raw
    program = [sys.executable, "-c", CUT_OFF, str(full), raw.hex(), str(request.path.parent)]
    assert subprocess.run(program, timeout=60).returncode == -9
    assert journal_of(full).read_bytes()[:4] == bytes.fromhex("d9d505f9")
    return full


def test_a_record_kept_aside_after_a_cut_off_change_takes_that_change_back(
    cut_off, tmp_path, passphrase
):
    with Vault.create(tmp_path / "small", passphrase) as small:
        small.backup(tmp_path / "copy")
    aside = restore(tmp_path / "copy", cut_off, passphrase, replace=True)
    with Vault.open(cut_off, passphrase) as vault:
        assert vault.entries() == []
    with Vault.open(aside, passphrase) as vault:
        assert len(vault.entries()) == 1500


def test_a_plain_copy_of_a_cut_off_record_can_be_restored_with_its_journal(
    cut_off, tmp_path, passphrase
):
    restore(cut_off, tmp_path / "other", passphrase)
    with Vault.open(tmp_path / "other", passphrase) as vault:
        assert len(vault.entries()) == 1500


def test_a_new_passphrase_opens_a_new_file_and_old_copies_keep_the_old_one(full, tmp_path):
    old_salt = full.read_bytes()[:16]
    with Vault.open(full, PASSPHRASE) as vault:
        vault.backup(tmp_path / "copy")
        held = everything(vault)
        vault.change_passphrase(PASSPHRASE, "other words")
        assert everything(vault) == held
        (number,) = vault.add_entries([an_entry(1)], 1.0)
        assert number > max(kept.id for kept in held[0])
    assert full.read_bytes()[:16] != old_salt
    with pytest.raises(WrongOpening):
        Vault.open(full, PASSPHRASE)
    with Vault.open(full, "other words") as vault:
        assert len(vault.entries()) == 1501
    with Vault.open(tmp_path / "copy", PASSPHRASE) as vault:
        assert everything(vault) == held
    assert names(full.parent) == {"record"}


@pytest.mark.parametrize(("old", "new"), [("wrong", "other words"), (PASSPHRASE, " ")])
def test_a_passphrase_is_changed_only_with_the_old_one_and_never_to_nothing(full, old, new):
    with Vault.open(full, PASSPHRASE) as vault:
        with pytest.raises(Problem):
            vault.change_passphrase(old, new)
        vault.add_entries([an_entry(1)], 1.0)
    with Vault.open(full, PASSPHRASE) as vault:
        assert len(vault.entries()) == 1501


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_change_of_passphrase_that_breaks_off_leaves_the_record_open_and_whole(
    full, monkeypatch, moment
):
    from undertow.vault import vault as module

    settle = module.settle

    def broken(*arguments, **named):
        if moment == "after":
            settle(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "settle", broken)
    with Vault.open(full, PASSPHRASE) as vault:
        with pytest.raises(KeyboardInterrupt):
            vault.change_passphrase(PASSPHRASE, "other words")
        vault.add_entries([an_entry(1)], 1.0)
    with Vault.open(full, PASSPHRASE if moment == "before" else "other words") as vault:
        assert len(vault.entries()) == 1501


def test_erasing_takes_two_steps_and_says_what_it_leaves(full, tmp_path):
    with Vault.open(full, PASSPHRASE) as vault:
        vault.backup(tmp_path / "copy")
    aside = restore(tmp_path / "copy", full, PASSPHRASE, replace=True)
    with pytest.raises(Unfit):
        erase(full, "")
    code = ask_to_erase(full)
    assert len(code) == 4
    assert full.exists()
    assert erase(full, f" {code} ") == [aside]
    assert {file.name for file in full.parent.iterdir()} == {aside.name}
    Vault.open(tmp_path / "copy", PASSPHRASE).close()


def test_a_code_to_erase_holds_for_one_try_one_record_and_ten_minutes(full, tmp_path, monkeypatch):
    code = ask_to_erase(full)
    wrong = f"{(int(code) + 1) % 10_000:04}"
    for attempt in (wrong, code):
        with pytest.raises(Unfit, match="code"):
            erase(full, attempt)
    with pytest.raises(Unfit, match="code"):
        erase(tmp_path / "other", ask_to_erase(full))
    code = ask_to_erase(full)
    later = time.monotonic() + 60 * keeping.MINUTES_TO_ERASE + 1
    monkeypatch.setattr(keeping.time, "monotonic", lambda: later)
    with pytest.raises(Unfit, match="code"):
        erase(full, code)
    Vault.open(full, PASSPHRASE).close()


def test_what_is_left_of_an_erased_file_opens_with_nothing(full, tmp_path):
    os.link(full, tmp_path / "remains")  # as a disk that keeps the blocks would
    raw = derive(PASSPHRASE, full.read_bytes()[:16]).raw
    erase(full, ask_to_erase(full))
    with pytest.raises(WrongOpening):
        Vault.open(tmp_path / "remains", PASSPHRASE)
    with pytest.raises(WrongOpening):
        keyed(tmp_path / "remains", raw)
