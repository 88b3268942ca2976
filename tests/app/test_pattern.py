"""The pattern: read once, kept by content, told honestly, nothing worst first."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from asked import Room

from undertow.app.screens import pattern
from undertow.record import Entry, load

EXAMPLE = Path(__file__).parents[2] / "examples" / "eight-months.csv"


@pytest.fixture
def empty(tmp_path):
    made = Room(tmp_path / "notes")
    yield made
    made.vault.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("pattern") / "notes")
    made.vault.add_entries(load(EXAMPLE).diary.entries, 20400.0)
    yield made
    made.vault.close()


def test_nothing_written_is_said_and_leads_to_writing(empty):
    assert "There is nothing to read yet." in empty.text("/p")
    assert 'href="/d"' in empty.html("/p")


def test_a_story_told_only_in_months_is_not_enough_and_that_is_said(empty):
    month = Entry(19900.0, 19930.0, "harm", precision="month")
    empty.vault.add_entries([month], 20400.0)
    assert "One entry that names a day is enough to start." in empty.text("/p")


def test_little_written_is_said_with_what_is_there_and_the_guess_stays_closed(empty):
    days = [20400.0, 20401.0, 20402.0]
    entries = [Entry(day, day + 1, "warmth", precision="day") for day in days]
    empty.vault.add_entries([*entries, Entry(20402.5, 20402.5, "relief", detail="self")], 20403.0)
    html = empty.html("/p")
    text = empty.text("/p")
    assert "There is little written so far." in text
    assert "From something you did" in text
    closed = html.index("Show the first guess")
    for guess in ('id="cycle', 'id="pull-title"', 'id="judgement-title"', "turns of the cycle"):
        assert guess not in html[:closed]
    assert html.count('<details class="more" open') == 0


def test_what_it_can_and_cannot_tell_comes_first(full):
    text = full.text("/p")
    order = [
        "What this can and cannot tell",
        "The record shows about",
        "One row for each stage",
        "The pull is how strongly",
        "Relief and love, seen apart",
        "What I think of it, and how much it pulls",
        "What is in the record",
        "What brought relief",
        "Seven signs, as questions",
        "What may lie ahead",
        "As it has been",
        "On leaving",
        "1-800-799-7233",
        "Show other paths",
        "With no contact",
        "Limits of this reading",
    ]
    places = [text.index(phrase) for phrase in order]
    assert places == sorted(places)


def test_other_paths_open_only_on_request_inside_what_opens_on_request(full):
    html = full.html("/p")
    others = html.index('<details class="others">')
    assert html.index("1-800-799-7233") < others < html.index("With no contact")
    assert "<details open" not in html


def test_running_totals_are_shown_and_said_never_to_reset(full):
    text = full.text("/p")
    assert "They never go back to zero." in text
    assert "242 days from first to last" in " ".join(text.split()) or "242" in text


def test_every_picture_has_its_table(full):
    html = full.html("/p")
    assert html.count("<figure>") >= 4
    assert html.count("<figure>") == html.count("Show as a table")


def test_a_kept_reading_is_shown_without_reading_again(full, monkeypatch):
    first = full.html("/p")
    monkeypatch.setattr(pattern, "_read", lambda *_: pytest.fail("read again"))
    start = time.perf_counter()
    assert full.html("/p") == first
    assert time.perf_counter() - start < 1.0


def test_an_entry_more_makes_it_read_again(empty):
    empty.vault.add_entries([Entry(20400.5, 20400.5, "harm")], 20401.0)
    before = empty.text("/p")
    empty.vault.add_entries([Entry(20410.5, 20410.5, "warmth")], 20411.0)
    assert empty.text("/p") != before


def test_other_words_or_another_version_make_it_told_again(empty, monkeypatch):
    empty.vault.add_entries([Entry(20400.5, 20400.5, "harm")], 20401.0)
    empty.text("/p")
    told = []
    read = pattern._read
    monkeypatch.setattr(pattern, "_read", lambda *given: told.append(1) or read(*given))
    monkeypatch.setattr(pattern, "_made_of", lambda: "another version")
    empty.text("/p")
    assert told == [1]


def test_no_style_and_no_script_stands_in_the_page(full):
    html = full.html("/p")
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick" not in html
    assert html.count("<script") == html.count('<script src="/a.js"')


def test_where_one_writes_nothing_waits_for_the_inference():
    code = (
        "import sys; from undertow.app.routes import screens_by_path; screens_by_path(); "
        "sys.exit('undertow.inference.read' in sys.modules or 'undertow.engine' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
