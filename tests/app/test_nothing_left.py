"""A whole session, exports, a crash and a kill, with every file and connection looked at.

The workbench runs under strace: it names each file that any of its processes opens, unlinked ones
too, and gives every byte written. The words and numbers looked for are in the record from the
start, and are sent once more by the forms.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "vault"))

from canaries import LONG_NUMBER, NUMBER, WORD, found_below, found_in
from running import FROM_US, PASSPHRASE, Running, until
from test_keep_running import multipart
from traced import Trace, below, strace
from visitor import entry

from undertow.vault.vault import Vault

CAN_TRACE = bool(shutil.which("strace")) and hasattr(os, "getuid") and os.getuid() == 0
"""Only root sees what a process that lets nobody look in writes."""
TEXT = f"{WORD} {LONG_NUMBER} "

pytestmark = pytest.mark.skipif(
    not CAN_TRACE and not os.environ.get("CI"), reason="needs strace, and root"
)


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """Every folder a program could write to, all of them ours."""
    folder = tmp_path_factory.mktemp("places")
    for name in ("kept", "home", "temp", "here"):
        (folder / name).mkdir()
    return folder


@pytest.fixture(scope="module")
def trace(places):
    """What was seen of the session."""
    path = places / "kept" / "notes"
    with Vault.create(path, PASSPHRASE) as vault:
        vault.set("first_run_done", True)
        for month in range(1, 9):
            for day, kind in ((3, "harm"), (4, "apology"), (5, "warmth"), (9, "harm")):
                when = f"2026-{month:02}-{day:02}"
                vault.add_entries([entry(when, kind, NUMBER, note=TEXT)], 20400.0)
            vault.add_entries([entry(f"2026-{month:02}-06", "craving", NUMBER)], 20400.0)
        for kind, about in (("letter", ""), ("night", ""), ("plan", "money"), ("mine", "person")):
            vault.add_text(kind, TEXT * 30, 20400.0, about)
    before = ["env", "-C", places / "here", *strace(places / "seen")]
    environment = {
        "HOME": str(places / "home"),
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "SQLITE_TMPDIR": str(places / "temp"),
        "TMPDIR": str(places / "temp"),
        "UNDERTOW_DEBUG": "",
    }
    running = Running(path, environment=environment, before=before)
    with running:
        a_session(running)
        a_copy_put_back(running)
        ended(running, signal.SIGSEGV)
        ended(running, signal.SIGKILL)
        running.post("/x")
        running.ask("GET", "/x", FROM_US)
        output = "".join(running.process.communicate(timeout=20))
    assert found_in(output.encode()) == []
    return Trace(places / "seen")


def shown(running, path, **fields):
    """The page a form leads to."""
    running.get(path)
    answer = running.post(path, **fields)
    assert answer.status == 303
    return running.get(answer.header("location")[0])


def a_session(running):
    """Every kind of screen is seen, much is written, the three exports are saved."""
    running.enter()
    running.post("/o", passphrase=f"not {WORD}")
    running.unlock()
    running.get("/d")
    number = re.search(r"e=?/?(\d+)", shown(running, "/d", kind="harm").body)
    assert number
    page = shown(running, "/d/e/1", exact="day", date="2026-01-03", value=str(NUMBER), note=TEXT)
    assert page.status == 200
    shown(running, "/m/l", text=TEXT)
    shown(running, "/w/l", text=TEXT)
    shown(running, "/k/p", old="wrong", new=TEXT, again="other")
    for path in ("/", "/b/s", "/d", "/d/e/1", "/p", "/m", "/m/l", "/m/w", "/h/p", "/u", "/none"):
        assert running.get(path).status in (200, 404)
    assert WORD in running.get("/m/l").body
    table = shown(running, "/k/e", do="table").body
    assert WORD in table
    assert "7.1234567" in table
    assert WORD in shown(running, "/k/e", do="sheet").body
    assert shown(running, "/k/b", do="copy").status == 200


def a_copy_put_back(running):
    """The record is sent as a file, as it lies there, and takes its own place."""
    content = running.vault.read_bytes()
    running.get("/k/b")
    form = {"token": running.token, "do": "restore", "passphrase": PASSPHRASE, "sure": "1"}
    kind = {"Content-Type": "multipart/form-data; boundary=xxx", "Origin": "null", **FROM_US}
    assert running.ask("POST", "/k/b", kind, body=multipart(form, content)).status == 303
    assert "data-lock" in running.unlock().body


def ended(running, number):
    """The process that holds the record dies with a word half said; the next one opens it."""
    sitting = running.sitting()
    running.post("/m/l", text=f"{TEXT} {number}")
    os.kill(sitting, number)
    assert until(lambda: sitting not in running.processes())
    assert until(lambda: len(running.processes()) > 1)
    assert "data-lock" in running.unlock().body


def test_no_file_is_opened_to_be_written_but_those_of_the_record_not_even_an_unlinked_one(
    trace, places
):
    record = re.compile(
        re.escape(f"{places}/kept/") + r"(notes(-lock|-journal)?|\.*notes-[\w.-]+)|/dev/null"
    )
    opened = trace.opened_to_write()
    assert f"{places}/kept/notes" in opened
    assert f"{places}/kept/notes-journal" in opened
    assert [name for name in opened if not record.fullmatch(name)] == []
    assert trace.mapped_to_write() == []
    for call in ("memfd_create", "mknod", "mknodat", "shmget", "sendfile", "splice"):
        assert trace.calls(call) == []
    assert trace.calls("copy_file_range", "io_uring_setup") == []


def test_no_byte_that_goes_to_a_file_or_a_pipe_can_be_read(trace, places):
    written = trace.written()
    to_record = sum(len(one.content) for one in written if one.file.startswith(f"{places}/kept/"))
    assert to_record > 100_000
    readable = [(one.file, found_in(one.content)) for one in written if not to_closer(one)]
    assert [(file, found) for file, found in readable if found] == []
    # Entries, but none of the person's own words, go to the process of the closer reading.
    assert {tuple(found_in(one.content)) for one in written if to_closer(one)} == {
        ("number as text",)
    }


def to_closer(one):
    """Whether this went from a sitting to its own process: memory of the kernel, never swapped."""
    return one.file.startswith("pipe:") and one.content.startswith(b'{"entries": ')


def test_no_file_that_is_left_can_be_read(trace, places):
    shutil.rmtree(places / "seen")
    assert found_below(places) == {}
    assert below(places / "home") | below(places / "temp") | below(places / "here") == set()


def test_nothing_is_connected_to_and_one_socket_listens_on_the_loopback(trace):
    assert trace.network("connect") == []
    (made,) = trace.network("socket")
    assert "AF_INET, SOCK_STREAM" in made
    families = {line.partition(",")[0] for line in trace.calls("socket")}
    assert families <= {"socket(AF_INET", "socket(AF_UNIX"}
    (bound,) = trace.network("bind")
    assert 'inet_addr("\\x31\\x32\\x37\\x2e\\x30\\x2e\\x30\\x2e\\x31")' in bound


CARELESS = f"""
import mmap, os, socket, tempfile
with tempfile.TemporaryFile() as file:
    file.write(b"{WORD}")
    file.flush()
    mmap.mmap(file.fileno(), 0)
socket.socket().connect_ex(("127.0.0.1", 9))
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("127.0.0.1", 9))
"""


def test_a_careless_program_is_caught_in_all_of_this(tmp_path):
    command = [*strace(tmp_path / "seen"), sys.executable, "-c", CARELESS]
    subprocess.run(command, env={"TMPDIR": str(tmp_path)}, check=True, timeout=60)
    seen = Trace(tmp_path / "seen")
    assert [name for name in seen.opened_to_write() if name.startswith(f"{tmp_path}/")]
    assert any(found_in(one.content) == ["word"] for one in seen.written())
    assert len(seen.mapped_to_write()) == 1
    assert len(seen.network("connect")) == len(seen.network("socket")) == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "seen"]
