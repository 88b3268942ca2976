"""The page in headless Chromium: it fits, it is quiet, its style is let in by its policy."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "report"))

from readings import SHAPES

from undertow.report.page import write_html

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(21, 24, 28)"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pages of every shape; the screenshots are left beside them."""
    made = tmp_path_factory.mktemp("pages")
    for name, make in SHAPES.items():
        write_html(make(), made / f"{name}.html")
    return made


@pytest.fixture
def shown(browser, folder):
    """A function that opens one shape and returns the page and what it said and asked for."""
    opened = []

    def show(name, width, scheme="light"):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        opened.append(page)
        said, asked = [], []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((folder / f"{name}.html").as_uri())
        return page, said, asked

    yield show
    for page in opened:
        page.close()


@pytest.mark.parametrize("name", sorted(SHAPES))
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_says_nothing_and_asks_for_nothing(shown, folder, name, width, scheme):
    page, said, asked = shown(name, width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    room = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= room
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER[scheme]
    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
    assert said == []
    assert asked == [page.url]


def test_it_still_fits_where_a_large_screen_is_enlarged_four_times(shown):
    page, _, _ = shown("eight_months", 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", sorted(SHAPES))
def test_the_words_in_a_picture_stay_inside_it(shown, name, width):
    page, _, _ = shown(name, width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.chart text')].filter(text => {
            const box = text.getBoundingClientRect();
            const room = text.closest('.chart').getBoundingClientRect();
            return box.width && (box.left < room.left - 1 || box.right > room.right + 1);
        }).map(text => text.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("width", [1280, 390])
def test_words_in_a_picture_do_not_cover_each_other(shown, width):
    page, _, _ = shown("eight_months", width)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    touching = page.evaluate(
        """() => [...document.querySelectorAll('.chart')].flatMap(chart => {
            const words = [...chart.querySelectorAll('text')]
                .map(text => [text.textContent, text.getBoundingClientRect()])
                .filter(([, box]) => box.width);
            return words.flatMap(([a, p], i) => words.slice(i + 1)
                .filter(([, q]) => p.left < q.right - 1 && q.left < p.right - 1
                    && p.top < q.bottom - 4 && q.top < p.bottom - 4)
                .map(([b]) => `${a} / ${b}`));
        })"""
    )
    assert touching == []


def test_other_paths_stay_closed_until_asked_for(shown):
    page, _, _ = shown("eight_months", 1280)
    path = page.get_by_role("heading", name="With no contact")
    assert not path.is_visible()
    page.get_by_text("Show other paths").click()
    assert path.is_visible()


def test_everything_that_opens_can_be_hit_and_reached_by_keyboard(shown):
    page, _, _ = shown("eight_months", 390)
    heights = page.evaluate(
        "[...document.querySelectorAll('summary')].filter(one => one.offsetHeight)"
        ".map(one => one.offsetHeight)"
    )
    assert min(heights) >= 24
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('details').open")


def test_an_injected_style_or_script_is_refused(shown):
    page, said, _ = shown("steady", 1280)
    page.evaluate(
        """() => { for (const kind of ['style', 'script']) {
            const one = document.createElement(kind);
            one.textContent = kind === 'style' ? 'body { color: red }' : 'document.title = "x"';
            document.head.append(one);
        } }"""
    )
    assert page.title() == "What this record shows"
    assert page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"
    assert len(said) == 2
