"""A full disk, a file size limit, a folder that may only be read: told, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from written import PASSPHRASE, an_entry

from undertow.vault.trouble import NoRoom
from undertow.vault.vault import Vault

SETTING = """
import ctypes, os, resource, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from written import PASSPHRASE, an_entry
from undertow.record import Problem
from undertow.vault import keys
from undertow.vault.vault import Vault
keys.COST = keys.Cost(1, 64, 1)
path = Path({path!r})
def told(act):
    try:
        act()
    except Problem as problem:
        return str(problem)
    return ""
"""


def elsewhere(path: Path, program: str) -> list[str]:
    """Runs a program in a process of its own; the lines it prints."""
    setting = SETTING.format(tests=str(Path(__file__).parent), path=str(path))
    result = subprocess.run(
        [sys.executable, "-c", setting + program], capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


FILL = """
with Vault.open(path, PASSPHRASE) as vault:
    {limit}
    added = 0
    while not (line := told(lambda: vault.add_entries([an_entry(added, "x" * 900)] * 3, 1.0))):
        added += 3
    print(line)
    print(added, len(vault.entries()))
    {then}
    print(told(lambda: vault.backup(path.with_name("copy"))))
    print(told(lambda: vault.change_passphrase(PASSPHRASE, "other words")))
"""


def check_filled(lines: list[str], path: Path, reason: str) -> None:
    """Every group that was acknowledged is there, and no other; the rest left nothing behind."""
    refused, counts, backup, change = lines
    assert refused.startswith("record: ")
    assert reason in refused
    added, seen = map(int, counts.split())
    assert added == seen > 30
    assert (reason in backup, reason in change) == (True, True)
    with Vault.open(path, PASSPHRASE) as vault:
        assert len(vault.entries()) == added
        names = {file.name for file in path.parent.iterdir()}
        assert {"record", "record-lock"} == names - {"lost+found"}


def test_a_file_that_may_not_grow_loses_nothing_acknowledged(path):
    Vault.create(path, PASSPHRASE).close()
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, 300_000))"
    # A copy may be smaller than the file, so its limit is lower.
    program = FILL.format(limit=limit.format(200_000), then=limit.format(50_000))
    check_filled(elsewhere(path, program), path, "Check the disk and try again")


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 300 kB; where none can be made, the test has nothing to stand on."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k,mode=0700", "none", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, timeout=60).returncode == 0
    except OSError:
        made = False
    if not made and not os.environ.get("CI"):
        pytest.skip("only root can make a small disk; a limit on size is tested above")
    assert made
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True, timeout=60)


def test_a_full_disk_loses_nothing_acknowledged(small_disk):
    Vault.create(small_disk / "record", PASSPHRASE).close()
    lines = elsewhere(small_disk / "record", FILL.format(limit="", then=""))
    check_filled(lines, small_disk / "record", "The disk is full")


def test_a_full_disk_still_opens_and_shows_what_is_there_and_takes_it_up_again(small_disk):
    path = small_disk / "record"
    with Vault.create(path, PASSPHRASE) as vault:
        vault.add_entries([an_entry(1)], 1.0)
    filler = fill(small_disk / "filler")
    with Vault.open(path, PASSPHRASE) as vault:
        with pytest.raises(NoRoom, match="The disk is full"):
            vault.add_entries([an_entry(2, "x" * 5000)], 1.0)
        assert len(vault.entries()) == 1
        filler.unlink()
        vault.add_entries([an_entry(2, "x" * 5000)], 1.0)
        assert len(vault.entries()) == 2
    fill(filler)
    with pytest.raises(NoRoom, match="The disk is full"):
        Vault.create(small_disk / "second", PASSPHRASE)
    assert not (small_disk / "second").exists()


def fill(path: Path) -> Path:
    """A file that takes all the room there is."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(bytes(1024)):
            pass
    return path


READ_ONLY = """
vault = Vault.open(path, PASSPHRASE) if {before} else None
{forbid}
# Without its powers even root may write only what the folder allows.
none = ctypes.c_uint32 * 6
assert ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), none()) == 0
if vault is None:
    print(told(lambda: Vault.open(path, PASSPHRASE)))
else:
    print(told(lambda: vault.add_entries([an_entry(1)], 1.0)))
    print(told(lambda: vault.change_passphrase(PASSPHRASE, "other words")))
    print(len(vault.entries()))
print(told(lambda: Vault.create(path.with_name("second"), PASSPHRASE)))
"""


@pytest.mark.parametrize("before", [True, False])
def test_a_folder_that_may_only_be_read_is_told_and_nothing_changes(path, before):
    with Vault.create(path, PASSPHRASE) as vault:
        vault.add_entries([an_entry(0)], 1.0)
    if not before:
        path.with_name("record-lock").unlink()
    content = path.read_bytes()
    forbid = "path.parent.chmod(0o555)"
    *lines, making = elsewhere(path, READ_ONLY.format(before=before, forbid=forbid))
    path.parent.chmod(0o700)
    if before:
        assert lines.pop() == "1"
    for line in (*lines, making):
        assert "There is no right to write here" in line
    assert path.read_bytes() == content
    with Vault.open(path, PASSPHRASE) as vault:
        assert len(vault.entries()) == 1


def test_a_disk_that_can_only_be_read_is_told(small_disk):
    path = small_disk / "record"
    Vault.create(path, PASSPHRASE).close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True, timeout=60)
    with pytest.raises(NoRoom, match="There is no right to write here"):
        Vault.open(path, PASSPHRASE)
    with pytest.raises(NoRoom, match="There is no right to write here"):
        Vault.create(small_disk / "second", PASSPHRASE)
    assert set(os.listdir(small_disk)) == {"record-lock", "record"}
