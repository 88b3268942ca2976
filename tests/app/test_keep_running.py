"""Erasing, and putting a copy back, in the running workbench: the process that held it ends."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `--import-mode=importlib` adds no folder itself

from running import FROM_US, PASSPHRASE, Running, until

from undertow.vault.vault import Vault


@pytest.fixture
def running(tmp_path):
    path = tmp_path / "notes"
    with Vault.create(path, PASSPHRASE) as vault:
        vault.set("first_run_done", True)
        vault.add_text("letter", "Dear you", 20000.0)
    with Running(path) as started:
        started.unlock()
        yield started


def sent(running, path, **fields):
    """The page that a form leads to."""
    running.get(path)
    answer = running.post(path, **fields)
    assert answer.status == 303
    return running.get(answer.header("location")[0])


def test_erasing_ends_the_process_and_leads_to_a_first_page(running):
    sitting = running.sitting()
    page = sent(running, "/k/x", do="ask").body
    code = re.search(r'class="number">(\d{4})<', page)
    assert code
    answer = running.post("/k/x", do="erase", code=code[1])
    assert (answer.status, answer.header("location")) == (303, ["/?s=done"])
    assert until(lambda: sitting not in running.processes())
    assert not running.vault.exists()
    page = running.get("/?s=done").body
    assert 'name="again"' in page
    assert "The file was taken away." in page


def test_a_copy_put_back_ends_the_process_and_asks_for_the_passphrase_of_the_copy(running):
    running.get("/k/b")
    name = running.post("/k/b", do="copy").header("location")[0]
    assert running.get(name).header("content-disposition") == ['attachment; filename="notes.bak"']
    content = running.vault.read_bytes()  # what a copy holds, for a text cannot carry bytes here
    sitting = running.sitting()
    running.get("/k/b")
    body = multipart(
        {"token": running.token, "do": "restore", "passphrase": PASSPHRASE, "sure": "1"}, content
    )
    kind = "multipart/form-data; boundary=xxx"
    headers = {"Content-Type": kind, "Origin": "null", **FROM_US}
    answer = running.ask("POST", "/k/b", headers, body=body)
    assert (answer.status, answer.header("location")) == (303, ["/?s=back"])
    assert until(lambda: sitting not in running.processes())
    assert len(list(running.vault.parent.glob("notes-old-*"))) == 1
    page = running.get("/?s=back").body
    assert 'name="passphrase"' in page
    assert "The copy is in place." in page


def multipart(fields, content):
    """A form with a file, as a browser sends it."""
    parts = [
        f'--xxx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = b'--xxx\r\nContent-Disposition: form-data; name="file"; filename="notes.bak"\r\n'
    return b"".join([*parts, head, b"\r\n", content, b"\r\n--xxx--\r\n"])
