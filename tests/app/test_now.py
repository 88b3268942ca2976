"""The first page, and what stands behind each of its four taps."""

import re
from datetime import timedelta

from visitor import wall_at

from undertow.app.asking import Go


def test_four_taps_come_first_and_each_leads_somewhere(visitor):
    html = visitor.html("/")
    tiles = re.findall(r'class="act tile \w+" href="([^"]+)"', html)
    assert tiles == ["/d", "/b", "/w", "/a"]
    for path in tiles:
        assert "<h1>" in visitor.html(path)


def test_today_is_first_and_never_the_worst_day(visitor):
    visitor.wrote("2026-10-01", "harm", 10, "physical", "The worst night of all.")
    visitor.wrote("2026-11-21T08:00", "support")
    seen = visitor.see("/")
    assert "Saturday, 21 November 2026" in seen
    assert "1 entry is saved for today." in seen
    assert "worst" not in seen
    assert "October" not in seen


def test_a_note_for_a_bad_night_is_offered_and_not_pushed(visitor):
    visitor.vault.add_text("night", "Remember the bathroom floor.", 0.0)
    assert "Read my note" in visitor.see("/")
    assert "bathroom" not in visitor.html("/")
    assert "bathroom" in visitor.see("/d/n")


def test_the_story_so_far_is_offered_until_it_is_put_away(visitor):
    assert "Tell it" in visitor.see("/")
    assert "Today" in visitor.see(visitor.send("/"))
    assert "Tell it" not in visitor.see("/")


def test_frightened_shows_help_before_plan_and_people(visitor):
    visitor.vault.add_text("plan", "The key is under the pot.", 0.0, "places")
    visitor.vault.add_text("mine", "Ana next door", 0.0, "person")
    seen = visitor.see("/a")
    places = [seen.index(text) for text in ("1-800-799-7233", "under the pot", "Ana next door")]
    assert places == sorted(places)
    for part in ("day and night", "emotional", "call history", "bill", "emergency number"):
        assert part in seen[: places[1]]


def test_frightened_without_plan_or_people_says_where_they_can_be_made(visitor):
    html = visitor.html("/a")
    assert 'href="/h' in html
    assert 'href="/m/p"' in html


def test_a_place_without_a_line_is_told_so(visitor):
    visitor.vault.set("country", "other")
    seen = visitor.see("/a")
    assert "1-800" not in seen
    assert "no help line for the place" in seen


def test_twenty_minutes_are_two_times_of_the_clock(visitor):
    assert visitor.send("/w/t", act="wait") == "/w/t"
    seen = visitor.see("/w/t")
    assert "end at 21:34." in seen
    assert "It is 21:14 now." in seen
    visitor.now += timedelta(minutes=5)
    assert "end at 21:34." in visitor.see("/w/t")


def test_a_wait_that_is_over_says_so_and_leaves_the_choice(visitor):
    visitor.send("/w/t", act="wait")
    visitor.now += timedelta(minutes=20)
    seen = visitor.see("/w/t")
    assert "ended at 21:34." in seen
    assert "up to you" in seen


def test_a_wait_runs_past_midnight(visitor):
    visitor.now = visitor.now.replace(hour=23, minute=50)
    visitor.send("/w/t", act="wait")
    assert "end at 00:10." in visitor.see("/w/t")
    visitor.now += timedelta(minutes=30)
    assert "ended at 00:10." in visitor.see("/w/t")


def test_a_wait_ends_when_stopped_when_long_over_and_when_the_clock_is_set_back(visitor):
    assert visitor.answer("/w/t") == Go("/w")
    visitor.send("/w/t", act="wait")
    start = visitor.now
    for now in (start + timedelta(hours=13), start - timedelta(hours=2)):
        visitor.now = now
        assert visitor.answer("/w/t") == Go("/w")
    visitor.now = start
    assert visitor.send("/w/t", act="stop") == "/w"
    assert visitor.answer("/w/t") == Go("/w")


def test_a_letter_is_kept_and_an_empty_one_is_not(visitor):
    assert "Nothing was sent" in visitor.see(visitor.send("/w/l", text="Dear you,\r\nno.  "))
    assert "nothing to keep" in visitor.see(visitor.send("/w/l", text="  "))
    (letter,) = visitor.vault.texts("letter")
    assert letter.text == "Dear you,\nno."
    assert letter.written == wall_at("2026-11-21T21:14:30")
    assert "You have kept 1 letter." in visitor.see("/w/l")


def test_contact_and_needed_contact_are_saved_apart_and_without_blame(visitor):
    seen = visitor.see(visitor.send("/w", act="contact"))
    visitor.send("/w", act="needed")
    assert [one.kind for one in visitor.entries()] == ["contact", "needed"]
    assert "an entry like any other" in seen


def test_the_bar_has_the_way_out_first_then_seven_places_then_the_lock(visitor):
    html = visitor.html("/")
    start = html.index("<body")
    controls = re.findall(r'<(?:button|a|input type="hidden")[^>]*>', html[start:])
    assert "exit" in controls[1]
    assert 'class="skip"' in controls[2]
    places = re.findall(r'<li><a href="([^"]+)"', html[: html.index("<main")])
    assert places == ["/", "/d", "/p", "/m", "/h", "/u", "/k"]
    assert html.index('action="/x"') < html.index("<nav") < html.index('action="/l"')
    assert "<title>Notes</title>" in html


def test_a_wait_that_runs_can_be_found_again_and_does_not_start_anew(visitor):
    visitor.send("/w/t", act="wait")
    assert "The twenty minutes end at 21:34." in visitor.see("/w")
    assert 'href="/w/t"' in visitor.html("/w")
    assert 'value="wait"' not in visitor.html("/w")
    visitor.send("/w/t", act="stop")
    assert 'value="wait"' in visitor.html("/w")
