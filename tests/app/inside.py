"""A workbench inside the test's own process, with clocks and screens of the test's own."""

import asyncio
import re
from urllib.parse import urlencode

import pytest
from running import BEACON, FORM, FROM_US, NAVIGATION, Answer

from undertow.app.paths import Map
from undertow.app.protection import Protection
from undertow.app.tokens import LaunchToken
from undertow.app.workbench import Workbench
from undertow.words import english

PORT = 54321
LAUNCH = "l" * 32
__all__ = ["BEACON", "FROM_US", "LAUNCH", "NAVIGATION", "PORT", "Inside", "Ticking", "begin"]


@pytest.fixture
def begin():
    """Makes sittings, and closes them when the test is over."""
    made = []

    def make(*arguments, **options):
        made.append(Inside(*arguments, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


class Ticking:
    """A clock that a test moves."""

    def __init__(self, time=1000.0):
        self.time = time

    def __call__(self):
        return self.time


class Inside:
    """A sitting without a process: `ended` collects how it would have ended."""

    def __init__(self, path, routes=(), clocks=None, launch_seconds=60.0):
        self.clocks = clocks or [Ticking(), Ticking()]
        self.ended = []
        self.stopped = 0
        self.cookies = {}
        self.token = ""
        self.loop = asyncio.new_event_loop()
        self.workbench = Workbench(
            port=PORT,
            path=path,
            visitor="v" * 32,
            launch=LaunchToken(LAUNCH, launch_seconds, self.clocks[0]),
            screens=Map(routes),
            words=english(),
            clocks=self.clocks,
            stop_listening=self._stop,
        )
        self.app = Protection(self.workbench.answer, self._after, PORT)

    def close(self):
        self.loop.run_until_complete(self.workbench.close())
        self.workbench._desk.shutdown()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def _stop(self):
        self.stopped += 1

    async def _after(self, reply):
        if reply.ending is not None:
            self.ended.append(reply.ending)

    def ask(self, method, target, headers=NAVIGATION, form=None, body=None, kind=FORM):
        lines = {"Host": f"127.0.0.1:{PORT}", **headers}
        if form is not None:
            body = urlencode(form, doseq=True).encode()
        if body is not None:
            lines |= {"Origin": "null", "Content-Type": kind, "Content-Length": str(len(body))}
        if self.cookies:
            lines["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in lines.items()],
            "client": ("127.0.0.1", 40000),
            "server": ("127.0.0.1", PORT),
        }
        sent = []

        async def receive():
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message):
            sent.append(message)

        self.loop.run_until_complete(self.app(scope, receive, send))
        pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        answer = Answer(sent[0]["status"], pairs, sent[1]["body"].decode("utf-8", "replace"))
        for cookie in answer.header("set-cookie"):
            name, value = cookie.split(";")[0].split("=", 1)
            if name[0] in "vs":
                self.cookies[name] = value
        token = re.search(r'name="token" value="(\w+)"', answer.body)
        self.token = token[1] if token else self.token
        return answer

    def get(self, target):
        return self.ask("GET", target)

    def enter(self):
        return self.get(f"/o?t={LAUNCH}")

    def post(self, target, **fields):
        return self.ask("POST", target, FROM_US, {"token": self.token, **fields})

    def watch(self, seconds):
        """How the sitting ended by itself within so many seconds of real time, or None."""

        async def some_time():
            try:
                return await asyncio.wait_for(self.workbench.watch(), seconds)
            except TimeoutError:
                return None

        return self.loop.run_until_complete(some_time())
