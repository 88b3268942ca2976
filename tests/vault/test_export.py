"""The diary as a file that needs no passphrase, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import PASSPHRASE, an_entry, entries

from undertow.record import Entry, Problem, arrange, load
from undertow.vault.vault import Vault

TODAY = date(2025, 5, 1)
A_DAY = Entry(20_000.0, 20_001.0, "warmth", precision="day")
"""A diary needs one, not only months and years."""


def exported(vault: Vault, folder):
    """The diary after a way through the exported file."""
    (folder / "record.csv").write_bytes(vault.export_csv())
    return load(folder / "record.csv", today=TODAY)


@pytest.mark.parametrize("zones", [("",), ("Z", "+02:00", "-09:30")])
def test_an_exported_diary_read_back_is_the_same_in_every_entry(tmp_path, zones):
    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(written=st.lists(entries(zones), max_size=8))
    def holds(written):
        written = [A_DAY, *written]
        (tmp_path / "record").unlink(missing_ok=True)
        with Vault.create(tmp_path / "record", PASSPHRASE) as vault:
            vault.add_entries(written, 1.0)
            again = exported(vault, tmp_path).diary
            expected = arrange(written)[0]
        assert [(e.content, e.precision) for e in again.entries] == [
            (e.content, e.precision) for e in expected.entries
        ]

    holds()


def test_an_exported_diary_can_be_taken_in_again_without_a_change(vault, tmp_path):
    notes = ["=1+1", "+1", "-1", "@x", "\t=1", "# no comment", 'a "b", c\r\nd\re\n', " ", "\u200d"]
    vault.add_entries([an_entry(day, note) for day, note in enumerate(notes)], 1.0)
    content = vault.export_csv()
    again = exported(vault, tmp_path).diary
    assert [entry.note for entry in again.entries] == notes
    with Vault.create(tmp_path / "second", PASSPHRASE) as second:
        second.add_entries(again.entries, 2.0)
        assert second.export_csv() == content


def test_a_diary_with_and_without_zones_is_exported_so_that_it_can_be_read(vault, tmp_path):
    vault.add_entries([replace(an_entry(1.5), offset=60), an_entry(1.25)], 1.0)
    again = exported(vault, tmp_path).diary
    assert [entry.earliest for entry in again.entries] == [18_301.25, 18_301.5]


def test_an_empty_record_is_exported_as_names_of_columns_alone(vault, tmp_path):
    with pytest.raises(Problem, match="no entries"):
        exported(vault, tmp_path)
