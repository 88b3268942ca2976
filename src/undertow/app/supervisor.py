"""Owns the port, and hands it from one sitting to the next. It never holds anything private.

Nothing heavy is imported here: the first sitting does that meanwhile, in its own process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from undertow.app.gate import ADDRESS
from undertow.app.orders import Order, give
from undertow.app.paths import ENTRANCE
from undertow.app.reply import Ending
from undertow.app.tokens import new_secret
from undertow.words import Words

LAUNCH_SECONDS = 60.0
PAUSE = 2.0
"""Seconds after which the next sitting is made ready, so that the first page does not wait."""
FAULTS = 3
"""Sittings in a row that may fail at once before the program gives up."""


def listen(port: int, words: Words) -> socket.socket:
    """The socket that everything goes through.

    Args:
        port: 0 takes any that is free.
        words: for the refusal.

    Raises:
        Problem: the port is taken, or may not be used.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    listener.setsockopt(socket.SOL_SOCKET, exclusive or socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        listener.listen(64)
    except (OSError, OverflowError):
        from undertow.record.problem import Problem

        listener.close()
        raise Problem(words.say("app.entrance.port", port=port)) from None
    return listener


class Supervisor:
    """Runs sittings one after another at one socket, until one of them says that all is over.

    The first one makes itself ready as soon as this is made; `close` is to be called in any case.

    Args:
        listener: as made by `listen`.
        words: what may be said.
    """

    def __init__(self, listener: socket.socket, words: Words) -> None:
        self._words = words
        self._listener = listener
        self._visitor = new_secret()
        self._launch = new_secret()
        self._sitting: subprocess.Popen[bytes] | None = None
        self._spare: subprocess.Popen[bytes] | None = self._process()

    @property
    def address(self) -> str:
        """The address that opens the browser: good once, for a minute."""
        port = self._listener.getsockname()[1]
        return f"http://{ADDRESS}:{port}{ENTRANCE}?t={self._launch}"

    def start(self, vault: Path) -> None:
        """Gives the first sitting its order: the record's file. `address` is good from now on."""
        self._vault = vault
        self._begin(self._launch)

    def run(self) -> None:
        """Hands on until all is over.

        Raises:
            Problem: sittings fail as soon as they begin.
            SystemExit: the program is told to end.
        """
        _end_on_signals()
        faults = 0
        while True:
            began = time.monotonic()
            status = self._status()
            if status == Ending.OVER:
                return
            quick = time.monotonic() - began < PAUSE
            faults = faults + 1 if quick and status != Ending.LOCKED else 0
            if faults == FAULTS:
                from undertow.record.problem import Problem

                raise Problem(self._words.say("app.entrance.no_start"))
            self._begin(launch="")

    def close(self) -> None:
        """Ends what is still running: each process sees its pipe close, and is given a moment."""
        self._listener.close()
        for process in (self._sitting, self._spare):
            if process is None:
                continue
            if process.stdin is not None:
                with contextlib.suppress(OSError):
                    process.stdin.close()
            try:
                process.wait(1.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _status(self) -> int:
        """Waits for the sitting to end; meanwhile makes the next one ready."""
        assert self._sitting is not None
        try:
            return self._sitting.wait(PAUSE)
        except subprocess.TimeoutExpired:
            if self._spare is None or self._spare.poll() is not None:
                self._spare = self._process()
            return self._sitting.wait()

    def _begin(self, launch: str) -> None:
        """Gives the socket to the spare process, or to a new one."""
        ready = self._spare if self._spare is not None and self._spare.poll() is None else None
        self._sitting, self._spare = ready or self._process(), None
        assert self._sitting.stdin is not None
        order = Order(self._vault, self._visitor, launch, LAUNCH_SECONDS)
        with contextlib.suppress(BrokenPipeError):  # it failed already; its status tells
            give(order, self._listener, self._sitting.stdin, self._sitting.pid)

    def _process(self) -> subprocess.Popen[bytes]:
        """A sitting that waits for its order. Nobody hears what it prints: it could be private."""
        heard = None if os.environ.get("UNDERTOW_DEBUG") == "1" else subprocess.DEVNULL
        return subprocess.Popen(
            # -P: nothing is imported from the folder that the program happens to run in.
            [sys.executable, "-P", "-m", "undertow.app.sitting"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=heard,
            pass_fds=() if sys.platform == "win32" else (self._listener.fileno(),),
            # Ctrl-C reaches the supervisor alone, which then ends everything in order.
            start_new_session=True,
        )


def _end_on_signals() -> None:
    """Being told to end, or a terminal that closes, ends the program as Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda *_: sys.exit(0))
