"""What the workbench answers to a request that was let in."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from undertow.app import cookies
from undertow.app.asking import Page
from undertow.app.clocks import Clock, Idle
from undertow.app.entrance import Entrance
from undertow.app.forms import NotAForm, Receive, Sent, body_of, read_form, read_query
from undertow.app.gate import Request
from undertow.app.paths import ENTRANCE, LEAVE, LOCK, STILL_HERE, Map
from undertow.app.rendering import Look, render
from undertow.app.reply import Ending, Reply, done, on_to, plain
from undertow.app.session import Session
from undertow.app.showing import Asked, show
from undertow.app.static_files import static
from undertow.app.tokens import FormTokens, LaunchToken
from undertow.words import Words

LONGEST_LOCKED = 3600.0
"""Seconds that a closed record is offered to be opened; then the whole program ends."""
LONGEST_CLOSING = 0.5
"""Seconds that closing may take; the process then ends all the same, and nothing is lost."""
LONGEST_LEAVING = 2.0
"""Seconds that a browser without scripts gets to fetch where to go."""


class Workbench:
    """One sitting: a closed record, opened at most once, and closed for good.

    Args:
        port: ours.
        path: the record's file; it need not be there yet.
        visitor: what the cookie holds of a browser that came in by the launch address.
        launch: the token of that address.
        screens: what there is to see.
        words: what may be said.
        clocks: to tell how long nobody has been there.
        stop_listening: takes no more connections: they wait for the next sitting.
    """

    def __init__(
        self,
        port: int,
        path: Path,
        visitor: str,
        launch: LaunchToken,
        screens: Map,
        words: Words,
        clocks: Sequence[Clock],
        stop_listening: Callable[[], None],
    ) -> None:
        self._port = port
        self._visitor = visitor
        self._launch = launch
        self._screens = screens
        self._words = words
        self._clocks = clocks
        self._stop_listening = stop_listening
        self._tokens = FormTokens(visitor)
        self._entrance = Entrance(path, words)
        self._locked = Idle(LONGEST_LOCKED, clocks)
        self._session: Session | None = None
        self._exit: str | None = None  # where to, once somebody has left without scripts
        # One thread for the record: requests take turns, and a long one never blocks the lock.
        self._desk = ThreadPoolExecutor(1)

    async def answer(self, request: Request, receive: Receive) -> Reply:
        """The answer to one request."""
        path = request.target.decode("ascii")
        file = static(path)
        if file is not None:
            return file if request.method != "POST" else _not_with("GET", "HEAD")
        if self._exit is not None:
            return self._way_out(path, self._exit)
        query = read_query(request.query)
        if path == ENTRANCE and request.method == "GET" and self._launch.spend(_first(query, "t")):
            page = self._shown(self._entrance.page())
            cookie = cookies.setting(cookies.VISITOR, self._port, self._visitor)
            return page._replace(headers=(cookie,))
        if not cookies.carries(request.headers, cookies.VISITOR, self._port, self._visitor):
            return self._shown(Page("closed.html.j2", {}, 403))
        if self._session is not None and (
            self._session.idle.over() or self._session.windows.closed()
        ):
            return await self.lock()
        if request.method == "POST":
            try:
                body = await body_of(receive, int(request.one(b"content-length") or 0))
                sent = read_form(body, request.one(b"content-type") or b"")
            except NotAForm:
                return plain(400)
            if not self._tokens.proves(_first(sent.fields, "token")):
                return plain(403)
            return await self._sent(request, path, sent)
        if path == STILL_HERE and request.method == "GET":
            return self._held_open(request)
        if path in (LOCK, LEAVE, STILL_HERE):
            return _not_with("POST")
        session = self._owned_by(request)
        if session is None:
            return self._shown(self._entrance.page(_first(query, "s")))
        if path == ENTRANCE:
            return on_to("/")
        return await self._screen(session, Asked(path, "GET", query, Sent({}, {})))

    async def watch(self) -> Ending:
        """Waits until nobody has been there for too long, and tells what ends then."""
        while True:
            await asyncio.sleep(0.5)
            if self._session is None:
                if self._locked.over():
                    return Ending.OVER
            elif self._session.idle.over() or self._session.windows.closed():
                await self.close()
                return Ending.LOCKED

    async def close(self) -> None:
        """Closes the record, if it is open."""
        session, self._session = self._session, None
        if session is not None:
            session.over.set()
            session.closer.close()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.to_thread(session.vault.close), LONGEST_CLOSING)

    async def lock(self, said: str = "") -> Reply:
        """Closes the record and leads to the next sitting, which has never seen it.

        Args:
            said: what the next sitting says first, a name under `app.entrance.said`.
        """
        self._stop_listening()
        await self.close()
        gone = cookies.setting(cookies.OWNER, self._port, "")
        return on_to(f"/?s={said}" if said else "/", gone, ending=Ending.LOCKED)

    async def _sent(self, request: Request, path: str, sent: Sent) -> Reply:
        """The answer to a form that one of our pages sent."""
        session = self._owned_by(request)
        if path == LEAVE:
            return await self._leave(request, session)
        if path == STILL_HERE:
            return done()
        if path == LOCK or (path == ENTRANCE and self._session is not None and session is None):
            # A second browser cannot join: the record is closed, and the passphrase asked again.
            return on_to("/") if self._session is None else await self.lock()
        if path == ENTRANCE and session is None:
            return await self._open(sent)
        if session is None or path == ENTRANCE:
            return on_to("/")
        return await self._screen(session, Asked(path, "POST", read_query(request.query), sent))

    async def _open(self, sent: Sent) -> Reply:
        """One try to open the record."""
        again = _first(sent.fields, "again")
        vault = await self._entrance.open(_first(sent.fields, "passphrase"), again)
        if vault is None:
            return on_to("/")
        self._session = Session(vault, self._clocks)
        return on_to("/", cookies.setting(cookies.OWNER, self._port, self._session.secret))

    async def _leave(self, request: Request, session: Session | None) -> Reply:
        """Ends everything; a browser without scripts is sent on to where it may go first."""
        address = session.look.exit if session is not None else ""
        await self.close()
        if request.one(b"sec-fetch-mode") != b"navigate":
            return done(ending=Ending.OVER)
        self._exit = address or "about:blank"
        self._locked = Idle(LONGEST_LEAVING, self._clocks)
        return on_to(LEAVE)

    def _way_out(self, path: str, address: str) -> Reply:
        """An empty page that leads away; a redirect would be stopped by our own policy."""
        if path != LEAVE:
            return plain(403)
        title = self._words.say("app.frame.title")
        body = f"<!DOCTYPE html><title>{title}</title>".encode()
        refresh = (b"refresh", f"0;url={address}".encode("ascii"))
        return Reply(200, body, headers=(refresh,), ending=Ending.OVER)

    def _held_open(self, request: Request) -> Reply:
        """An answer that lasts as long as the window it is for; none once the record is closed.

        This is how a window that was closed, or a browser that was killed, is noticed at once.
        """
        session = self._owned_by(request, there=False)
        if session is None:
            return done()
        session.windows.opened(speaks=True)
        return Reply(200, held=session.over, when_gone=session.windows.gone)

    async def _screen(self, session: Session, asked: Asked) -> Reply:
        """What a screen of the open record answers."""
        found = self._screens.find(asked.path)
        if found is not None and asked.method not in found.route.methods:
            return _not_with(*found.route.methods)
        session.windows.opened()  # a page that is on its way counts as a window
        try:
            shown = await asyncio.get_running_loop().run_in_executor(
                self._desk, show, found, asked, session, self._words, self._tokens.new()
            )
        finally:
            session.windows.gone()
        return await self.lock(shown.lock.said) if shown.lock is not None else shown.reply

    def _owned_by(self, request: Request, there: bool = True) -> Session | None:
        """The open record, if this browser opened it; somebody is `there` then."""
        session = self._session
        if session is None or not cookies.carries(
            request.headers, cookies.OWNER, self._port, session.secret
        ):
            return None
        if there:
            session.idle.touch()
        return session

    def _shown(self, page: Page) -> Reply:
        """A page that is shown without an open record, in the usual look."""
        body = render(page, self._words, self._tokens.new(), Look(lock=0), "/")
        return Reply(page.status, body)


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value of a field; empty if there is none."""
    return next(iter(fields.get(name, ())), "")


def _not_with(*methods: str) -> Reply:
    """The path is there, but not for this method."""
    return plain(405, (b"allow", ", ".join(methods).encode()))
