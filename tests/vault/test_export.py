"""The record as files that need no passphrase."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import PASSPHRASE, an_entry, entries

from undertow.record import DETAILS, EVENTS, RATINGS, Entry, Problem, arrange, load
from undertow.vault import export
from undertow.vault.texts import TextKind
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


class Seen(HTMLParser):
    """What a browser would show of a page, and what it would be told to do."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def test_the_page_shows_every_entry_and_every_text_in_the_persons_own_words(vault):
    kinds = [
        replace(an_entry(day), kind=kind, detail=detail, note=f"note {kind} {detail}")
        for day, kind in enumerate(EVENTS + RATINGS)
        for detail in DETAILS.get(kind, (None,))
    ]
    vault.add_entries(kinds, 1.0)
    vault.add_entries([replace(an_entry(1), kind="fear", detail=None, value=None)], 1.0)
    for kind in get_args(TextKind):
        vault.add_text(kind, f"text of {kind}", 1.0, about=f"about {kind}")
    seen = Seen(vault.export_page(TODAY).decode())
    for entry in kinds:
        assert entry.note in seen.text
    for kind in get_args(TextKind):
        assert f"text of {kind}" in seen.text
        assert f"about {kind}" in seen.text
    assert "Fear: no answer" in seen.text
    assert re.search(r"2020-02-\d\d \d\d:\d\d", seen.text)


def test_what_the_person_wrote_cannot_become_part_of_the_page(vault):
    hostile = '</dd><script>alert(1)</script><img src="http://x"> &amp; "quoted"'
    vault.add_entries([an_entry(1, hostile)], 1.0)
    vault.add_text("letter", hostile, 1.0, about=hostile)
    seen = Seen(vault.export_page(TODAY).decode())
    assert seen.text.count(hostile) == 3
    assert {"script", "img", "a", "link", "iframe"}.isdisjoint(seen.tags)
    assert {"src", "href", "onload"}.isdisjoint(seen.attributes)


def test_names_and_title_of_exported_files_say_nothing(vault):
    assert (export.CSV_NAME, export.PAGE_NAME) == ("record.csv", "record.html")
    assert b"<title>A private record</title>" in vault.export_page(TODAY)
