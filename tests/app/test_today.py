"""Today: an entry with one tap; more about it, a change, its end; other days; answers; the note."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visitor import Visitor, entry, wall_at

from undertow.app.asking import Go
from undertow.app.screens import clock, said
from undertow.app.screens.today import BETWEEN, OWN
from undertow.record.kinds import EVENTS, HARM_DETAILS, RATINGS, RELIEF_DETAILS
from undertow.record.problem import Problem
from undertow.words import english

DAY = "2026-11-21"
OPAQUE = re.compile(r"(/[a-z]?)*(\.(css|svg|js))?(/\d+)?(\?[a-z]=-?\d+)?(#\w+)?")


def children(table):
    keys = english().keys()
    return {key.removeprefix(f"{table}.") for key in keys if key.startswith(f"{table}.")}


def test_every_kind_can_be_tapped_and_has_its_words():
    assert set(BETWEEN) | set(OWN) | {"relief"} == set(EVENTS)
    assert children("app.today.kind") == set(EVENTS)
    assert children("app.today.about") == {*BETWEEN, *OWN}
    assert children("app.today.detail.harm") == set(HARM_DETAILS)
    assert children("app.today.detail.relief") == set(RELIEF_DETAILS)
    for table in ("rating", "ask", "low", "high"):
        assert children(f"app.today.{table}") == set(RATINGS)


@pytest.mark.parametrize("kind", [*BETWEEN, *OWN, *(f"relief:{one}" for one in RELIEF_DETAILS)])
def test_one_tap_saves_an_entry_for_now(visitor, kind):
    assert f'name="kind" value="{kind}"' in visitor.html("/d")
    path = visitor.send("/d", kind=kind, day=DAY)
    (saved,) = visitor.entries()
    name, _, detail = kind.partition(":")
    assert (saved.kind, saved.detail) == (name, detail or None)
    assert saved.value is None
    assert saved.earliest == saved.latest == wall_at("2026-11-21T21:14")
    assert 'role="status"' in visitor.html(path)
    assert "Saved." in visitor.see(path)


def test_a_tap_sent_twice_is_one_entry(visitor):
    first = visitor.send("/d", kind="harm", day=DAY)
    assert visitor.send("/d", kind="harm", day=DAY) == first
    assert len(visitor.entries()) == 1


def test_a_kind_that_does_not_exist_is_a_problem_and_saves_nothing(visitor):
    for form in ({"kind": "kiss"}, {"kind": "harm:kiss"}, {"kind": "warmth:them"}, {}):
        with pytest.raises(Problem):
            visitor.answer("/d", form)
    assert visitor.entries() == []


def test_a_tap_on_a_past_day_is_saved_for_that_day(visitor):
    assert 'name="day" value="2026-11-18"' in visitor.html("/d?b=3")
    visitor.send("/d", kind="contact", day="2026-11-18")
    (saved,) = visitor.entries()
    assert (saved.precision, saved.earliest) == ("day", wall_at("2026-11-18T00:00"))
    assert "some time We were in contact" in visitor.see("/d?b=3")


def test_more_can_be_added_to_an_entry(visitor):
    number = visitor.wrote("2026-11-21T20:00", "harm")
    form = {"exact": "instant", "date": DAY, "clock": "20:00"}
    path = visitor.send(
        f"/d/e/{number}", detail="silence", value="7", note="Not a word.\r\n\r\nAll day.", **form
    )
    (saved,) = visitor.entries()
    assert saved == entry("2026-11-21T20:00", "harm", 7, "silence", "Not a word.\n\nAll day.")
    seen = visitor.see(path)
    assert "The entry is changed" in seen
    assert "20:00 Something hurtful happened: Cold silence (7 of 10) Not a word. All day." in seen


@pytest.mark.parametrize(
    ("exact", "given", "written"),
    [
        ("instant", "09:30", "2026-11-03T09:30"),
        ("instant", "", "2026-11-03"),
        ("day", "09:30", "2026-11-03"),
        ("month", "", "2026-11"),
        ("year", "", "2026"),
    ],
)
def test_the_time_can_be_changed_as_exactly_as_one_knows(visitor, exact, given, written):
    number = visitor.wrote("2026-11-21T20:00", "left")
    visitor.send(f"/d/e/{number}", exact=exact, date="2026-11-03", clock=given)
    assert visitor.entries() == [entry(written, "left")]


def test_an_entry_of_a_month_goes_on_to_the_story_so_far(visitor):
    number = visitor.wrote("2026-11-21T20:00", "left")
    path = visitor.send(f"/d/e/{number}", exact="month", date="2025-04-09", clock="")
    assert path.startswith("/f/s")
    assert "April 2025 We parted" in visitor.see(path)


@pytest.mark.parametrize("day", ["2026-11-31", "2027-02-01", "", "yesterday", "2026"])
def test_a_time_that_cannot_be_read_loses_no_words(visitor, day):
    number = visitor.wrote("2026-11-21T20:00", "harm")
    path = visitor.send(f"/d/e/{number}", exact="day", date=day, clock="", note="Long words.")
    assert visitor.entries() == [entry("2026-11-21T20:00", "harm", note="Long words.")]
    assert "stays as it was" in visitor.see(path)


def test_a_time_that_is_not_touched_keeps_its_seconds_and_its_zone(visitor):
    number = visitor.wrote("2026-11-20T20:00:41+02:00", "harm")
    form = {"exact": "instant", "date": "2026-11-20", "clock": "20:00"}
    visitor.send(f"/d/e/{number}", note="x", **form)
    (saved,) = visitor.entries()
    assert saved.offset == 120
    assert saved.earliest == pytest.approx(wall_at("2026-11-20T20:00:41"), abs=1e-9)


def test_an_entry_can_be_taken_away_and_is_then_gone(visitor):
    number = visitor.wrote("2026-11-21T20:00", "harm")
    assert "Removed" in visitor.see(visitor.send(f"/d/e/{number}", act="remove"))
    assert visitor.entries() == []
    assert visitor.answer(f"/d/e/{number}") == Go("/d?s=removed")
    assert visitor.answer("/d/e/0") == Go("/d?s=removed")


@pytest.mark.parametrize(
    ("kind", "offered"), [("warmth", True), ("apology", True), ("harm", False)]
)
def test_looking_back_is_offered_where_kindness_was_just_saved(visitor, kind, offered):
    path = visitor.send("/d", kind=kind, day=DAY)
    assert ('href="/b/s"' in visitor.html(path)) == offered
    assert 'href="/b/s"' not in visitor.html(path.partition("?")[0])


def test_every_listed_entry_can_be_changed_and_removed(visitor):
    number = visitor.wrote("2026-11-21T20:00", "craving", 5)
    html = visitor.html("/d")
    assert f'href="/d/e/{number}" aria-label="Change: Wish for them: 5 of 10, 20:00"' in html
    assert f'href="/d/e/{number}#remove" aria-label="Remove: Wish for them' in html
    assert 'id="remove"' in visitor.html(f"/d/e/{number}")


def test_a_note_with_markup_is_shown_as_text(visitor):
    visitor.wrote("2026-11-21T20:00", "harm", note="<script>x</script> <b>")
    assert "&lt;script&gt;" in visitor.html("/d")
    assert "<script>x" not in visitor.html("/d")


def test_past_days_are_reached_by_steps_by_date_and_by_what_is_written(visitor):
    for when in ("2026-11-03T10:00", "2026-11-03T11:00", "2026-10-01", "2026-09"):
        visitor.wrote(when, "harm")
    html = visitor.html("/d")
    assert 'href="/d?b=1"' in html
    assert re.findall(r'<a href="(/d\?b=\d+)">([^<]+)', html) == [
        ("/d?b=18", "3 Nov 2026"),
        ("/d?b=51", "1 Oct 2026"),
    ]
    assert visitor.send("/d", act="pick", picked="2026-11-03") == "/d?b=18"
    assert "could not be read" in visitor.see(visitor.send("/d", act="pick", picked="soon"))
    assert "Tuesday, 3 November 2026" in visitor.see("/d?b=18")


@given(st.text(max_size=12))
def test_an_address_made_up_by_hand_is_never_an_error(text):
    number = said.whole(text, 7, 100)
    assert -100 <= number <= 100


@pytest.mark.parametrize(
    "address", ["/d?b=99999999", "/d?b=x", "/d?b=-1", "/d?s=x.y", "/d?b=40000"]
)
def test_odd_addresses_show_a_day(visitor, address):
    assert "Saved for" in visitor.see(address)


def test_no_address_holds_a_date_or_a_word(visitor):
    visitor.wrote("2026-11-03", "harm", note="secret")
    for path in ("/", "/d", "/d?b=18", "/d/r", "/d/n", "/f/s", "/b", "/w"):
        for address in re.findall(r'(?:href|action)="([^"]*)"', visitor.html(path)):
            assert OPAQUE.fullmatch(address)


def test_only_what_is_answered_is_saved(visitor):
    visitor.send("/d/r", day=DAY, craving="0", fear="10", mood="")
    assert {(one.kind, one.value) for one in visitor.entries()} == {("craving", 0), ("fear", 10)}
    assert "nothing to save" in visitor.see(visitor.send("/d/r", day=DAY))
    with pytest.raises(Problem):
        visitor.answer("/d/r", {"day": DAY, "mood": "11"})
    assert len(visitor.entries()) == 2


def test_all_nine_questions_are_asked_with_an_answer_that_leaves_them_open(visitor):
    html = visitor.html("/d/r")
    for scale in RATINGS:
        assert html.count(f'type="radio" name="{scale}"') == 12
        assert f'name="{scale}" value="" checked' in html


def test_an_answer_can_be_changed(visitor):
    number = visitor.wrote("2026-11-21T20:00", "craving", 5)
    assert 'name="value" value="5" checked' in visitor.html(f"/d/e/{number}")
    form = {"exact": "instant", "date": DAY, "clock": "20:00"}
    visitor.send(f"/d/e/{number}", value="8", **form)
    assert [one.value for one in visitor.entries()] == [8]


def test_a_note_for_a_bad_night_can_be_written_changed_and_removed(visitor):
    assert "your note on the page Now" in visitor.see(visitor.send("/d/n", text="One\r\ntwo"))
    (note,) = visitor.vault.texts("night")
    assert note.text == "One\ntwo"
    visitor.send("/d/n", id=note.id, text="Three")
    assert [one.text for one in visitor.vault.texts("night")] == ["Three"]
    visitor.send("/d/n", id=note.id, text="  ")
    assert [one.text for one in visitor.vault.texts("night")] == ["Three"]
    assert "gone" in visitor.see(visitor.send("/d/n", id=note.id, act="remove"))
    assert visitor.vault.texts("night") == []


def test_every_control_is_quiet(visitor):
    number = visitor.wrote("2026-11-21T20:00", "harm")
    own = ["/d", f"/d/e/{number}", "/d/r", "/d/n", "/f", "/f/s?n=1", "/f/c"]
    for path in ["/", "/b", "/b?s=saved", "/b/s", "/w", "/w/l", "/w/c", "/a", *own]:
        html = visitor.html(path)
        controls = re.findall(r"<(?:input|textarea|select)(?![^>]*hidden)[^>]*>", html)
        for control in controls:
            for quiet in ('autocomplete="off"', 'spellcheck="false"', 'translate="no"'):
                assert quiet in control, (path, control)
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", html)
        assert html.count('name="token" value="TOKEN"') == html.count("<form")
        assert html.count("<script") == 1


@given(st.datetimes(clock.datetime(1971, 1, 1), clock.datetime(2100, 1, 1)))
def test_the_wall_is_counted_and_read_back(now):
    assert clock.on_wall(clock.wall(now)) - now.replace(microsecond=0) <= clock.timedelta(seconds=1)
    minute = clock.this_minute(now)
    assert minute.earliest <= clock.wall(now) + 1e-9
    assert clock.day_of(minute.earliest) == now.date()


def test_a_visitor_in_another_zone_writes_the_time_on_their_own_wall(vault):
    vault.set("first_run_done", True)
    visitor = Visitor(vault, clock.datetime.fromisoformat("2026-11-21T00:05:00-11:00"))
    visitor.send("/d", kind="harm", day="2026-11-21")
    assert visitor.entries()[0].earliest == wall_at("2026-11-21T00:05")


def test_where_one_came_back_a_hope_is_offered_and_kept(visitor):
    assert 'href="/b/h"' in visitor.html(visitor.send("/d", kind="returned", day=DAY))
    assert 'href="/b/h"' not in visitor.html(visitor.send("/d", kind="left", day=DAY))
    assert "find it under Mine" in visitor.see(visitor.send("/b/h", text="That it is quiet."))
    assert visitor.send("/b/h", text=" ") == "/b/h"
    assert [hope.text for hope in visitor.vault.texts("hope")] == ["That it is quiet."]


def test_nothing_is_saved_for_a_day_that_has_not_come(visitor):
    for address, form in (("/d", {"kind": "harm"}), ("/d/r", {"fear": "3"})):
        with pytest.raises(Problem, match="in the future"):
            visitor.answer(address, {"day": "2026-12-24", **form})
    assert visitor.entries() == []
