"""Leaving: what an ordinary browser shows and keeps. A page without our measures fails."""

import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from ordinary_browser import ARGUMENTS, CHROMIUM, Browser, words_on
from running import PASSPHRASE, Running, until

from undertow.vault.vault import Vault

KEPT, DRAFT = "sevenquietherons", "ninegreylanterns"
"""A word of the record, and one that is being written."""
LETTERS = "/m/l"
SAVED = 3.0
"""Seconds after which Chromium has written its session to disk: the careless page shows it."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


@pytest.fixture(scope="module")
def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture
def browser(playwright, tmp_path):
    opened = Browser(playwright, tmp_path)
    yield opened
    opened.kill()


@pytest.fixture
def vault(tmp_path):
    path = tmp_path / "kept" / "record"
    with Vault.create(path, PASSPHRASE) as vault:
        vault.set("first_run_done", True)
        vault.add_text("letter", f"Dear all, {KEPT} again.", time.time() / 86400)
    return path


@pytest.fixture
def running(vault):
    with Running(vault) as workbench:
        yield workbench


def unlock(page, running):
    page.goto(running.address)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button.main")
    page.wait_for_selector("nav.places")


def write(page, address):
    """Some way through the pages, to one that shows the record, where a draft is begun."""
    page.goto(address)
    page.wait_for_selector("textarea:visible")
    page.locator("textarea:visible").first.type(DRAFT)
    words = page.evaluate("document.documentElement.innerText")
    assert KEPT in words


@pytest.fixture
def written(browser, running):
    """An open record with a draft on the screen, and pages of it behind."""
    unlock(browser.page, running)
    write(browser.page, f"http://127.0.0.1:{running.port}{LETTERS}")
    browser.page.click("nav.places a[href='/m']")
    write(browser.page, f"http://127.0.0.1:{running.port}{LETTERS}")
    return browser


class Careless(BaseHTTPRequestHandler):
    """The same words on a page as most programs make it."""

    def do_GET(self):
        body = (
            f"<!DOCTYPE html><title>{KEPT}</title><p>{KEPT}</p>"
            "<form><textarea name=text></textarea></form><a id=on href='/on'>on</a>"
            "<button id=leave onclick=\"location.replace('about:blank')\">leave</button>"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def careless(browser):
    """The control: a browser with the careless page open, a draft on it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    write(browser.page, f"http://127.0.0.1:{server.server_port}/")
    browser.page.click("#on")
    write(browser.page, f"http://127.0.0.1:{server.server_port}/again")
    yield browser
    server.shutdown()
    serving.join()
    server.server_close()


def leave(page):
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("about:blank")


def test_back_and_forward_show_nothing_after_leaving(written, running):
    leave(written.page)
    assert running.process.wait(5) == 0
    seen = written.back_and_forward()
    assert KEPT not in seen
    assert DRAFT not in seen
    written.context.new_page()
    written.page.close()
    written.page = written.reopen_tab()
    seen = written.seen() + written.back_and_forward()
    assert KEPT not in seen
    assert DRAFT not in seen


def test_back_shows_the_record_of_a_careless_page(careless):
    careless.page.click("#leave")
    careless.page.wait_for_url("about:blank")
    assert KEPT in careless.back_and_forward()


def test_nothing_comes_back_and_nothing_is_on_disk_after_leaving(written):
    leave(written.page)
    time.sleep(SAVED)
    written.close()
    assert written.on_disk(KEPT) == []
    assert written.on_disk(DRAFT) == []
    assert written.on_disk(PASSPHRASE) == []
    written.again()
    seen = written.seen() + written.back_and_forward()
    assert KEPT not in seen
    assert DRAFT not in seen


def test_nothing_comes_back_and_nothing_is_on_disk_after_the_browser_died(written, running):
    sitting = running.sitting()
    time.sleep(SAVED)
    written.kill()
    assert until(lambda: running.sitting() != sitting, 6)
    assert written.on_disk(KEPT) == []
    assert written.on_disk(DRAFT) == []
    assert written.on_disk(PASSPHRASE) == []
    written.again()
    seen = written.seen() + written.back_and_forward()
    assert KEPT not in seen
    assert DRAFT not in seen
    assert "This is locked." in seen or "This page is closed" in seen


def test_a_careless_page_comes_back_and_is_on_disk(careless):
    time.sleep(SAVED)
    careless.kill()
    assert careless.on_disk(KEPT)
    assert careless.on_disk(DRAFT)
    careless.again()
    seen = careless.seen() + careless.back_and_forward()
    assert KEPT in seen
    assert DRAFT in seen


def test_a_tab_that_was_closed_locks_and_comes_back_locked(written, running):
    sitting = running.sitting()
    other = written.context.new_page()
    written.page.close()
    assert until(lambda: running.sitting() != sitting, 6)
    seen = written.reopen_tab()
    assert seen.get_by_text("This is locked.").is_visible()
    written.page = seen
    other.close()
    assert KEPT not in written.back_and_forward()


def test_a_closed_tab_of_a_careless_page_comes_back(careless):
    careless.context.new_page()
    careless.page.close()
    assert careless.reopen_tab().get_by_text(KEPT).is_visible()


def test_going_from_page_to_page_keeps_the_record_open(written, running):
    sitting = running.sitting()
    for path in ("/m", "/h", "/d", "/u", LETTERS) * 2:
        written.page.goto(f"http://127.0.0.1:{running.port}{path}")
        written.page.wait_for_timeout(100)
    second = written.context.new_page()
    second.goto(f"http://127.0.0.1:{running.port}/h")
    written.page.close()
    second.wait_for_timeout(3000)
    assert second.locator("nav.places").is_visible()
    assert running.sitting() == sitting


def test_the_lock_takes_the_record_off_every_tab(written, running):
    second = written.context.new_page()
    second.goto(f"http://127.0.0.1:{running.port}{LETTERS}")
    second.click(".lock button")
    for page in (second, written.page):
        page.get_by_text("This is locked.").wait_for(timeout=5000)
        assert KEPT not in page.evaluate("document.documentElement.innerText")


def test_an_idle_page_goes_by_the_clock_on_the_wall(written):
    written.page.evaluate("const real = Date.now; Date.now = () => real() + 601000;")
    written.page.wait_for_url(lambda url: url.endswith("/"), timeout=5000)


class Slow(BaseHTTPRequestHandler):
    """A site to leave to that takes its time."""

    def do_GET(self):
        time.sleep(1.5)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def slow():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.mark.parametrize("event", ["submit", "keyup"])
def test_the_page_is_empty_before_the_next_frame_is_drawn(written, slow, event):
    page, told = written.page, []
    page.on("console", lambda message: told.append(message.text))
    page.evaluate(
        """([to, event]) => {
            document.getElementById('leave').dataset.exit = to;
            const tell = (when) =>
                console.log(when, document.documentElement.hasChildNodes() ? 'full' : 'empty');
            let frames = 0;
            const frame = () => {
                tell('frame');
                frames += 1;
                if (frames < 10) requestAnimationFrame(frame);
            };
            let events = 0;
            addEventListener(event, () => {  // comes after our own, in the same breath
                tell('event');
                events += 1;
                if (events === (event === 'keyup' ? 3 : 1)) requestAnimationFrame(frame);
            }, true);
        }""",
        [slow, event],
    )
    if event == "keyup":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.evaluate("setTimeout(() => document.querySelector('.exit').click())")
    page.wait_for_timeout(1000)
    # Our listener for the form comes last; for the keys it comes before the one of this test.
    events = ["event full", "event full", "event empty"] if event == "keyup" else ["event full"]
    assert [line for line in told if line.startswith("event")] == events
    assert [line for line in told if line.startswith("frame")] == ["frame empty"] * 10


def test_leaving_works_with_the_server_dead(written, running):
    for process in reversed(running.processes()):
        os.kill(process, signal.SIGKILL)
    leave(written.page)
    assert words_on(written.page).strip() == "about:blank"


def test_the_pages_go_when_the_program_ends(written, running):
    running.process.terminate()
    written.page.wait_for_url("about:blank", timeout=8000)


def test_the_person_leaves_to_where_they_chose(playwright, browser, vault):
    with Vault.open(vault, PASSPHRASE) as opened:
        opened.set("exit_address", "http://127.0.0.1:9/elsewhere")
    with Running(vault) as running:
        unlock(browser.page, running)
        with browser.page.expect_request("http://127.0.0.1:9/elsewhere") as asked:
            browser.page.click(".exit")
        assert "referer" not in asked.value.headers
        assert running.process.wait(5) == 0


def test_capital_letters_and_three_shifts_over_a_longer_time_are_no_way_out(written, running):
    field = written.page.locator("textarea:visible").first
    field.focus()
    for letter in "ABCDE":
        written.page.keyboard.press(f"Shift+{letter}")
    # Each press comes 2.6 s after the one before, by the clock that the page looks at.
    written.page.evaluate(
        """() => {
            const real = performance.now.bind(performance);
            let later = 0;
            performance.now = () => real() + (later += 2600);
        }"""
    )
    for _ in range(3):
        written.page.keyboard.press("Shift")
    written.page.wait_for_timeout(300)
    assert written.page.url.endswith(LETTERS)
    assert field.input_value().endswith("ABCDE")
    assert running.process.poll() is None


@pytest.fixture
def without_scripts(playwright):
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield opened.new_context(java_script_enabled=False).new_page()
    opened.close()


def test_without_scripts_the_way_in_the_lock_and_the_way_out_work(without_scripts, running):
    page = without_scripts
    page.goto(running.address)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button.main")
    page.click("nav.places a[href='/m']")
    page.click(".lock button")
    assert page.get_by_text("This is locked.").is_visible()
    page.fill("[name=passphrase]", PASSPHRASE)
    page.click("button.main")
    page.click(".exit")
    page.wait_for_url("about:blank")
    assert running.process.wait(5) == 0


def test_the_passphrase_is_drawn_as_dots_and_named_to_no_keeper_of_passwords(browser, running):
    page = browser.page
    page.goto(running.address)
    field = page.locator("[name=passphrase]")
    assert field.evaluate("one => getComputedStyle(one).webkitTextSecurity") == "disc"
    assert field.get_attribute("type") == "text"
    assert field.get_attribute("autocomplete") == "off"
    assert page.evaluate("location.href").endswith(f":{running.port}/")
    assert page.evaluate("history.length") == 2
