"""Keep: settings, copies, a new passphrase, and the end in two steps."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from asked import PASSPHRASE, Room

from undertow.app.asking import File, Lock
from undertow.app.rendering import look_of
from undertow.app.screens import keep_files, keep_secret
from undertow.app.screens.keep import CANNOT_HIDE
from undertow.record import Entry, Problem, read_csv
from undertow.vault.trouble import WrongOpening
from undertow.vault.vault import Vault

GIVEN = {"minutes": "10", "title": "Notes", "theme": "auto", "exit": ""}


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "kept" / "notes")
    made.vault.add_entries([Entry(20000.5, 20000.5, "harm", 4.0, note="the <b>door</b>")], 20000.6)
    made.vault.add_text("letter", "Dear you,\nI stay here.", 20000.6)
    yield made
    made.vault.close()


def left_in(room):
    """Names in the record's folder, the record's own left out."""
    own = room.vault.path.name
    return sorted(p.name for p in room.vault.path.parent.iterdir() if p.name not in (own,))


def test_every_part_can_be_reached_from_the_first_page(room):
    html = room.html("/k")
    for path in ("/k/s", "/k/b", "/k/e", "/k/p", "/k/n", "/k/x"):
        assert f'href="{path}"' in html
        assert room.text(path)


def test_settings_are_kept_and_used(room):
    form = {"minutes": "2", "title": "Recipes", "theme": "dark", "exit": "https://example.org/a?b"}
    assert "Saved." in room.send("/k/s", **form)
    assert look_of(room.vault) == ("Recipes", "dark", "https://example.org/a?b", 120)
    html = room.html("/k/s")
    assert "<title>Recipes</title>" in html
    assert 'data-theme="dark"' in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "example.org",
        "//example.org",
        "https://",
        "https://exa mple.org",
        "https://example.org/\u202e",
        "chrome://settings",
    ],
)
def test_quick_exit_leads_to_a_page_on_the_web_or_nowhere(room, address):
    text = room.send("/k/s", **(GIVEN | {"exit": address, "theme": "dark"}))
    assert "Quick exit can only go to a web page." in text
    assert room.vault.get("exit_address") is None
    assert room.vault.get("theme") is None


@pytest.mark.parametrize(
    "form",
    [
        {"minutes": "0"},
        {"minutes": "100000"},
        {"minutes": "x"},
        {"title": "My diary"},
        {"theme": "z"},
    ],
)
def test_a_setting_that_is_not_offered_is_left_as_it_was(room, form):
    before = look_of(room.vault)
    room.send("/k/s", **(GIVEN | form))
    assert look_of(room.vault)._replace(title="") == before


def test_the_table_reads_back_as_the_diary(room):
    answer = room.ask("/k/e", {"do": "table"})
    assert isinstance(answer, File)
    entries, _ = read_csv(answer.content.decode(), answer.name, room.now.date())
    assert [e.content for e in entries] == [k.entry.content for k in room.vault.entries()]


def test_the_page_to_read_holds_entries_and_texts_and_runs_nothing(room):
    answer = room.ask("/k/e", {"do": "sheet"})
    assert isinstance(answer, File)
    page = answer.content.decode()
    assert "the &lt;b&gt;door&lt;/b&gt;" in page
    assert "Dear you,<br>I stay here." in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<title>Notes</title>" in page


def test_names_of_saved_files_say_nothing_of_what_is_inside(room):
    names = {
        room.ask(path, {"do": do}).name
        for path, do in (("/k/e", "table"), ("/k/e", "sheet"), ("/k/b", "copy"))
    }
    assert names == {"notes.csv", "notes.html", "notes.bak"}


def test_that_an_export_is_not_locked_is_said_before_its_buttons(room):
    text = room.text("/k/e")
    assert text.index("is not locked") < text.index("Save the page")


def test_nothing_is_saved_by_looking(room):
    for path in ("/k/e", "/k/b", "/k/x"):
        assert not isinstance(room.ask(path), File | Lock)


def test_a_copy_is_locked_and_leaves_nothing_behind(room, tmp_path):
    before = left_in(room)
    answer = room.ask("/k/b", {"do": "copy"})
    assert isinstance(answer, File)
    assert b"door" not in answer.content
    assert left_in(room) == before
    (tmp_path / "copy").write_bytes(answer.content)
    with Vault.open(tmp_path / "copy", PASSPHRASE) as copy:
        assert copy.texts("letter")[0].text == "Dear you,\nI stay here."


def test_a_copy_put_back_takes_the_place_and_the_old_record_is_kept_beside(room):
    content = room.ask("/k/b", {"do": "copy"}).content
    room.vault.add_text("letter", "written after the copy", 20001.0)
    form = {"do": "restore", "passphrase": PASSPHRASE, "sure": "1"}
    assert room.ask("/k/b", form, {"file": content}) == Lock("back")
    with Vault.open(room.vault.path, PASSPHRASE) as now:
        assert len(now.texts("letter")) == 1
    (aside,) = room.vault.path.parent.glob("notes-old-*")
    with Vault.open(aside, PASSPHRASE) as old:
        assert len(old.texts("letter")) == 2
    assert not list(room.vault.path.parent.glob(".*.part*"))


@pytest.mark.parametrize(
    ("form", "file", "said"),
    [
        ({"passphrase": "another one", "sure": "1"}, "copy", "The copy did not open."),
        ({"passphrase": PASSPHRASE, "sure": "1"}, "noise", "The copy did not open."),
        ({"passphrase": PASSPHRASE}, "copy", "The box was not ticked"),
        ({"passphrase": PASSPHRASE, "sure": "1"}, "", "There was no file."),
    ],
)
def test_a_copy_that_cannot_be_put_back_changes_nothing(room, form, file, said):
    copy = room.ask("/k/b", {"do": "copy"}).content
    sent = {"copy": {"file": copy}, "noise": {"file": bytes(9000)}, "": {}}[file]
    before = left_in(room)
    answer = room.ask("/k/b", {"do": "restore"} | form, sent)
    assert said in room.text("/k/b", answer)
    assert room.vault.texts("letter")[0].text == "Dear you,\nI stay here."
    assert left_in(room) == before


def test_a_new_passphrase_opens_and_the_old_one_no_longer_does(room):
    new = "five other plain words"
    text = room.send("/k/p", old=PASSPHRASE, new=new, again=new)
    assert "Old copies still open with the old one." in text
    room.vault.close()
    with pytest.raises(WrongOpening):
        Vault.open(room.vault.path, PASSPHRASE)
    Vault.open(room.vault.path, new).close()


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not this one", "long enough", "long enough", "was a different one"),
        (PASSPHRASE, "long enough", "long enougH", "are not the same"),
        (PASSPHRASE, "short", "short", "fewer than 8"),
    ],
)
def test_a_passphrase_that_cannot_be_changed_stays(room, old, new, again, said):
    assert said in room.send("/k/p", old=old, new=new, again=again)
    room.vault.close()
    Vault.open(room.vault.path, PASSPHRASE).close()


def test_no_passphrase_is_ever_shown_again(room):
    html = room.html("/k/p", room.ask("/k/p", {"old": "abc-old", "new": "abc-new", "again": "x"}))
    assert "abc" not in html


def test_spaces_of_a_passphrase_are_part_of_it(room):
    new = " spaces at both ends "
    room.send("/k/p", old=PASSPHRASE, new=new, again=new)
    room.vault.close()
    Vault.open(room.vault.path, new).close()


def code_of(room):
    room.text("/k/x", room.ask("/k/x", {"do": "ask"}))
    return room.vault.get("erase_code")


def test_erasing_takes_two_steps_and_honest_words_come_first(room):
    first = room.text("/k/x")
    assert "No program can promise that all of it is gone." in first
    assert "Erase the record" not in first
    second = room.text("/k/x", room.ask("/k/x", {"do": "ask"}))
    assert room.vault.get("erase_code") in second
    assert "Erase the record" in second


def test_the_right_code_takes_the_record_away(room):
    code = code_of(room)
    assert room.ask("/k/x", {"do": "erase", "code": f" {code} "}) == Lock("done")
    assert not room.vault.path.exists()


@pytest.mark.parametrize("wrong", ["", "12", "code"])
def test_any_other_code_takes_nothing_away_and_spends_the_right_one(room, wrong):
    code = code_of(room)
    answer = room.ask("/k/x", {"do": "erase", "code": wrong})
    assert "were not the four digits" in room.text("/k/x", answer)
    answer = room.ask("/k/x", {"do": "erase", "code": code})
    assert "were not the four digits" in room.text("/k/x", answer)
    assert room.vault.path.exists()
    assert room.vault.texts("letter")


def test_the_second_step_alone_does_nothing(room):
    assert not isinstance(room.ask("/k/x", {"do": "erase", "code": ""}), Lock)
    assert not isinstance(room.ask("/k/x", {"do": "erase", "code": "None"}), Lock)
    assert room.vault.path.exists()


def test_old_copies_that_stay_are_named(room):
    aside = room.vault.path.with_name("notes-old-2026-11-01-1")
    aside.write_bytes(b"")
    assert aside.name in room.text("/k/x")


def test_what_cannot_be_hidden_is_said_in_full(room):
    text = room.text("/k/n")
    for thing in ("history", "folder for downloads", "cloud", "spelling", "printer", "screenshot"):
        assert thing in text
    assert len(CANNOT_HIDE) == 10


def test_a_disk_that_refuses_to_erase_leaves_the_record_and_locks_it(room, monkeypatch):
    code = code_of(room)

    def refuse(*_):
        raise Problem("the disk did not take it.")

    monkeypatch.setattr(keep_secret, "erase", refuse)
    assert room.ask("/k/x", {"do": "erase", "code": code}) == Lock("notdone")
    Vault.open(room.vault.path, PASSPHRASE).close()


def test_a_disk_that_refuses_a_copy_leaves_the_record_and_says_so(room, monkeypatch):
    content = room.ask("/k/b", {"do": "copy"}).content

    def refuse(*_, **__):
        raise Problem("the disk did not take it.")

    monkeypatch.setattr(keep_files, "restore", refuse)
    form = {"do": "restore", "passphrase": PASSPHRASE, "sure": "1"}
    assert room.ask("/k/b", form, {"file": content}) == Lock("notback")
    Vault.open(room.vault.path, PASSPHRASE).close()
