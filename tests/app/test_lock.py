"""How a sitting ends: by the button, by nobody being there, by leaving, with its supervisor."""

import os
import signal
import socket
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from inside import Ticking, begin  # noqa: F401 (a fixture)
from running import BEACON, FROM_US, PASSPHRASE, Running, until

from undertow.app.asking import Lock, Route
from undertow.app.clocks import Idle, clocks
from undertow.app.reply import Ending
from undertow.vault.trouble import InUse
from undertow.vault.vault import Vault

MINUTES = 60.0


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "record"
    Vault.create(path, PASSPHRASE).close()
    return path


@pytest.fixture
def opened(kept, begin):  # noqa: F811
    inside = begin(kept, [Route("/away", lambda ask: Lock())])
    inside.enter()
    inside.post("/o", passphrase=PASSPHRASE)
    return inside


@pytest.fixture
def running(kept):
    with Running(kept) as workbench:
        workbench.unlock()
        yield workbench


def is_closed(path):
    """Whether nobody holds the record."""
    try:
        Vault.open(path, PASSPHRASE).close()
    except InUse:
        return False
    return True


def gone(process):
    return not Path(f"/proc/{process}").exists()


def test_the_clocks_tell_the_time_that_passes_in_sleep_too():
    assert len(clocks()) == (3 if sys.platform == "linux" else 2)
    assert all(clock() > 0 for clock in clocks())


@pytest.mark.parametrize("which", [0, 1, 2])
def test_the_clock_that_ran_furthest_decides(which):
    ticking = [Ticking(), Ticking(), Ticking()]
    idle = Idle(10 * MINUTES, ticking)
    ticking[which].time += 10 * MINUTES - 1
    assert not idle.over()
    ticking[which].time += 1
    assert idle.over()
    idle.touch()
    assert not idle.over()


def test_setting_the_clock_on_the_wall_back_gains_no_time():
    steady, wall = Ticking(), Ticking()
    idle = Idle(10 * MINUTES, [steady, wall])
    wall.time -= 100 * MINUTES
    steady.time += 10 * MINUTES
    assert idle.over()


@pytest.mark.parametrize("which", [0, 1])
def test_nobody_there_for_ten_minutes_locks_by_itself(opened, kept, which):
    opened.clocks[which].time += 10 * MINUTES - 1
    assert opened.watch(0.8) is None
    assert not is_closed(kept)
    opened.clocks[which].time += 1
    assert opened.watch(5) == Ending.LOCKED
    assert is_closed(kept)


def test_a_request_after_waking_up_finds_the_record_locked_already(opened, kept):
    opened.clocks[1].time += 24 * 60 * MINUTES
    answer = opened.get("/nothing")
    assert (answer.status, answer.header("location")) == (303, ["/"])
    assert opened.ended == [Ending.LOCKED]
    assert is_closed(kept)


def test_reading_on_and_writing_on_keep_the_record_open(opened):
    for _ in range(4):
        opened.clocks[0].time += 9 * MINUTES
        assert "data-lock" in opened.get("/nothing").body
        opened.clocks[0].time += 9 * MINUTES
        assert opened.ask("POST", "/t", BEACON, {"token": opened.token}).status == 204
    assert opened.ended == []


def test_our_files_and_strangers_keep_nothing_open(opened):
    opened.clocks[0].time += 9 * MINUTES
    opened.ask("GET", "/a.js", {**BEACON, "Sec-Fetch-Dest": "script"})
    owner = opened.cookies.pop("s54321")
    opened.get("/")
    opened.ask("POST", "/t", BEACON, {"token": opened.token})
    opened.cookies["s54321"] = owner
    opened.clocks[0].time += 1 * MINUTES
    assert opened.watch(5) == Ending.LOCKED


def test_the_time_until_the_lock_can_be_chosen(kept, begin):  # noqa: F811
    with Vault.open(kept, PASSPHRASE) as vault:
        vault.set("lock_minutes", 2)
    inside = begin(kept)
    inside.enter()
    inside.post("/o", passphrase=PASSPHRASE)
    assert 'data-lock="120"' in inside.get("/nothing").body
    inside.clocks[0].time += 2 * MINUTES
    assert inside.watch(5) == Ending.LOCKED


def test_an_hour_locked_ends_the_program(kept, begin):  # noqa: F811
    inside = begin(kept)
    inside.clocks[0].time += 60 * MINUTES - 1
    assert inside.watch(0.8) is None
    inside.clocks[0].time += 1
    assert inside.watch(5) == Ending.OVER


def test_the_last_window_that_goes_locks_and_another_page_in_time_does_not(opened, kept):
    windows = opened.workbench._session.windows
    windows.opened(speaks=True)
    windows.gone()
    opened.clocks[0].time += 1.9
    assert "data-lock" in opened.get("/nothing").body
    opened.clocks[0].time += 1.9
    assert opened.watch(0.8) is None
    windows.opened(speaks=True)
    opened.clocks[0].time += 60
    assert opened.watch(0.8) is None
    windows.gone()
    opened.clocks[0].time += 2
    assert opened.watch(5) == Ending.LOCKED
    assert is_closed(kept)


def test_without_scripts_only_time_locks(opened):
    opened.get("/nothing")
    opened.clocks[0].time += 9 * MINUTES
    assert opened.watch(0.8) is None


def test_an_open_connection_tells_that_a_window_is_there(running, kept):
    sitting = running.sitting()
    fetch = {**BEACON, "Sec-Fetch-Mode": "same-origin"}
    head = {"Host": f"127.0.0.1:{running.port}", **fetch}
    head["Cookie"] = "; ".join(f"{name}={value}" for name, value in running.cookies.items())
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    with socket.create_connection(("127.0.0.1", running.port)) as window:
        window.sendall(f"GET /t HTTP/1.1\r\n{lines}\r\n".encode())
        assert window.recv(100).startswith(b"HTTP/1.1 200")
        assert not until(lambda: gone(sitting), 4)
    assert until(lambda: gone(sitting), 6)
    assert is_closed(kept)
    assert running.ask("GET", "/t", fetch).status == 204


def test_a_screen_can_ask_for_the_lock(opened, kept):
    answer = opened.post("/away")
    assert (answer.status, answer.header("location")) == (303, ["/"])
    assert opened.ended == [Ending.LOCKED]
    assert opened.stopped == 1
    assert is_closed(kept)


def test_the_lock_ends_the_process_that_held_the_record(running, kept):
    sitting = running.sitting()
    answer = running.post("/l")
    assert (answer.status, answer.header("location")) == (303, ["/"])
    assert is_closed(kept)
    assert 'name="passphrase"' in running.get("/").body
    assert until(lambda: gone(sitting))
    assert running.sitting() != sitting
    assert "data-lock" in running.unlock().body


def test_an_old_session_is_worth_nothing_after_the_lock(running):
    before = dict(running.cookies)
    running.post("/l")
    assert 'name="passphrase"' in running.ask("GET", "/m", cookies=before).body
    running.unlock()
    assert 'name="passphrase"' in running.ask("GET", "/m", cookies=before).body


def test_the_next_process_waits_ready_and_knows_nothing(running):
    assert until(lambda: len(running.processes()) == 3)
    spare = running.processes()[2]
    if os.access(f"/proc/{spare}/fd", os.R_OK):  # only the administrator may look
        assert not any("record" in name for name in open_files(spare))
    running.post("/l")
    assert until(lambda: running.sitting() == spare)


@pytest.mark.parametrize("fetch", [BEACON, FROM_US])
def test_leaving_ends_every_process_and_the_port(running, kept, fetch):
    assert until(lambda: len(running.processes()) == 3)
    processes = running.processes()
    answer = running.ask("POST", "/x", fetch, {"token": running.token})
    assert answer.status == (204 if fetch is BEACON else 303)
    assert is_closed(kept)
    assert running.process.wait(5) == 0
    assert all(gone(process) for process in processes[1:])
    with pytest.raises(ConnectionRefusedError):
        running.raw(b"")


def test_leaving_without_scripts_leads_away_over_an_empty_page(kept):
    with Vault.open(kept, PASSPHRASE) as vault:
        vault.set("exit_address", "https://www.wikipedia.org/")
    with Running(kept) as running:
        running.unlock()
        assert running.post("/x").header("location") == ["/x"]
        answer = running.ask("GET", "/x", FROM_US)
        assert answer.header("refresh") == ["0;url=https://www.wikipedia.org/"]
        assert answer.body == "<!DOCTYPE html><title>Notes</title>"
        assert running.process.wait(5) == 0


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,a", "https://", "x", "https://a b", 5,
                "https://a.org/\r\nSet-Cookie: a=b", "file:///etc/passwd", "//a.org", ""]
)  # fmt: skip
def test_an_address_to_leave_to_that_is_none_counts_as_not_chosen(kept, begin, address):  # noqa: F811
    with Vault.open(kept, PASSPHRASE) as vault:
        vault.set("exit_address", address)
    inside = begin(kept)
    inside.enter()
    inside.post("/o", passphrase=PASSPHRASE)
    assert 'data-exit=""' in inside.get("/nothing").body


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_the_sittings_end_with_the_program_however_it_ends(running, kept, number):
    assert until(lambda: len(running.processes()) == 3)
    below = running.processes()[1:]
    running.process.send_signal(number)
    status = running.process.wait(5)
    assert status == {signal.SIGINT: 130, signal.SIGKILL: -9}.get(number, 0)
    assert until(lambda: all(gone(process) or zombie(process) for process in below))
    assert is_closed(kept)


def test_a_sitting_that_dies_leaves_a_locked_page(running, kept):
    os.kill(running.sitting(), signal.SIGKILL)
    assert until(lambda: is_closed(kept))
    assert 'name="passphrase"' in running.get("/").body
    assert "data-lock" in running.unlock().body


def test_a_program_whose_sittings_keep_failing_says_so_and_ends(kept):
    with Running(kept) as running:
        dead = set()
        while running.process.poll() is None:
            for process in set(running.processes()[1:]) - dead:
                os.kill(process, signal.SIGKILL)
                dead.add(process)
        assert running.process.returncode == 2
        assert "could not start" in running.process.stderr.read()
        assert len(dead) == 3


def open_files(process):
    """What a process has open, by name."""
    return [os.readlink(one) for one in Path(f"/proc/{process}/fd").iterdir()]


def zombie(process):
    """Whether a process is over, and only waits for somebody to ask how."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
