"""Mine: people, a self, letters, own words, three questions; added, changed, removed."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from asked import Room

from undertow.app.screens.mine import PAGE
from undertow.record import Entry


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("mine") / "notes")
    yield made
    made.vault.close()


@pytest.fixture
def room(opened):
    return opened.clear()


def kinds(room):
    return [kept.entry.kind for kept in room.vault.entries()]


@pytest.mark.parametrize(
    ("place", "fields", "kind", "about"),
    [
        ("/m/p", {"do": "person"}, "mine", "person"),
        ("/m/p", {"do": "reach"}, "mine", "reach"),
        ("/m/i", {"about": "interest"}, "mine", "interest"),
        ("/m/i", {"about": "opinion"}, "mine", "opinion"),
        ("/m/i", {"about": "place"}, "mine", "place"),
        ("/m/l", {"to": "letter"}, "letter", ""),
        ("/m/l", {"to": "loss"}, "loss", ""),
        ("/m/q", {"about": "feeling"}, "question", "feeling"),
        ("/m/q", {"about": "first"}, "question", "first"),
        ("/m/q", {"about": "belief"}, "question", "belief"),
    ],
)
def test_what_is_written_is_kept_listed_changed_and_removed(room, place, fields, kind, about):
    assert "the green kite" in room.send(place, text="the green kite", **fields)
    (kept,) = room.vault.texts(kind)
    assert (kept.text, kept.about) == ("the green kite", about)
    assert "the green kite" in room.text(f"/m/t/{kept.id}")
    assert "the red kite" in room.send(f"/m/t/{kept.id}", do="save", text="the red kite")
    assert "kite" not in room.send(f"/m/t/{kept.id}", do="remove", text="")
    assert room.vault.texts(kind) == []


@pytest.mark.parametrize(
    ("place", "fields", "kind"),
    [
        ("/m/p", {"do": "reach"}, "support"),
        ("/m/i", {"about": "interest"}, "identity"),
        ("/m/l", {"to": "loss"}, "grieving"),
    ],
)
def test_an_act_goes_into_the_diary_if_asked_and_only_then(room, place, fields, kind):
    room.send(place, text="words", **fields)
    assert kinds(room) == []
    room.send(place, text="other words", diary="1", **fields)
    room.send(place, text="other words", diary="1", **fields)  # pressed twice
    assert kinds(room) == [kind]
    assert room.vault.entries()[0].entry.note == ""


def test_adding_a_person_is_not_an_act(room):
    room.send("/m/p", do="person", text="Ana", diary="1")
    assert kinds(room) == []


def test_how_often_one_reached_out_is_a_total_that_only_grows(room):
    for day in range(3):
        room.now += timedelta(days=40)
        text = room.send("/m/p", do="reach", text=f"call {day}")
    assert "You reached out 3 times. This number never goes back to zero." in text


def test_an_answer_does_not_replace_an_earlier_one_and_both_have_their_day(room):
    room.send("/m/q", about="feeling", text="waiting at the window")
    room.now += timedelta(days=60)
    text = room.send("/m/q", about="feeling", text="not waiting")
    later, earlier = text.index("20 January 2027"), text.index("21 November 2026")
    assert later < text.index("not waiting") < earlier < text.index("waiting at the window")


def test_a_question_that_is_none_of_the_three_is_not_kept(room):
    room.send("/m/q", about="fourth", text="words")
    assert room.vault.texts("question") == []


def test_own_words_of_then_are_shown_newest_first_and_unchanged(room):
    notes = ["it was nothing,\n he said  ", "the lake"]
    room.vault.add_entries(
        [Entry(20000.5 + at, 20000.5 + at, "harm", note=note) for at, note in enumerate(notes)], 1.0
    )
    html = room.html("/m/w")
    assert html.index("the lake") < html.index("it was nothing,\n he said  ")


def test_words_of_now_stand_beside_those_of_then_and_do_not_change_them(room):
    (id,) = room.vault.add_entries([Entry(20000.5, 20000.5, "harm", note="it was my doing")], 1.0)
    assert "it was my doing" in room.text(f"/m/n/{id}")
    room.send(f"/m/n/{id}", text="it was not")
    room.now += timedelta(days=30)
    text = room.send(f"/m/n/{id}", text="it was theirs")
    assert text.index("it was my doing") < text.index("it was theirs") < text.index("it was not")
    assert "Now, 21 December 2026" in text
    assert room.vault.entry(id).entry.note == "it was my doing"
    assert "it was theirs" not in room.text("/m/q")
    later, _ = room.vault.texts("question")
    assert "theirs" not in room.send(f"/m/t/{later.id}", do="remove", text="")


def test_then_and_now_is_only_for_entries_with_words(room):
    (id,) = room.vault.add_entries([Entry(20000.5, 20000.5, "harm")], 1.0)
    assert room.ask(f"/m/n/{id}").path == "/m/w"
    assert room.ask("/m/n/4711", {"text": "words"}).path == "/m/w"
    assert room.vault.texts("question") == []


def test_many_notes_are_shown_a_page_at_a_time(room):
    room.vault.add_entries(
        [Entry(20000.0 + n, 20000.0 + n, "warmth", note=f"note-{n}.") for n in range(PAGE + 1)], 1.0
    )
    first, second = room.text("/m/w"), room.text("/m/w?w=2")
    assert "note-1." in first
    assert "note-0." not in first
    assert "note-0." in second
    assert "note-1." not in second
    assert room.text("/m/w?w=-3") == first
    assert room.text("/m/w?w=99999999999999") == first


def test_without_a_word_each_part_says_so_and_the_rest_is_there(room):
    assert "There are no notes yet." in room.text("/m/w")
    assert "no change" in room.send("/m/l", to="letter", text=" ")
    assert "Pick what it is" in room.send("/m/i", text="something")
    assert room.vault.texts("mine") == []


def test_the_first_page_counts_what_is_kept(room):
    room.send("/m/p", do="person", text="Ana")
    room.send("/m/p", do="reach", text="a walk")
    room.send("/m/i", about="place", text="the pier")
    text = room.text("/m")
    assert "People who is there, and reaching out 2 saved" in text
    assert "What makes me me interests, opinions, places 1 saved" in text


def test_a_plan_is_not_opened_from_here(room):
    plan = room.vault.add_text("plan", "Ana", 0.0, "people")
    assert room.ask(f"/m/t/{plan}").path == "/m"
    assert room.ask("/m/t/x-1").path == "/m"


def test_a_letter_cannot_be_sent_from_anywhere_on_its_page(room):
    room.send("/m/l", to="letter", text="Dear you")
    html = room.html("/m/l") + room.html(f"/m/t/{room.vault.texts('letter')[0].id}")
    for way in ("mailto:", "sms:", "tel:", "http:", "https:"):
        assert way not in html[html.index("<main") :]
