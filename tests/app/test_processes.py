"""What others on this machine can see of a running workbench: its processes, sockets and files."""

import contextlib
import os
import pwd
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from running import FROM_US, NAVIGATION, PASSPHRASE, Running, until

from undertow.app.peers import is_ours
from undertow.vault.vault import Vault
from undertow.words import english

CANARY = "seven quiet herons"
TABLES = [
    f"/proc/net/{name}{six}" for name in ("tcp", "udp", "raw", "udplite") for six in ("", "6")
]
UNSEEN = ("trauma", "bond", "abuse", "partner", "survivor", "victim", "safety")

only_root = pytest.mark.skipif(
    os.name == "posix" and os.getuid() != 0 and not os.environ.get("CI"),
    reason="only root can be another user",
)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def running(tmp_path):
    path = tmp_path / "kept" / "record"
    Vault.create(path, PASSPHRASE).close()
    with Running(path) as workbench:
        workbench.unlock()
        assert until(lambda: len(workbench.processes()) == 3)
        yield workbench


def handles(process):
    folder = Path(f"/proc/{process}/fd")
    if not os.access(folder, os.R_OK) and not os.environ.get("CI"):
        pytest.skip("a sitting lets only the administrator look into it")
    found = {}
    for one in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed in this very moment
            found[one.name] = os.readlink(one)
    return found


def test_the_only_network_socket_of_all_processes_is_the_loopback_listener(running):
    ours = {
        target[8:-1]
        for process in running.processes()
        for target in handles(process).values()
        if target.startswith("socket:[")
    }
    assert ours
    found = []
    for table in TABLES:
        if os.path.exists(table):
            for line in Path(table).read_text().splitlines()[1:]:
                cells = line.split()
                if cells[9] in ours:
                    found.append((table, cells[1], cells[2], cells[3]))
    here = f"0100007F:{running.port:04X}"
    assert found == [("/proc/net/tcp", here, "00000000:0000", "0A")]


def test_no_socket_of_ours_has_a_name_that_others_could_connect_to(running):
    ours = {t[8:-1] for p in running.processes() for t in handles(p).values() if t[:6] == "socket"}
    for line in Path("/proc/net/unix").read_text().splitlines()[1:]:
        cells = line.split()
        assert cells[6] not in ours or len(cells) == 7


def test_nothing_private_stands_in_a_command_line_or_an_environment(running):
    running.post("/d", kind="harm", note=CANARY)
    secrets = [PASSPHRASE, CANARY, running.launch[-32:], *running.cookies.values()]
    for process in running.processes():
        for name in ("cmdline", "environ", "comm"):
            content = Path(f"/proc/{process}/{name}").read_bytes().decode("utf-8", "replace")
            assert not [secret for secret in secrets if secret in content]
    for process in running.processes()[1:]:
        command = Path(f"/proc/{process}/cmdline").read_text().split("\0")
        assert command[1:-1] == ["-P", "-m", "undertow.app.sitting"]
        assert not [word for word in UNSEEN if word in "".join(command[1:]).lower()]


def test_a_process_that_holds_a_record_leaves_no_core_and_lets_nobody_look_in(running):
    sitting = running.sitting()
    limits = Path(f"/proc/{sitting}/limits").read_text()
    line = next(one for one in limits.splitlines() if one.startswith("Max core file size"))
    assert line.split()[4:6] == ["0", "0"]
    # Its files here belong to root: not even its own user may look in.
    assert Path(f"/proc/{sitting}/mem").stat().st_uid == 0


@only_root
def test_a_hardened_process_of_an_ordinary_user_is_closed_to_that_user():
    look = "import os; print(os.stat('/proc/self/mem').st_uid == os.getuid());"
    code = f"{look} exec(open(0).read()); harden(); {look}"
    hardening = Path(sys.modules["undertow.app"].__path__[0], "hardening.py").read_text()
    assert as_nobody(code, given=hardening).stdout.split() == ["True", "False"]


def test_the_pattern_is_made_ready_while_the_passphrase_is_typed(tmp_path):
    with Running(tmp_path / "record") as workbench:
        workbench.enter()
        sitting = workbench.sitting()
        assert not has_inference(sitting)
        assert until(lambda: has_inference(sitting), 20)
        assert "data-lock" in workbench.unlock().body


def test_nothing_is_printed_whatever_happens(running):
    running.get("/nothing")
    running.raw(b"nonsense\r\n\r\n")
    running.post("/d", kind="harm", note=CANARY)
    running.ask("POST", "/x", FROM_US, {"token": running.token})
    running.ask("GET", "/x", FROM_US)
    out, errors = running.process.communicate(timeout=10)
    assert out == ""
    assert errors.splitlines() == [english().say("app.entrance.address")]


def has_inference(process):
    """Whether it has what only inference imports."""
    return "numpy/random/" in Path(f"/proc/{process}/maps").read_text()


def as_nobody(code, *arguments, given=""):
    """Python code, run as another user."""
    nobody = pwd.getpwnam("nobody")

    def become():
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)

    return subprocess.run(
        ["/usr/bin/env", "python3", "-c", code, *arguments],
        preexec_fn=become,
        input=given,
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=20,
    )


@only_root
@pytest.mark.parametrize("with_all_secrets", [False, True])
def test_another_user_of_this_machine_gets_nothing_even_with_stolen_cookies(
    running, with_all_secrets
):
    cookies = "; ".join(f"{name}={value}" for name, value in running.cookies.items())
    head = {"Host": f"127.0.0.1:{running.port}", **NAVIGATION}
    if with_all_secrets:
        head["Cookie"] = cookies
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    code = (
        "import socket, sys; s = socket.create_connection(('127.0.0.1', int(sys.argv[1])));"
        "s.sendall(sys.argv[2].encode()); print(s.recv(100).split()[1].decode())"
    )
    request = f"GET /m HTTP/1.1\r\n{lines}\r\n"
    done = as_nobody(code, str(running.port), request)
    assert done.stdout.strip() == "403", done.stderr
    assert running.raw(request.encode()).status == (200 if with_all_secrets else 403)


def test_a_connection_from_elsewhere_is_refused():
    for address in ("192.168.1.7", "10.0.0.1", "::1", "", "8.8.8.8", "1127.0.0.1"):
        assert not is_ours((address, 40000), ("127.0.0.1", 1))


def test_a_record_sent_as_a_file_never_touches_the_disk(running, tmp_path):
    sitting = running.sitting()
    before = set(handles(sitting).values())
    boundary = "abcdef"
    part = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{running.token}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="b"\r\n\r\n'
    ).encode()
    body = part + CANARY.encode() * 200_000 + f"\r\n--{boundary}--\r\n".encode()
    head = {**FROM_US, "Origin": "null"}
    head["Content-Type"] = f"multipart/form-data; boundary={boundary}"
    seen = set()
    answer = []
    sender = Thread(target=lambda: answer.append(running.ask("POST", "/nothing", head, body=body)))
    sender.start()
    while sender.is_alive():
        seen |= set(handles(sitting).values())
    sender.join()
    assert answer[0].status == 303
    new = [name for name in seen - before if name.startswith("/") and "/net/tcp" not in name]
    assert new == []
