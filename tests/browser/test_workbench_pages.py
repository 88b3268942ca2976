"""The workbench in headless Chromium: every page passes axe, fits a phone, works by keyboard."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from running import PASSPHRASE, Running

from undertow.record import load
from undertow.vault.vault import Vault

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
EXAMPLE = Path(__file__).parents[2] / "examples" / "eight-months.csv"
PLACES = [
    "/p",
    "/m",
    "/m/p",
    "/m/i",
    "/m/l",
    "/m/w",
    "/m/q",
    "/m/t/{mine}",
    "/m/n/{note}",
    "/h",
    "/h/p",
]
PLACES += ["/h/{plan}", "/u", *(f"/u/{number}" for number in range(1, 9))]
PLACES += ["/k", "/k/s", "/k/e", "/k/b", "/k/p", "/k/n", "/k/x"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the record lies; screenshots are left beside it."""
    return tmp_path_factory.mktemp("workbench")


@pytest.fixture(scope="module")
def numbers(folder):
    """A record of eight months with texts of every kind, and the numbers of two of them."""
    with Vault.create(folder / "notes", PASSPHRASE) as vault:
        vault.add_entries(load(EXAMPLE).diary.entries, 20400.0)
        vault.set("first_run_done", True)
        found = {"plan": vault.add_text("plan", "Ana, after eight", 20400.0, "people")}
        found["mine"] = vault.add_text("mine", "singing in the car " * 9, 20400.0, "interest")
        for kind, about in (("letter", ""), ("loss", ""), ("question", "first"), ("hope", "")):
            vault.add_text(kind, "x" * 300 if kind == "letter" else "a few words", 20400.0, about)
        vault.add_text("mine", "called Ana", 20400.0, "reach")
        found["note"] = next(kept.id for kept in vault.entries() if kept.entry.note)
        vault.add_text("question", "not so", 20400.0, f"then-{found['note']}")
    return found


@pytest.fixture(scope="module")
def opened(folder, numbers):
    """A browser with an open record: a page under the policy as it is, and one beside it for axe.

    The second shares the cookies but not the policy, which would rightly refuse axe's script.
    """
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
        yield running, page, beside.new_page()
        browser.close()


@pytest.fixture
def page(opened):
    """The page under the policy as it is, and what it said on the console."""
    running, page, _ = opened
    said = []

    def listen(message):
        said.append(message.text)

    page.on("console", listen)
    page.on("pageerror", listen_to_errors := (lambda error: said.append(str(error))))
    page.goto(f"http://127.0.0.1:{running.port}/k")
    yield page, said, f"http://127.0.0.1:{running.port}"
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", listen_to_errors)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(opened, numbers, place, width):
    from axe_playwright_python.sync_playwright import Axe

    running, _, page = opened
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(f"http://127.0.0.1:{running.port}{place.format(**numbers)}")
    assert answer
    assert answer.status == 200
    open_everything(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (320, "light")])
def test_it_fits_and_says_nothing(page, folder, numbers, place, width, scheme):
    shown, said, address = page
    shown.set_viewport_size({"width": width, "height": 900})
    shown.emulate_media(color_scheme=scheme)
    shown.goto(address + place.format(**numbers))
    name = place.strip("/").replace("/", "-").format(**dict.fromkeys(numbers, "n"))
    shown.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    open_everything(shown)
    room = shown.evaluate("document.documentElement.clientWidth")
    assert shown.evaluate("document.documentElement.scrollWidth") <= room
    assert said == []


@pytest.mark.parametrize("place", PLACES)
def test_everything_to_press_is_large_enough_and_keeps_nothing(page, numbers, place):
    shown, _, address = page
    shown.set_viewport_size({"width": 390, "height": 900})
    shown.goto(address + place.format(**numbers))
    open_everything(shown)
    small = shown.evaluate(
        """() => [...document.querySelectorAll('button, summary, select, textarea, .act, .change,'
            + ' nav a, input:not([type=hidden])')]
            .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
            .map(([html]) => html)"""
    )
    assert small == []
    loose = shown.evaluate(
        """() => [...document.querySelectorAll('input:not([type=hidden]), textarea, select')]
            .filter(one => one.autocomplete !== 'off' || one.spellcheck || one.translate)
            .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert loose == []


def test_a_line_of_the_plan_is_added_changed_and_removed_by_keyboard_alone(page):
    shown, said, address = page
    shown.set_viewport_size({"width": 1280, "height": 900})
    shown.goto(f"{address}/h")
    press_tab_until(shown, "Add a line: Money")
    shown.keyboard.press("Enter")
    shown.keyboard.press("Tab")
    shown.keyboard.type("a tin in the shed")
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    shown.get_by_role("status").get_by_text("Saved.").wait_for()
    press_tab_until(shown, "Change: a tin in the shed")
    shown.keyboard.press("Enter")
    shown.get_by_role("heading", name="Money").wait_for()
    press_tab_until(shown, "Remove")
    shown.keyboard.press("Enter")
    shown.get_by_text("It is removed.").wait_for()
    assert not shown.get_by_text("a tin in the shed").count()
    assert said == []


def test_the_parts_of_the_pattern_open_by_keyboard_and_other_paths_last(page):
    shown, said, address = page
    shown.goto(f"{address}/p")
    path = shown.get_by_role("heading", name="With no contact")
    assert not path.is_visible()
    press_tab_until(shown, "What may lie ahead")
    shown.keyboard.press("Enter")
    assert shown.get_by_role("heading", name="As it has been").is_visible()
    assert shown.get_by_text("1-800-799-7233").last.is_visible()
    assert not path.is_visible()
    press_tab_until(shown, "Show other paths")
    shown.keyboard.press("Enter")
    assert path.is_visible()
    assert said == []


def test_a_chosen_theme_holds_against_the_device_in_the_charts_too(page):
    shown, said, address = page
    shown.emulate_media(color_scheme="light")
    shown.goto(f"{address}/k/s")
    shown.get_by_label("Colours").select_option("dark")
    shown.get_by_role("button", name="Save").click()
    shown.get_by_text("Saved.").wait_for()
    shown.goto(f"{address}/p")
    colour = "getComputedStyle(document.querySelector('.stage.harm')).color"
    assert shown.evaluate(colour) == "rgb(197, 164, 224)"
    assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"
    shown.emulate_media(media="print")
    assert shown.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    shown.emulate_media(media="screen")
    shown.goto(f"{address}/k/s")
    shown.get_by_label("Colours").select_option("auto")
    shown.get_by_role("button", name="Save").click()
    assert said == []


@pytest.mark.parametrize("place", ["/h/p", "/p", "/m/w"])
def test_on_paper_there_are_words_in_black_and_nothing_to_press(page, place):
    shown, _, address = page
    shown.emulate_media(color_scheme="dark")
    shown.goto(address + place)
    shown.emulate_media(media="print", color_scheme="dark")
    left = """() => [...document.querySelectorAll('button, input, select, textarea, nav, footer')]
        .filter(one => one.getClientRects().length).map(one => one.outerHTML.slice(0, 90))"""
    assert shown.evaluate(left) == []
    assert shown.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    assert shown.get_by_role("heading", level=1).is_visible()
    shown.emulate_media(media="screen")


@pytest.mark.parametrize("place", ["/p", "/k", "/h"])
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_whatever_the_device_asks_for(page, place, motion):
    shown, _, address = page
    shown.emulate_media(reduced_motion=motion)
    shown.goto(address + place)
    moving = """() => [...document.querySelectorAll('*')].map(one => [one, getComputedStyle(one)])
        .filter(([, style]) => !/^0s(, 0s)*$/.test(style.transitionDuration)
            || style.animationName !== 'none' || style.scrollBehavior !== 'auto')
        .map(([one]) => one.tagName)"""
    assert shown.evaluate(moving) == []
    assert shown.evaluate("document.getAnimations().length") == 0
    assert shown.locator("audio, video, marquee, blink, animate, animateTransform").count() == 0


@pytest.mark.parametrize(
    ("place", "button", "name"),
    [
        ("/k/e", "Save the page", "notes.html"),
        ("/k/e", "Save the table", "notes.csv"),
        ("/k/b", "Save a locked copy", "notes.bak"),
    ],
)
def test_what_is_saved_has_a_neutral_name_and_the_page_stays(page, place, button, name):
    shown, said, address = page
    shown.goto(address + place)
    with shown.expect_download() as waiting:
        shown.get_by_role("button", name=button).click()
    assert waiting.value.suggested_filename == name
    assert shown.get_by_role("button", name=button).is_visible()
    assert said == []


def open_everything(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def press_tab_until(page, name, most=150):
    """Moves the focus on until it is on what is called `name`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        words = "document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"
        if page.evaluate(words) == name:
            return
    pytest.fail(f"no focus on {name}")
