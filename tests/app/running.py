"""The workbench as its user starts it, and a client that talks to it like a browser."""

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

UNDERTOW = Path(sys.executable).with_name("undertow")
PASSPHRASE = "four plain words here"
NAVIGATION = {
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
FROM_US = {**NAVIGATION, "Sec-Fetch-Site": "same-origin"}
BEACON = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "empty"}
FORM = "application/x-www-form-urlencoded"


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: str

    def header(self, name):
        return [value for key, value in self.headers if key == name.lower()]


class Running:
    """`undertow open --no-browser`, and the cookies it gave.

    What stands `before` the command is a program that runs it, to watch it.
    """

    def __init__(self, vault, *options, environment=None, before=()):
        self.vault = vault
        self.process = subprocess.Popen(
            [*before, UNDERTOW, "open", "--no-browser", "--vault", vault, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.address = self.process.stdout.readline().strip()
        self.port = int(re.match(r"http://127\.0\.0\.1:(\d+)/", self.address)[1])
        self.launch = self.address.removeprefix(f"http://127.0.0.1:{self.port}")
        self.cookies = {}
        self.token = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=10)

    def raw(self, content, wait=10):
        """What comes back for bytes sent as they are."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(content)
            return read_answer(connection)

    def ask(self, method, path, headers=None, form=None, body=b"", cookies=None):
        """One request; what a browser remembers of the answer is remembered."""
        lines = {"Host": f"127.0.0.1:{self.port}", **(NAVIGATION if headers is None else headers)}
        if form is not None:
            body = urlencode(form, doseq=True).encode()
            lines = {"Content-Type": FORM, "Origin": "null", **lines}
        if body or form is not None:
            lines = {"Content-Length": str(len(body)), **lines}
        carried = self.cookies if cookies is None else cookies
        if carried:
            lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in carried.items())
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
        answer = self.raw(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        for cookie in answer.header("set-cookie"):
            name, value = cookie.split(";")[0].split("=", 1)
            if name[0] in "vs":
                self.cookies[name] = value
        token = re.search(r'name="token" value="(\w+)"', answer.body)
        self.token = token[1] if token else self.token
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, **fields):
        return self.ask("POST", path, FROM_US, {"token": self.token, **fields})

    def enter(self):
        """In by the launch address."""
        return self.get(self.launch)

    def unlock(self):
        """Up to an open record."""
        if not self.cookies:
            self.enter()
        self.post("/o", passphrase=PASSPHRASE, again=PASSPHRASE)
        return self.get("/m")

    def processes(self):
        """Numbers of all our processes: the one that was started, and what it started."""
        return tree(self.process.pid)

    def sitting(self):
        """The number of the process that answers: the first that was started."""
        return self.processes()[1]


def read_answer(connection):
    content = b""
    try:
        while part := connection.recv(65536):
            content += part
    except ConnectionResetError:
        pass
    head, _, body = content.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    status = int(lines[0].split()[1]) if lines[0] else 0
    pairs = [line.split(":", 1) for line in lines[1:]]
    headers = [(key.strip().lower(), value.strip()) for key, value in pairs]
    return Answer(status, headers, body.decode("utf-8", "replace"))


def tree(root):
    """A process and all below it, oldest first."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found = [root] if root in parents else []
    for one in found:
        found += sorted(child for child, parent in parents.items() if parent == one)
    return found


def until(condition, seconds=10.0):
    """Waits for a condition, and says whether it came."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False
