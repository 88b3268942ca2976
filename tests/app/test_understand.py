"""The reading pages: plain, with their sources, and with what is not known."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself
sys.path.insert(1, str(Path(__file__).parents[1] / "words"))

from asked import Room
from reading_level import WORD, grade

from undertow.app.screens.understand import PAGES, sources
from undertow.words import english

LONGEST = 75
"""Words in a paragraph; longer ones are skipped by the tired."""

FIGURE = re.compile(r"\d+ (?:people|women|students|young|stays)|\d+ in 100|trials|\d+ times")
SUBJECTS = ("what", "leave", "miss", "codep", "bruises", "long", "therapy", "safe")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    made = Room(tmp_path_factory.mktemp("understand") / "notes")
    yield made
    made.vault.close()


def paragraphs(page):
    for part in page.parts:
        texts = english().list(f"app.understand.{page.key}.{part.key}.text")
        named = [*part.sources, *((),) * len(texts)]
        yield from zip(texts, named, strict=False)


def test_there_is_a_page_for_each_subject_under_an_address_that_says_nothing(room):
    assert tuple(page.key for page in PAGES) == SUBJECTS
    html = room.html("/u")
    for page in PAGES:
        assert re.fullmatch(r"\d", page.number)
        assert f'href="/u/{page.number}"' in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_paragraph_is_short_and_plain(page):
    for text, _ in paragraphs(page):
        assert len(WORD.findall(text)) <= LONGEST, text
        assert grade(text) <= 6, text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_figure_has_a_study_beside_it(page):
    for text, named in paragraphs(page):
        assert named or not FIGURE.search(text), text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_what_has_no_study_is_called_a_claim_and_scope_is_said(room, page):
    text = room.text(f"/u/{page.number}")
    assert "It is a claim to be tested, not a finding." in text
    assert "nor about hostages or cults" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_number_of_a_source_leads_to_that_source(room, page):
    html = room.html(f"/u/{page.number}")
    marks = set(re.findall(r'href="#n-(\d+)"', html))
    assert marks == set(re.findall(r'<li id="n-(\d+)"', html))
    assert len(marks) == len({n for part in page.parts for names in part.sources for n in names})


def test_every_study_is_used_and_known():
    used = {
        name for page in PAGES for part in page.parts for names in part.sources for name in names
    }
    assert used == set(sources())


def test_no_part_lists_studies_for_paragraphs_it_does_not_have():
    for page in PAGES:
        for part in page.parts:
            texts = english().list(f"app.understand.{page.key}.{part.key}.text")
            assert len(part.sources) <= len(texts), (page.key, part.key)


def test_how_each_figure_is_known_is_said(room):
    assert "We found the figure in the work of others." in room.text("/u/3")
    assert "We read the figure in a summary or on a web page." in room.text("/u/3")


def test_where_studies_disagree_both_sides_are_told(room):
    leave, miss, therapy = (room.text(f"/u/{number}") for number in (2, 3, 7))
    assert "This does not always hold." in leave
    assert "We found no data behind that number." in leave
    assert "worse on average, not closer" in miss
    assert "could do better with contact" in miss
    assert "was not found a second time" in therapy
    assert "a second text says no" in room.text("/u/1").lower()


def test_danger_is_told_of_groups_and_never_of_a_person(room):
    text = room.text("/u/8")
    assert "It cannot tell about one person." in text
    assert "works out no such number for you" in text


def test_an_address_that_is_no_page_leads_to_the_list(room):
    assert room.ask("/u/99").path == "/u"
    assert room.ask("/u/what").path == "/u"


def test_a_study_whose_reading_is_not_on_the_list_says_so(room):
    said = "It is on our list of findings."
    assert said in room.text("/u/5")
    assert said not in room.text("/u/6")
