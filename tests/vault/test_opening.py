"""What opens a record, and the one answer to everything that does not."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import sys

import pytest
from argon2.low_level import Type, hash_secret_raw
from written import PASSPHRASE, an_entry

from undertow.record import Problem
from undertow.vault import cipher, keys
from undertow.vault.library import dbapi2
from undertow.vault.trouble import InUse, Taken, WrongOpening
from undertow.vault.vault import Vault, default_path


def answer(path, passphrase: str) -> str:
    """The line with which an opening is refused."""
    with pytest.raises(WrongOpening) as refused:
        Vault.open(path, passphrase)
    return str(refused.value)


def test_every_wrong_opening_gets_the_same_line(full):
    content = full.read_bytes()
    others = {
        "empty": b"",
        "short": content[:10],
        "only a salt": content[:16],
        "cut in the first page": content[:1000],
        "cut at a page": content[: len(content) // 8192 * 4096],
        "cut within a page": content[:-100],
        "without its last page": content[:-4096],
        "with a page too many": content + content[-4096:],
        "with a byte too many": content + b"\0",
        "random": os.urandom(len(content)),
        "text": b"time,kind,value\n2025-01-01,harm,3\n" * 400,
        "a plain database": plain_database(full.parent / "plain"),
    }
    lines = {answer(full, "another passphrase"), answer(full, ""), answer(full, "\ud800")}
    for other in others.values():
        full.write_bytes(other)
        lines.add(answer(full, PASSPHRASE))
    full.unlink()
    full.mkdir()
    lines.add(answer(full, PASSPHRASE))
    assert len(lines) == 1


def plain_database(path) -> bytes:
    """A database that is not encrypted."""
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE entry (note TEXT)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_a_wrong_opening_changes_nothing(full):
    before = full.read_bytes()
    answer(full, "another passphrase")
    assert full.read_bytes() == before
    with Vault.open(full, PASSPHRASE) as vault:
        assert len(vault.entries()) == 1500


def test_a_missing_file_is_told_apart_and_never_made(tmp_path):
    with pytest.raises(Problem, match="no such file"):
        Vault.open(tmp_path / "record", PASSPHRASE)
    with pytest.raises(Problem, match="no such file"):
        Vault.open(tmp_path / "folder" / "record", PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_an_accent_typed_in_either_way_is_the_same_passphrase(path):
    Vault.create(path, "caf\u00e9 au lait").close()
    Vault.open(path, "cafe\u0301 au lait").close()
    answer(path, "cafe au lait")
    assert keys.derive("\ufb01t", bytes(16)) != keys.derive("fit", bytes(16))  # not NFKC


@pytest.mark.parametrize("passphrase", ["", "  \t "])
def test_an_empty_passphrase_makes_no_record(path, passphrase):
    with pytest.raises(Problem, match="empty"):
        Vault.create(path, passphrase)
    assert not path.parent.exists()


def test_a_file_that_is_there_is_never_written_over(full, tmp_path):
    before = full.read_bytes()
    with pytest.raises(Taken):
        Vault.create(full, PASSPHRASE)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Taken):
        Vault.create(tmp_path / "link", PASSPHRASE)
    assert full.read_bytes() == before


def test_the_file_is_for_its_owner_alone(path, passphrase):
    with Vault.create(path, passphrase) as vault:
        vault.add_entries([an_entry(1)], 1.0)
        vault.backup(path.parent / "copy")
        modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        assert modes == {0o600}
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    Vault.open(path, passphrase).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_key_is_argon2id_of_the_files_first_16_bytes_at_the_cost_of_format_1(
    real_cost, path, passphrase
):
    Vault.create(path, passphrase).close()
    salt = path.read_bytes()[:16]
    raw = hash_secret_raw(passphrase.encode(), salt, 3, 65_536, 4, 32, Type.ID, 0x13)
    assert keys.derive(passphrase, salt).raw == raw
    connection = cipher.connect(path, keys.Key(raw, salt))
    cipher.check(connection, path.name)
    connection.close()
    assert keys.COST.memory >= 64 * 1024  # KiB


def test_the_cost_cannot_be_lowered_by_changing_the_file(full, monkeypatch):
    costs = []
    derive = keys.hash_secret_raw

    def spying(*arguments, **named):
        costs.append(arguments[2:6])
        return derive(*arguments, **named)

    monkeypatch.setattr(keys, "hash_secret_raw", spying)
    content = full.read_bytes()
    for other in (content, os.urandom(8192), b"", b"\0" * 4096):
        full.write_bytes(other)
        with contextlib.suppress(WrongOpening):
            Vault.open(full, PASSPHRASE).close()
    assert len(costs) == 4
    assert len(set(costs)) == 1


def test_two_records_of_one_passphrase_have_nothing_in_common(tmp_path, passphrase):
    paths = [tmp_path / "one", tmp_path / "two"]
    for path in paths:
        with Vault.create(path, passphrase) as vault:
            vault.add_entries([an_entry(day, "the same words") for day in range(50)], 1.0)
    first, second = (path.read_bytes() for path in paths)
    pieces = {first[start : start + 16] for start in range(0, len(first), 16)}
    assert pieces.isdisjoint(second[start : start + 16] for start in range(0, len(second), 16))


def test_every_connection_is_set_as_promised(vault):
    connection = vault._connection
    for setting, expected in {
        "journal_mode": "delete",
        "synchronous": 3,
        "fullfsync": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "cipher_status": "1",
        "cipher_memory_security": "1",
        "cipher_page_size": "4096",
        "cipher_use_hmac": "1",
        "cipher_plaintext_header_size": "0",
    }.items():
        assert connection.execute(f"PRAGMA {setting}").fetchone()[0] == expected, setting


PLAIN = """
import sqlite3, sys
from undertow.record import Problem
from undertow.vault import cipher
from undertow.vault.vault import Vault
cipher.dbapi2 = sqlite3
try:
    Vault.create(sys.argv[1], "words")
except Problem as problem:
    sys.exit(str(problem))
"""


def test_a_library_that_does_not_encrypt_is_refused(path):
    program = [sys.executable, "-c", PLAIN, str(path)]
    result = subprocess.run(program, capture_output=True, text=True, timeout=60)
    assert (result.returncode, "will not open or save" in result.stderr) == (1, True)
    assert [file.name for file in path.parent.iterdir()] == ["record-lock"]


def test_a_key_does_not_show_itself():
    key = keys.Key(b"\x11" * 32, b"\x22" * 16)
    assert "11" not in repr(key)
    assert "\\x11" not in str(key)


def test_the_usual_place_has_neutral_names_in_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "undertow" / "record"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path() == tmp_path / ".local" / "share" / "undertow" / "record"
    assert list(tmp_path.iterdir()) == []


def test_a_record_found_through_a_link_or_under_an_odd_name_is_the_same_record(tmp_path):
    odd = tmp_path / "an odd # name? 100 % \u00e9"
    with Vault.create(odd, PASSPHRASE) as vault:
        vault.add_entries([an_entry(1)], 1.0)
    (tmp_path / "link").symlink_to(odd)
    with Vault.open(tmp_path / "link", PASSPHRASE) as vault:
        with pytest.raises(InUse):
            Vault.open(odd, PASSPHRASE)
        vault.change_passphrase(PASSPHRASE, "other words")
    assert (tmp_path / "link").is_symlink()
    answer(odd, PASSPHRASE)
    with Vault.open(odd, "other words") as vault:
        assert len(vault.entries()) == 1


def test_unfinished_files_of_a_killed_program_are_cleared_away(full):
    for name in (".record-0123456789abcdef.part", ".record-0123456789abcdef.part-journal"):
        shutil.copy(full, full.with_name(name))
    full.with_name("other.part").touch()
    Vault.open(full, PASSPHRASE).close()
    left = {file.name for file in full.parent.iterdir()}
    assert left == {"record", "record-lock", "other.part"}
