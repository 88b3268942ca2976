"""A new person, from `undertow open` to the note that comes back when they are kind again."""

import os
import re
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from running import PASSPHRASE, Running

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
NOTE = "Remember the bathroom floor. Ana has a key."
THEN = "Flowers. Never again, he said."

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


class Person:
    """A person at a phone; each step leaves a picture."""

    def __init__(self, page, folder):
        self.page = page
        self.folder = folder
        self.steps = 0
        self.asked, self.said, self.titles = [], [], set()

    def picture(self, name):
        self.steps += 1
        self.page.screenshot(path=self.folder / f"{self.steps:02}-{name}.png")

    def tap(self, name, role="button", exact=False):
        self.page.get_by_role(role, name=name, exact=exact).first.click()

    def place(self, name):
        self.page.get_by_role("navigation").get_by_role("link", name=name).click()

    def heading(self, name):
        self.page.get_by_role("heading", level=1, name=name).wait_for()
        self.titles.add(self.page.title())

    def on_day(self, back, *taps):
        """Entries with one tap each, on a day so many days ago."""
        for tap in taps:
            self.place("Today")
            if back:
                self.page.get_by_label("Pick a day").fill(f"{date.today() - timedelta(back)}")
                self.tap("Show it")
            self.tap(tap)
            self.page.get_by_role("status").get_by_text("Saved.").wait_for()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def person(tmp_path, scripts):
    """Somebody in front of a workbench that was never opened before."""
    from playwright.sync_api import sync_playwright

    with Running(tmp_path / "notes") as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=scripts
        )
        page = context.new_page()
        person = Person(page, tmp_path)
        page.on("request", lambda request: person.asked.append(request.url))
        page.on("console", lambda message: person.said.append(message.text))
        page.goto(running.address)
        person.port = running.port
        yield person
        browser.close()


def test_from_the_first_opening_to_the_note_that_comes_back(person):
    page = person.page
    first_run(person)
    ten_entries(person)

    person.place("Pattern")
    person.heading("What this record shows")
    page.get_by_text("There is little written so far").wait_for()
    page.locator("summary", has_text="Show the first guess").click()
    page.locator("svg.chart").first.wait_for()
    person.picture("pattern")

    person.place("Today")
    person.tap("A note for a bad night", role="link")
    page.get_by_label("From me, to me").fill(NOTE)
    person.tap("Save the note")
    page.get_by_role("status").get_by_text("You will find your note").wait_for()

    person.place("Now")
    person.picture("now")
    person.tap("They were kind", role="link")
    person.tap("Kind", exact=True)
    page.get_by_role("status").get_by_text("You can stop here.").wait_for()
    assert not page.get_by_text(NOTE).count()
    person.picture("kind")
    person.tap("What came after, the other times", role="link")
    person.heading("The other times")
    person.picture("other-times")
    assert page.get_by_text("may be the making-up part").is_visible()
    assert page.get_by_text(NOTE).is_visible()
    assert page.get_by_text(THEN).is_visible()
    assert page.get_by_text("In 2 of 2 times, harm was written again").is_visible()

    page.locator("header").get_by_role("button", name="Lock").click()
    page.get_by_label("Passphrase").wait_for()
    assert NOTE not in page.content()
    assert {urlsplit(url).netloc for url in person.asked} == {f"127.0.0.1:{person.port}"}
    assert person.titles == {"Notes"}
    assert person.said == []
    for url in person.asked:
        assert not re.search(r"\d{4}-\d{2}|harm|kind|night|safe|abuse", url.partition("=")[0])


def first_run(person):
    """A passphrase, the plain lines, one rough date; the questions on early care are skipped."""
    page = person.page
    person.heading("Choose a passphrase")
    person.picture("welcome")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    person.tap("Make the file")
    person.heading("Before you start")
    person.picture("first")
    person.tap("Go on")
    person.heading("The story so far")
    page.locator("[name=begin_month]").select_option("March")
    page.locator("[name=begin_year]").fill("2023")
    person.picture("story")
    person.tap("Save and go on")
    person.heading("Early years")
    person.tap("Skip this")
    person.heading("Right now")


def ten_entries(person):
    """Nine by one tap each, over ten weeks; one of today with kind, strength and own words."""
    page = person.page
    person.on_day(70, "Something hurtful happened")
    person.on_day(67, "They said sorry")
    person.on_day(52, "Something hurtful happened")
    person.on_day(50, "They were warm or kind")
    page.get_by_label("In your own words").fill(THEN)
    person.tap("Save", exact=True)
    person.on_day(33, "Something hurtful happened", "Someone stood by me")
    person.on_day(8, "We were in contact", "I calmed myself")
    person.on_day(3, "Something hurtful happened")
    started = time.monotonic()
    person.on_day(0, "Something hurtful happened")
    page.get_by_label("Cold silence").check()
    page.get_by_label("7", exact=True).check()
    person.picture("entry")
    person.tap("Save", exact=True)
    page.get_by_text("Something hurtful happened: Cold silence (7 of 10)").wait_for()
    assert time.monotonic() - started < 20  # the machine's own share; the rest is five taps
    person.picture("today")
