"""The passphrase is nothing that Chromium's keeper of passwords would offer to save."""

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from ordinary_browser import CHROMIUM, Browser
from running import PASSPHRASE, Running, until

KEEPER = "chrome://password-manager-internals/"
"""Where Chromium tells what its keeper of passwords thinks of a form."""
ASKED = "Decision: ASK the user"
DROPPED = "Decision: DROP the password"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


class Usual(BaseHTTPRequestHandler):
    """A form as most programs make it, and a page after it."""

    def do_GET(self):
        form = (
            "<form method=post><input name=again value=bob>"
            "<input type=password name=passphrase autocomplete=off>"
            "<button class=main>Go</button></form>"
        )
        body = ("<h1>Done</h1>" if self.path == "/done" else form).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(303)
        self.send_header("Location", "/done")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def browser(tmp_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = Browser(playwright, tmp_path)
        yield opened
        opened.kill()


@pytest.fixture
def usual():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Usual)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    serving.join()
    server.server_close()


def thoughts(browser, address, after):
    """What the keeper says while somebody types the passphrase and goes on."""
    keeper, page = browser.page, browser.context.new_page()
    keeper.goto(KEEPER)
    keeper.wait_for_timeout(500)
    page.goto(address)
    for field in page.locator("[name=passphrase], [name=again]").all():
        field.press_sequentially(PASSPHRASE)
    page.click("button.main")
    page.wait_for_url(after)

    def said():
        return keeper.evaluate("document.body.innerText")

    assert until(lambda: "Decision:" in said())
    return said()


def test_the_passphrase_is_not_offered_to_be_saved(browser, tmp_path):
    with Running(tmp_path / "kept" / "record") as running:
        said = thoughts(browser, running.address, "**/f")
    assert "No matching form" in said
    assert DROPPED in said
    assert ASKED not in said
    assert PASSPHRASE not in said


def test_a_usual_form_is_offered_to_be_saved(browser, usual):
    assert ASKED in thoughts(browser, usual, "**/done")
