"""The person's own texts, settings, answers and results."""

from __future__ import annotations

import threading

import pytest
from written import an_entry

from undertow.record import Problem
from undertow.vault.vault import Vault


def test_a_text_is_kept_exactly_and_stays_with_its_kind(vault):
    words = "one\r\ntwo \u2028 ‏ \U0001f9e1 'quoted' "
    number = vault.add_text("letter", words, 20_000.5, about="step 2")
    vault.add_text("night", "another", 20_001.0)
    (text,) = vault.texts("letter")
    assert text == (number, "letter", words, 20_000.5, "step 2")


def test_texts_come_newest_first_or_oldest_first_and_can_be_changed_and_removed(vault):
    numbers = [vault.add_text("hope", f"hope {n}", float(n)) for n in range(3)]
    vault.change_text(numbers[0], "changed", 9.0)
    vault.remove_text(numbers[1])
    vault.remove_text(numbers[1])
    assert [text.text for text in vault.texts("hope")] == ["hope 2", "changed"]
    assert [text.text for text in vault.texts("hope", newest_first=False)] == ["changed", "hope 2"]
    with pytest.raises(Problem, match="no longer there"):
        vault.change_text(numbers[1], "back", 1.0)


@pytest.mark.parametrize("value", [True, 0, 12.5, "", "words é", None, [1, "a"], {"b": [None]}])
def test_a_setting_comes_back_as_it_was_set(path, passphrase, value):
    with Vault.create(path, passphrase) as vault:
        assert vault.get("lock_minutes", "default") == "default"
        vault.set("lock_minutes", 1)
        vault.set("lock_minutes", value)
    with Vault.open(path, passphrase) as vault:
        assert vault.get("lock_minutes", "default") == value


def test_the_fingerprint_changes_with_entries_and_answers_and_with_nothing_else(vault):
    marks = [vault.fingerprint()]

    def changed() -> bool:
        marks.append(vault.fingerprint())
        return marks[-1] not in marks[:-1]

    (number,) = vault.add_entries([an_entry(1)], 1.0)
    assert changed()
    vault.change_entry(number, an_entry(1, "more"))
    assert changed()
    vault.set("history", {"years": 3})
    assert changed()
    vault.remove_entry(number)
    assert changed()
    vault.set("history", {"years": 3})
    vault.set("theme", "dark")
    vault.remove_entry(number)
    vault.add_entries([], 1.0)
    vault.add_text("night", "text", 1.0)
    vault.cache("reading", marks[-1], b"x")
    assert not changed()


def test_a_result_is_found_only_for_the_fingerprint_it_was_computed_for(vault):
    vault.cache("reading", "one", b"\x00first")
    assert vault.cached("reading", "one") == b"\x00first"
    assert vault.cached("reading", "two") is None
    assert vault.cached("forecast", "one") is None
    vault.cache("reading", "two", b"second")
    assert vault.cached("reading", "one") is None


def test_a_closed_record_answers_nothing(vault):
    vault.add_entries([an_entry(1)], 1.0)
    vault.close()
    vault.close()
    for ask in (vault.entries, vault.fingerprint, vault.diary, vault.export_csv):
        with pytest.raises(Problem, match="locked"):
            ask()
    with pytest.raises(Problem, match="locked"):
        vault.add_entries([an_entry(2)], 1.0)


def test_many_threads_can_write_at_once_and_nothing_is_lost(vault):
    def write(start: int) -> None:
        for number in range(20):
            vault.add_entries([an_entry(start + number)] * 2, 1.0)

    threads = [threading.Thread(target=write, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vault.entries()) == 4 * 20 * 2
