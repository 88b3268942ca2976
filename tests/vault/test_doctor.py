"""`undertow doctor`: true of this place, in plain words, without a passphrase."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from written import PASSPHRASE

from undertow.commands import doctor as command
from undertow.vault.keeping import restore
from undertow.vault.library import dbapi2
from undertow.vault.surroundings import Surroundings, cloud_of, content_of, dumps_of, swap_of
from undertow.vault.vault import Vault
from undertow.words import english

BEST = Surroundings("locked", True, "4.19.0 community", "", 0, "none", "file")


def told(found: Surroundings) -> tuple[str, str]:
    """What is said to be protected, and what not."""
    words = english()
    sides = (command.protected, command.unprotected)
    return tuple("\n".join(side(found, "/home/x/record", words)) for side in sides)


def test_a_record_is_told_to_be_locked_without_being_opened_or_changed(full, capsys):
    before = full.read_bytes(), os.stat(full).st_mtime_ns
    command.doctor(vault=full)
    output = capsys.readouterr().out
    assert f"The record is one locked file: {full}" in output
    assert "with the passphrase only (SQLCipher 4." in output
    assert "Other users of this computer can not open the file." in output
    assert (full.read_bytes(), os.stat(full).st_mtime_ns) == before
    assert [file.name for file in full.parent.iterdir()] == ["record"]


def test_the_usual_place_is_looked_at_and_nothing_is_made_there(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    command.doctor()
    assert f"There is no record here yet: {tmp_path}" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_record_is_never_said_to_be_locked(tmp_path):
    connection = dbapi2.connect(str(tmp_path / "plain"))
    connection.execute("CREATE TABLE entry (note TEXT)")
    connection.close()
    (tmp_path / "words").write_text("my diary\n" * 4096)
    (tmp_path / "short").write_bytes(os.urandom(4000))
    (tmp_path / "folder").mkdir()
    for file in tmp_path.iterdir():
        assert content_of(file) == "other", file
    protected, unprotected = told(replace(BEST, content="other"))
    assert "locked file" not in protected
    assert "not locked, or it is not a record" in unprotected


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"private": False}, "may be able to copy the file"),
        ({"cipher": ""}, "will not save a thing"),
        ({"cloud": "Dropbox"}, "copied to Dropbox"),
        ({"aside": 2}, "There are 2 older records"),
        ({"swap": "disk"}, "Words of an open record can end up there"),
        ({"swap": "unknown"}, "may put parts of its memory"),
        ({"dumps": "helper"}, "may keep an image of it"),
    ],
)
def test_what_is_not_protected_is_told_as_such_and_only_then(change, line):
    protected, unprotected = told(replace(BEST, **change))
    assert line in unprotected
    assert line not in protected
    assert line not in "".join(told(BEST))


@pytest.mark.parametrize("trace", ["browser", "commands", "downloads", "passphrase they were made"])
def test_traces_that_no_program_can_avoid_are_always_told(trace):
    assert trace in told(BEST)[1]


@pytest.mark.parametrize(
    ("folder", "mark", "cloud"),
    [
        ("Dropbox/papers", "", "Dropbox"),
        ("OneDrive - Firm", "", "OneDrive"),
        ("OneDrive-Personal", "", "OneDrive"),
        ("Library/CloudStorage/x", "", "a cloud"),
        ("shared", ".stfolder", "Syncthing"),
        ("papers/boxes", "", ""),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_noticed(tmp_path, folder, mark, cloud):
    place = tmp_path / folder / "undertow"
    place.mkdir(parents=True)
    if mark:
        (tmp_path / folder / mark).mkdir()
    assert cloud_of(place / "record") == cloud


@pytest.mark.parametrize(
    ("lines", "uuid", "swap"),
    [
        ("", "", "none"),
        ("/dev/zram0 partition 100 0 100\n", "", "memory"),
        ("/dev/dm-1 partition 100 0 100\n", "CRYPT-PLAIN-swap", "encrypted"),
        ("/dev/dm-1 partition 100 0 100\n", "LVM-x", "disk"),
        ("/dev/zram0 partition 1 0 100\n/swapfile file 100 0 -2\n", "", "disk"),
    ],
)
def test_swap_is_read_from_the_system(tmp_path, lines, uuid, swap):
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc" / "swaps").write_text(f"Filename Type Size Used Priority\n{lines}")
    mapped = tmp_path / "sys" / "block" / "dm-1" / "dm"
    mapped.mkdir(parents=True)
    (mapped / "uuid").write_text(uuid)
    assert swap_of(tmp_path) == swap
    assert swap_of(tmp_path / "elsewhere") == "unknown"


@pytest.mark.parametrize(("pattern", "dumps"), [("core\n", "file"), ("|/usr/lib/x %p", "helper")])
def test_where_images_of_crashed_programs_go_is_read_from_the_system(tmp_path, pattern, dumps):
    (tmp_path / "proc" / "sys" / "kernel").mkdir(parents=True)
    (tmp_path / "proc" / "sys" / "kernel" / "core_pattern").write_text(pattern)
    assert dumps_of(tmp_path) == dumps
    assert dumps_of(tmp_path / "elsewhere") == "unknown"


def test_records_kept_aside_are_counted_and_open_modes_are_told(full, tmp_path, capsys):
    with Vault.open(full, PASSPHRASE) as vault:
        vault.backup(tmp_path / "copy")
    for _ in range(2):
        restore(tmp_path / "copy", full, PASSPHRASE, replace=True)
    full.chmod(0o644)
    command.doctor(vault=full)
    output = capsys.readouterr().out
    assert "There are 2 older records in the folder" in output
    assert "may be able to copy the file" in output
