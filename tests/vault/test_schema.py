"""Files of older versions are brought up to date, wholly or not at all; newer ones are left."""

from __future__ import annotations

import pytest
from written import PASSPHRASE, an_entry

from undertow.record import Entry, Problem
from undertow.vault import cipher, schema
from undertow.vault.keys import derive
from undertow.vault.trouble import Newer
from undertow.vault.vault import Vault

VERSION_1 = """
CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, day INTEGER NOT NULL,
    width INTEGER NOT NULL, absolute REAL NOT NULL, earliest REAL NOT NULL, latest REAL NOT NULL,
    zone INTEGER, kind TEXT NOT NULL, value REAL, detail TEXT,
    note TEXT NOT NULL, written REAL NOT NULL) STRICT;
CREATE INDEX entry_in_order ON entry (day, width, absolute, id);
CREATE INDEX entry_by_time ON entry (earliest);
CREATE TABLE text (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, about TEXT NOT NULL,
    text TEXT NOT NULL, written REAL NOT NULL) STRICT;
CREATE INDEX text_by_kind ON text (kind, id);
CREATE TABLE named (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE cached (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, content BLOB NOT NULL)
    STRICT;
CREATE TABLE standing (only INTEGER PRIMARY KEY CHECK (only = 1), fingerprint TEXT NOT NULL) STRICT;
INSERT INTO standing VALUES (1, 'first');
INSERT INTO entry VALUES
    (3, 20000, 3, 20000.5, 20000.5, 20000.5, 120, 'harm', 7.0, 'insult', 'a note', 20001.5);
INSERT INTO text VALUES (2, 'night', '', 'hold on', 20001.5);
INSERT INTO named VALUES ('history', '{"years": 4}');
PRAGMA user_version = 1;
"""
"""A file as version 1 of the program wrote it. Never changed: such files lie on people's disks."""

LATER = (*schema.STEPS, "ALTER TABLE entry ADD COLUMN place TEXT;\nUPDATE entry SET place = 'home'")
"""The steps of a program with one more version than there is."""


@pytest.fixture
def version_1(path):
    """A file of version 1, its path."""
    path.parent.mkdir()
    path.touch()
    connection = cipher.connect(path, derive(PASSPHRASE, b"0123456789abcdef"))
    connection.executescript(VERSION_1)
    connection.close()
    return path


def test_a_file_of_version_1_opens_with_everything_in_it(version_1):
    with Vault.open(version_1, PASSPHRASE) as vault:
        (kept,) = vault.entries()
        assert (kept.id, kept.written) == (3, 20_001.5)
        entry = Entry(20_000.5, 20_000.5, "harm", 7.0, "insult", "a note", offset=120)
        assert kept.entry == entry
        assert [text.text for text in vault.texts("night")] == ["hold on"]
        assert vault.get("history") == {"years": 4}
        assert vault.add_entries([an_entry(1)], 1.0) == [4]


def test_a_new_file_has_the_tables_of_the_present_version(version_1, tmp_path):
    def tables(path) -> list[tuple[str, str]]:
        with Vault.open(path, PASSPHRASE) as vault:
            query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
            assert schema.version(vault._connection) == len(schema.STEPS)
            rows = vault._connection.execute(query).fetchall()
        return [(name, "".join(sql.split())) for name, sql in rows]

    Vault.create(tmp_path / "new", PASSPHRASE).close()
    assert tables(tmp_path / "new") == tables(version_1)


def test_an_older_file_is_brought_up_to_date_when_it_is_opened(version_1, monkeypatch):
    monkeypatch.setattr(schema, "STEPS", LATER)
    with Vault.open(version_1, PASSPHRASE) as vault:
        assert schema.version(vault._connection) == 2
        assert vault._connection.execute("SELECT place FROM entry").fetchall() == [("home",)]
        (kept,) = vault.entries()
        assert kept.entry.note == "a note"
        assert vault.fingerprint() != "first"


def test_a_step_that_breaks_off_leaves_the_file_as_it_was(version_1, monkeypatch):
    before = version_1.read_bytes()
    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", (*LATER, "DROP TABLE absent"))
        with pytest.raises(Exception, match="no such table"):
            Vault.open(version_1, PASSPHRASE)
    assert version_1.read_bytes() == before
    with Vault.open(version_1, PASSPHRASE) as vault:
        assert len(vault.entries()) == 1


def test_a_newer_file_is_left_as_it_is_with_a_line_that_says_to_update(version_1, monkeypatch):
    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", LATER)
        Vault.open(version_1, PASSPHRASE).close()
    before = version_1.read_bytes()
    with pytest.raises(Newer, match=r"newer version of this program .* Get that version"):
        Vault.open(version_1, PASSPHRASE)
    assert version_1.read_bytes() == before


def test_a_backup_of_an_older_version_is_brought_up_to_date_and_a_newer_one_refused(
    version_1, tmp_path, monkeypatch
):
    from undertow.vault.keeping import restore

    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", LATER)
        restore(version_1, tmp_path / "restored", PASSPHRASE)
        with Vault.open(tmp_path / "restored", PASSPHRASE) as vault:
            assert schema.version(vault._connection) == 2
    with pytest.raises(Problem, match=r"^restored: A newer version"):
        restore(tmp_path / "restored", tmp_path / "again", PASSPHRASE)
    assert not (tmp_path / "again").exists()
