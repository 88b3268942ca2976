"""Plan and help: checked lines only, first of all; then a plan that stays the person's own."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from asked import Room

from undertow.app.screens import help_lines
from undertow.app.screens.plan import STEPS
from undertow.words import english


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("plan") / "notes")
    yield made
    made.vault.close()


@pytest.fixture
def room(opened):
    return opened.clear()


def test_the_line_comes_before_all_else_and_says_what_a_call_leaves_behind(room):
    text = room.text("/h")
    number = text.index("1-800-799-7233")
    assert number < text.index("On leaving") < text.index("A plan in small steps")
    assert "day and night, and for emotional harm too" in text
    assert "A call can show in the call history and on a bill." in text


def test_the_number_is_text_that_no_touch_dials(room):
    assert "tel:" not in room.html("/h")


def test_the_list_and_the_report_name_the_same_number():
    assert help_lines.lines()[0].number == english().say("help.number")


def test_every_line_says_where_it_was_read_and_when(room):
    for line in help_lines.lines():
        assert line.source
        assert date(2020, 1, 1) < line.page_dated <= line.checked
    assert "We read it there on 21 November 2026. We did not call it." in room.text("/h")


@pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True)])
def test_a_line_looked_up_more_than_a_year_ago_is_marked(room, days, old):
    room.now = datetime(2026, 11, 21, 9, tzinfo=UTC) + timedelta(days=days)
    assert ("That was more than a year ago." in room.text("/h")) == old


def test_a_person_elsewhere_is_shown_no_number_rather_than_a_wrong_one(room):
    text = room.send("/h", do="country", country="other")
    assert "1-800" not in text
    assert "We hold no checked number for where you are." in text
    assert "1-800-799-7233" in room.send("/h", do="country", country="US")


def test_an_unknown_country_changes_nothing(room):
    room.send("/h", do="country", country="../../etc")
    assert room.vault.get("country") is None


@pytest.mark.parametrize("step", STEPS)
def test_each_step_takes_a_line_that_can_be_changed_and_removed(room, step):
    assert "Ana, after eight" in room.send("/h", step=step, text="Ana, after eight")
    (kept,) = room.vault.texts("plan")
    assert kept.about == step
    assert "Ana, at any hour" in room.send(f"/h/{kept.id}", do="save", text="Ana, at any hour")
    assert "Ana" not in room.send(f"/h/{kept.id}", do="remove", text="")
    assert room.vault.texts("plan") == []


def test_a_button_pressed_twice_makes_one_line(room):
    room.send("/h", step="money", text="a tin")
    room.send("/h", step="money", text="a tin")
    assert len(room.vault.texts("plan")) == 1


def test_no_words_and_an_unknown_step_change_nothing(room):
    assert "no change" in room.send("/h", step="money", text="   ")
    room.send("/h", step="weapons", text="words")
    assert room.vault.texts("plan") == []


def test_the_page_to_print_holds_the_plan_and_no_form_of_its_own(room):
    room.send("/h", step="codeword", text="Is the blue coat back?")
    html = room.html("/h/p")
    assert "Is the blue coat back?" in html
    assert "1-800-799-7233" in html
    assert "printer and this device may keep a copy" in html
    assert "<form" not in html[html.index("<main") :]
    assert "A code word" in html
    assert "Money" not in html


def test_own_words_are_shown_as_words(room):
    html = room.html("/h", room.ask(room.ask("/h", {"step": "people", "text": "<b>&{{7*7}}"}).path))
    assert "&lt;b&gt;&amp;{{7*7}}" in html


def test_a_line_that_is_gone_leads_back(room):
    assert room.ask("/h/4711").path == "/h?s=gone"
    letter = room.vault.add_text("letter", "not a plan", 0.0)
    assert room.ask(f"/h/{letter}").path == "/h?s=gone"
