"""The first visit: what is said before anything is asked, and rough dates of the story so far."""

import re

import pytest
from visitor import Visitor, entry

from undertow.app.asking import Go, Page
from undertow.app.rendering import Look, render
from undertow.record.diary import arrange
from undertow.record.history import split_history
from undertow.words import english

NEUTRAL = re.compile(
    r"trauma|bond|abuse|partner|survivor|victim|safety|harm|relationship|cycle|help line", re.I
)


@pytest.fixture
def newcomer(vault):
    return Visitor(vault)


def test_the_first_visit_begins_with_the_plain_lines(newcomer):
    assert newcomer.answer("/") == Go("/f")
    seen = newcomer.see("/f")
    for line in (
        "does not make anyone safe",
        "Is this device yours alone?",
        "no one can open the file",
        "does not hide that the file is there",
        "keeps the address of this page and the time",
        "If you are not sure",
        "Shift, pressed three times",
    ):
        assert line in seen
    assert newcomer.send("/f") == "/f/s?n=1"
    assert isinstance(newcomer.answer("/"), Page)


def test_help_is_one_tap_away_before_anything_is_asked(newcomer):
    assert 'href="/h"' in newcomer.html("/f")


def test_all_of_the_first_week_can_be_skipped(newcomer):
    newcomer.send("/f")
    assert newcomer.send("/f/s", act="skip", n="1", harm_year="2024") == "/f/c"
    assert newcomer.send("/f/c", act="skip", care1="yes") == "/?s=ready"
    assert newcomer.entries() == []
    assert newcomer.vault.get("care1") is None
    assert "This page is the start" in newcomer.see("/?s=ready")


def test_rough_dates_become_entries_of_a_month_or_a_year(visitor):
    form = {
        "begin_month": "3", "begin_year": "2022", "harm_month": "", "harm_year": "2023",
        "left0_month": "12", "left0_year": "2024", "returned0_month": "2", "returned0_year": "2025",
    }  # fmt: skip
    assert visitor.send("/f/s", act="save", n="1", **form) == "/f/c"
    told = [
        entry("2022-03", "warmth"),
        entry("2023", "harm"),
        entry("2024-12", "left"),
        entry("2025-02", "returned"),
    ]
    assert visitor.entries() == told
    visitor.wrote("2026-11-20", "contact")
    history, _ = split_history(arrange(visitor.entries())[0])
    assert history.entries == tuple(told)
    assert history.count("left") == 1


def test_saving_the_same_date_again_adds_nothing(visitor):
    for _ in range(2):
        visitor.send("/f/s", act="save", harm_year="2023")
    assert visitor.entries() == [entry("2023", "harm")]


@pytest.mark.parametrize("year", ["last year", "23", "3023", "0000", "-200", "20 3"])
def test_a_date_that_cannot_be_read_is_told_and_the_others_are_kept(visitor, year):
    path = visitor.send("/f/s", act="save", n="1", begin_year=year, harm_year="2023")
    assert visitor.entries() == [entry("2023", "harm")]
    seen = visitor.see(path)
    assert "1 date could not be read" in seen
    assert "Part 1 of 2" in seen


def test_a_month_without_a_year_is_told(visitor):
    assert "could not be read" in visitor.see(visitor.send("/f/s", act="save", harm_month="4"))


def test_what_is_kept_is_listed_and_can_be_changed(visitor):
    number = visitor.wrote("2022-03", "warmth")
    visitor.wrote("2026-11-20", "contact")
    html = visitor.html("/f/s")
    assert html.count('class="listed"') == 1
    assert f'href="/d/e/{number}"' in html
    assert "March 2022 They were warm or kind" in visitor.see("/f/s")
    assert "contact" not in visitor.see("/f/s")
    assert "Removed" in visitor.see(visitor.send(f"/d/e/{number}", act="remove"))


def test_answers_on_early_care_are_kept_and_said_to_be_unused(visitor):
    assert "does not use them yet" in visitor.see("/f/c")
    visitor.send("/f/c", act="save", care1="yes", care2="", care3="something else")
    assert [visitor.vault.get(name) for name in ("care1", "care2", "care3")] == ["yes", None, None]
    assert 'name="care1" value="yes" checked' in visitor.html("/f/c")


@pytest.mark.parametrize("notice", ["", "The two are not the same."])
def test_before_there_is_a_file_only_neutral_words_are_seen(notice):
    page = Page("welcome.html.j2", {"notice": notice})
    html = render(page, english(), "TOKEN", Look(), "/o").decode()
    assert not NEUTRAL.search(html)
    assert re.findall(r'<input id="[^"]+" name="(\w+)" type="text"', html) == [
        "passphrase",
        "again",
    ]
    assert 'type="password"' not in html
    assert (notice or "Choose a passphrase") in html
    assert "<title>Notes</title>" in html
