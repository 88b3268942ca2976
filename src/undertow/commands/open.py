"""`undertow open`: the workbench, in the browser of this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from cyclopts import Parameter

if TYPE_CHECKING:
    from undertow.words import Words


def open(
    *,
    vault: Path | None = None,
    port: int = 0,
    browser: Annotated[bool, Parameter(negative="--no-browser")] = True,
    install_launcher: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Open your record in the browser of this machine.

    Args:
        vault: the file your record is in; the usual place if not given.
        port: number of the port to use; any free one if not given.
        browser: open the browser; with --no-browser, print an address that works once, for a
            minute.
        install_launcher: make an entry in the menu of programs, under a neutral name, and end.

    Raises:
        Problem: the record is open elsewhere, the port is taken, or there is no screen.
    """
    from undertow.app.supervisor import Supervisor, listen
    from undertow.words import english

    words = english()
    if install_launcher:
        from undertow.app.launcher import install

        print(install(words))
        return
    if browser and not _has_screen():
        _refuse(words)
    supervisor = Supervisor(listen(port, words), words)
    try:
        supervisor.start(_record(vault, words))
        _lead(supervisor.address, browser, words)
        supervisor.run()
    finally:
        supervisor.close()


def _record(vault: Path | None, words: Words) -> Path:
    """The file, not open elsewhere and no folder: that is told now, not in the browser.

    Raises:
        Problem: it is.
    """
    # Imported while the first sitting makes itself ready: this takes a while too.
    from undertow.vault.lock import Lock
    from undertow.vault.place import default_path

    path = Path(os.path.abspath(vault)) if vault is not None else default_path()
    if path.is_dir():
        from undertow.record.problem import Problem

        raise Problem(words.say("app.entrance.folder", place=path))
    if path.exists():
        Lock(path).release()
    return path


def _has_screen() -> bool:
    """Whether there is a screen to open a browser on."""
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _lead(address: str, browser: bool, words: Words) -> None:
    """Opens the browser, or tells the address.

    Raises:
        Problem: no browser could be started.
    """
    if not browser:
        print(address, flush=True)
        print(words.say("app.entrance.address"), file=sys.stderr)
        return
    import webbrowser

    if not webbrowser.open(address):
        _refuse(words)


def _refuse(words: Words) -> NoReturn:
    """Raises the Problem that there is no screen or no browser."""
    from undertow.record.problem import Problem

    raise Problem(words.say("app.entrance.no_screen"))
