"""What was written comes back as it was, in order, and a change is whole."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import an_entry, entries

from undertow.record import Entry, Problem, arrange
from undertow.record.diary import time_order
from undertow.vault.vault import Vault


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(entries(), min_size=1, max_size=8))
def test_any_entry_comes_back_exactly(vault, written):
    numbers = vault.add_entries(written, 20_400.25)
    for number, entry in zip(numbers, written, strict=True):
        kept = vault.entry(number)
        assert kept.entry == replace(entry, value=None if entry.value is None else entry.value + 0)
        assert kept.written == 20_400.25


def test_entries_come_in_the_order_of_a_diary_whatever_the_order_they_were_saved_in(vault):
    days = [5.5, 2.25, 9.0, 2.0, 7.75]
    vault.add_entries([an_entry(day) for day in days], 1.0)
    vague = Entry(18_302.0, 18_303.0, "warmth", precision="day")
    vault.add_entries([vague], 2.0)
    entries = [kept.entry for kept in vault.entries()]
    assert entries == sorted(entries, key=time_order)
    assert entries[0] == vague
    assert [kept.entry for kept in vault.entries(newest_first=True)] == entries[::-1]


def test_entries_can_be_asked_for_by_time_kind_and_number(vault):
    vault.add_entries([an_entry(day) for day in range(10)], 1.0)
    vault.add_entries([replace(an_entry(3.5), kind="warmth", detail=None)], 1.0)
    found = vault.entries(first=18_303.0, last=18_305.0)
    assert [kept.entry.earliest for kept in found] == [18_303.0, 18_303.5, 18_304.0]
    assert [kept.entry.kind for kept in vault.entries(kind="warmth")] == ["warmth"]
    newest = vault.entries(kind="harm", limit=2, newest_first=True)
    assert [kept.entry.earliest for kept in newest] == [18_309.0, 18_308.0]


def test_a_changed_entry_keeps_its_number_and_a_removed_ones_number_is_never_given_again(vault):
    first, second = vault.add_entries([an_entry(1), an_entry(2)], 1.0)
    vault.change_entry(first, an_entry(5, "other words"))
    vault.remove_entry(second)
    vault.remove_entry(second)
    (third,) = vault.add_entries([an_entry(3)], 1.0)
    assert third > second
    assert vault.entry(first).entry == an_entry(5, "other words")
    assert vault.entry(second) is None
    with pytest.raises(Problem, match="no longer there"):
        vault.change_entry(second, an_entry(4))


def test_one_entry_that_cannot_be_kept_keeps_all_of_them_out(vault):
    bad = replace(an_entry(2), value=11.0)
    with pytest.raises(Problem, match="outside 0 to 10"):
        vault.add_entries([an_entry(1), bad, an_entry(3)], 1.0)
    assert vault.entries() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "quarrel"},
        {"detail": "shouting"},
        {"note": "half a \ud83d"},
        {"note": "\0"},
        {"earliest": math.inf},
        {"earliest": -50_000.0},
        {"value": math.nan},
    ],
)
def test_what_no_diary_could_hold_is_refused(vault, wrong):
    with pytest.raises(Problem):
        vault.add_entries([replace(an_entry(1), **wrong)], 1.0)
    assert vault.entries() == []


def test_the_diary_is_what_was_written_with_duplicates_once(vault):
    entries = [an_entry(3), an_entry(1, "a"), an_entry(3)]
    vault.add_entries(entries, 1.0)
    assert vault.diary().entries == arrange(entries)[0].entries


def test_times_with_and_without_a_zone_are_put_in_the_order_of_the_clock_on_the_wall(vault):
    zoned, plain = replace(an_entry(1.5, "noon"), offset=600), an_entry(1.25, "morning")
    vault.add_entries([zoned, plain], 1.0)
    assert [entry.note for entry in vault.diary().entries] == ["morning", "noon"]
    assert {entry.offset for entry in vault.diary().entries} == {None}


def test_a_clock_set_back_loses_nothing_and_puts_nothing_out_of_order(path, passphrase):
    with Vault.create(path, passphrase) as vault:
        entries = vault.add_entries([an_entry(100)], 20_500.0)
        texts = [vault.add_text("night", "before", 20_500.0)]
    with Vault.open(path, passphrase) as vault:
        entries += vault.add_entries([an_entry(99), an_entry(100, "later")], 19_000.0)
        texts.append(vault.add_text("night", "after", 19_000.0))
        vault.change_text(texts[0], "before, changed", 18_000.0)
    with Vault.open(path, passphrase) as vault:
        assert [kept.id for kept in vault.entries()] == [entries[1], entries[0], entries[2]]
        assert [kept.written for kept in vault.entries()] == [19_000.0, 20_500.0, 19_000.0]
        assert [text.id for text in vault.texts("night")] == texts[::-1]
        assert [text.text for text in vault.texts("night")] == ["after", "before, changed"]
