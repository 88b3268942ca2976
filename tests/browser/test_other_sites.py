"""Pages of another site and of another port, in the browser that has the record open.

They try what pages can: to read, to show, to send, to lead, to draw in, to open and to watch. The
cookies are real, and Chromium sends them with `same-site` requests: only our own checks are left.
"""

import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from running import PASSPHRASE, Running

from undertow.vault.vault import Vault

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WORD = "sevenquietherons"
SITES = {"another port": "127.0.0.1", "another site": "elsewhere.example"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM) and not os.environ.get("CI"), reason="Chromium is not here"
    ),
]


class Hostile(BaseHTTPRequestHandler):
    """An empty page; `/go` leads to the address after the question mark, keeping the method."""

    def do_GET(self):
        if self.path.startswith("/go?"):
            self.send_response(307)
            self.send_header("Location", self.path.removeprefix("/go?"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"<!DOCTYPE html><title>x</title><p>nothing</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def hostile():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield server.server_port
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(scope="module")
def context():
    from playwright.sync_api import sync_playwright

    names = "--host-resolver-rules=MAP elsewhere.example 127.0.0.1, MAP rebound.example 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, names], chromium_sandbox=False
        )
        yield browser.new_context()
        browser.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    path = tmp_path_factory.mktemp("kept") / "record"
    with Vault.create(path, PASSPHRASE) as vault:
        vault.set("first_run_done", True)
        vault.add_text("letter", WORD, 20400.0)
    with Running(path) as workbench:
        yield workbench


@pytest.fixture(scope="module")
def ours(context, running):
    """The open record, in a tab of its own."""
    page = context.new_page()
    page.goto(running.address)
    page.get_by_role("textbox").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    page.get_by_role("navigation").wait_for()
    return page


@pytest.fixture(params=SITES)
def theirs(context, hostile, ours, request):
    """A page of somebody else in the same browser, and where it is."""
    page = context.new_page()
    address = f"http://{SITES[request.param]}:{hostile}"
    page.goto(address)
    yield page, address
    page.close()


@pytest.fixture
def address(running):
    return f"http://127.0.0.1:{running.port}"


def is_untouched(ours, running, address):
    """The record is open, unchanged, and the same process holds it."""
    ours.goto(f"{address}/m/l")
    assert ours.get_by_text(WORD).first.is_visible()
    assert "planted" not in ours.content()


def test_it_can_read_nothing(theirs, address, ours, running):
    page, _ = theirs
    asked, refused = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: refused.append(request.url))
    read = """async (to) => {
        const found = [];
        for (const path of ['/', '/m/l', '/t', '/a.js', '/a.css', '/i.svg', '/nothing']) {
            for (const mode of ['cors', 'no-cors', 'same-origin']) {
                for (const method of ['GET', 'POST', 'HEAD', 'PUT']) {
                    try {
                        const answer = await fetch(to + path,
                            {mode, method, credentials: 'include', redirect: 'follow'});
                        const text = await answer.text();
                        if (answer.status || text) found.push([path, mode, method, text]);
                    } catch { /* refused */ }
                }
            }
        }
        return found;
    }"""
    assert page.evaluate(read, address) == []
    assert len(asked) > 40
    assert sorted(refused) == sorted(asked)
    is_untouched(ours, running, address)


def test_it_can_show_nothing_in_itself(theirs, address, ours, running):
    page, _ = theirs
    drawn = """async (to) => {
        const loaded = [];
        for (const [tag, name, path] of [['img', 'src', '/i.svg'], ['script', 'src', '/a.js'],
                ['link', 'href', '/a.css'], ['img', 'src', '/m/l'], ['script', 'src', '/m/l']]) {
            const one = document.createElement(tag);
            if (tag === 'link') one.rel = 'stylesheet';
            one[name] = to + path;
            const ended = new Promise((done) => {
                one.onload = () => { loaded.push([tag, path]); done(); };
                one.onerror = done;
            });
            document.body.append(one);
            await ended;
        }
        return loaded;
    }"""
    assert page.evaluate(drawn, address) == []
    for tag, name in (("iframe", "src"), ("embed", "src"), ("object", "data")):
        page.evaluate(
            """([tag, name, to]) => {
                const one = document.createElement(tag);
                one[name] = to;
                document.body.append(one);
            }""",
            [tag, name, f"{address}/m/l"],
        )
    page.wait_for_timeout(500)
    for frame in page.frames[1:]:
        assert WORD not in frame.content()
        assert frame.locator("form").count() == 0
    is_untouched(ours, running, address)


@pytest.mark.parametrize("way", ["straight", "over a redirect"])
@pytest.mark.parametrize("path", ["/m/l", "/l", "/x"])
def test_it_can_send_no_form(theirs, address, ours, running, way, path):
    page, here = theirs
    to = address + path if way == "straight" else f"{here}/go?{address}{path}"
    with page.expect_response(lambda response: response.url == address + path) as answer:
        page.evaluate(
            """(to) => {
                const form = document.createElement('form');
                form.method = 'post';
                form.action = to;
                form.innerHTML = '<input name=text value=planted><input name=token value=0>';
                document.body.append(form);
                form.submit();
            }""",
            to,
        )
    assert answer.value.status == 403
    # The browser sent the cookies along: it was we who refused.
    assert ("cookie" in answer.value.request.all_headers()) == (SITES["another port"] in here)
    is_untouched(ours, running, address)


@pytest.mark.parametrize("way", ["link", "redirect", "window"])
def test_it_can_lead_nobody_in(theirs, address, ours, running, way):
    page, here = theirs
    to = f"{here}/go?{address}/m/l" if way == "redirect" else f"{address}/m/l"
    if way == "window":
        with page.expect_popup() as popup:
            page.evaluate("(to) => { window.seen = window.open(to); }", to)
        popup.value.wait_for_load_state()
        seen = popup.value.content()
        popup.value.close()
    else:
        page.evaluate("(to) => { location.href = to; }", to)
        page.wait_for_url(f"{address}/m/l")
        seen = page.content()
    assert WORD not in seen
    assert "Forbidden" in seen
    is_untouched(ours, running, address)


def test_a_name_that_is_made_to_lead_here_is_refused(context, running, ours, address):
    page = context.new_page()
    answer = page.goto(f"http://rebound.example:{running.port}/m/l")
    assert answer.status == 421
    assert WORD not in page.content()
    page.close()
    is_untouched(ours, running, address)
