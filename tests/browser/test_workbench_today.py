"""Now, today and the first run in headless Chromium: axe, small screens, large enough, quiet."""

import itertools
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from running import PASSPHRASE, Running
from visitor import entry

from undertow.app.asking import Page
from undertow.app.rendering import Look, render
from undertow.vault.vault import Vault
from undertow.words import english

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PLACES = [
    "/",
    "/b",
    "/b?s=saved",
    "/b/s",
    "/b/h",
    "/w",
    "/w/l",
    "/w/c",
    "/a",
    "/d",
    "/d?b=9&s=saved",
]
PLACES += ["/d/e/1", "/d/e/2", "/d/r", "/d/n", "/f", "/f/s?n=1", "/f/s?u=2&s=saved", "/f/c"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A record with some of everything; pictures are left beside it."""
    made = tmp_path_factory.mktemp("today")
    with Vault.create(made / "notes", PASSPHRASE) as vault:
        vault.set("first_run_done", True)
        long = "Awordwithoutanyend" * 12 + "\nand a second line."
        entries = [entry("2026-01-03T21:00", "harm", 7, "insult", long), entry("2024", "left")]
        course = {3: ("harm", None), 5: ("warmth", None), 6: ("craving", 4), 7: ("contact", None)}
        course |= {8: ("craving", 9), 9: ("fear", 3)}
        for month in range(1, 8):
            entries += [entry(f"2026-{month:02}-{day:02}", *one) for day, one in course.items()]
        vault.add_entries(entries, 20400.0)
        for kind, about in (("night", ""), ("hope", ""), ("plan", "money"), ("mine", "person")):
            vault.add_text(kind, long, 20400.0, about)
    return made


@pytest.fixture(scope="module")
def opened(folder):
    """A page under the policy as it is, and one beside it that lets axe's own script in."""
    from playwright.sync_api import sync_playwright

    with Running(folder / "notes") as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context()
        page = context.new_page()
        page.goto(running.address)
        page.get_by_role("textbox").fill(PASSPHRASE)
        page.keyboard.press("Enter")
        page.get_by_role("navigation").wait_for()
        beside = browser.new_context(bypass_csp=True, storage_state=context.storage_state())
        yield f"http://127.0.0.1:{running.port}", page, beside.new_page()
        browser.close()


@pytest.fixture
def shown(opened):
    """A page, and what it said on the console."""
    address, page, _ = opened
    said = []

    def listen(message):
        said.append(message.text)

    page.on("console", listen)
    yield page, said, address
    page.remove_listener("console", listen)


def open_everything(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(opened, place, width):
    from axe_playwright_python.sync_playwright import Axe

    address, _, page = opened
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(address + place)
    assert answer
    assert answer.status == 200
    open_everything(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_axe_finds_nothing_at_the_entrance_and_where_a_page_is_not_there(opened):
    from axe_playwright_python.sync_playwright import Axe

    address, _, page = opened
    told = {"notice": "No.", "done": ""}
    entrance = [
        render(Page(f"{name}.html.j2", told), english(), "t", Look(), "/o").decode()
        for name in ("welcome", "locked", "closed")
    ]
    for width, scheme in itertools.product((1280, 390), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{address}/d/none/of/these")
        assert Axe().run(page).response["violations"] == []
        for form in entrance:
            page.set_content(form.replace('href="/', f'href="{address}/'))
            assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_it_fits_says_nothing_and_everything_to_press_is_large(shown, folder, place, width, scheme):
    page, said, address = shown
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(address + place)
    name = "-".join(filter(str.isalnum, place)) or "now"
    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    open_everything(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, select, textarea, .act,'
            + ' nav a, input:not([type=hidden])')]
            .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
            .map(([html, box]) => `${html} ${box.width} ${box.height}`)"""
    )
    assert small == []


def test_the_way_out_comes_first_by_keyboard_then_the_way_to_the_page(shown):
    page, _, address = shown
    page.goto(f"{address}/d")
    focused = "document.activeElement.textContent.trim()"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Quick exit"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Go to the page"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(focused).startswith("Something hurtful happened")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_way_out_stays_in_sight_however_far_one_scrolls(shown, width):
    page, _, address = shown
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}/d/r")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert page.get_by_role("button", name="Quick exit").bounding_box()["y"] >= 0
    assert page.get_by_role("button", name="Quick exit").bounding_box()["y"] < 60


@pytest.mark.parametrize("width", [1280, 390])
def test_what_has_the_focus_is_never_under_a_bar(shown, width):
    page, _, address = shown
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{address}/d")
    hidden = """() => {
        const one = document.activeElement, box = one.getBoundingClientRect();
        if (one === document.body || one.closest('header')) return '';
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return top && (one.contains(top) || top.contains(one)) ? '' : one.outerHTML.slice(0, 90);
    }"""
    for _ in range(50):
        page.keyboard.press("Tab")
        assert page.evaluate(hidden) == ""


def test_an_entry_is_made_by_keyboard_alone(shown):
    page, said, address = shown
    page.goto(f"{address}/d/r")
    page.locator("[name=craving][value='']").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=craving]:checked").get_attribute("value") == "0"
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save my answers").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Your answers are in the list").wait_for()
    page.get_by_text("Wish for them: 3 of 10").wait_for()
    assert said == []
