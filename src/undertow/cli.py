"""The command line: the names of the commands. Each is imported only when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from undertow import __version__
from undertow.commands.endings import status_of

if TYPE_CHECKING:
    from cyclopts import App


def commands() -> App:
    """The program as cyclopts knows it; errors are left to `undertow.commands.endings`."""
    # Imported here, so that Ctrl-C during the import ends as it does later: with one line.
    from cyclopts import App

    app = App(
        name="undertow",
        help="A private record and what it shows.",
        version=__version__,
        print_error=False,
        exit_on_error=False,
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    app.command(
        "undertow.commands.read:read",
        help="Name what a diary shows, day by day, and what may follow.",
    )
    app.command(
        "undertow.commands.theories:theories",
        help="List what else could explain a pull, with what other packages add.",
    )
    app.command(
        "undertow.commands.score:score",
        help="Judge forecasts of the next rating in a table of one person or many.",
    )
    app.command(
        "undertow.commands.import_:import_",
        name="import",
        help="Turn a chat, an app's export or a table into a diary.",
    )
    app.command("undertow.commands.doctor:doctor", help="Say what is protected here and what not.")
    app.command(
        "undertow.commands.evidence:evidence",
        help="Run the claims and findings as experiments, and tell which ones hold.",
    )
    app.command(
        "undertow.commands.calibrate:calibrate",
        help="Fit the numbers of the theory to the claims and findings.",
    )
    app.command(
        "undertow.commands.cite:cite", help="Print the literature behind what was used, as BibTeX."
    )
    app.command(
        "undertow.commands.sensitivity:sensitivity",
        help="Tell which numbers of the theory move which outcome.",
    )
    app.command("undertow.commands.open:open", help="Open your record in your browser.")
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the program and ends the process.

    Args:
        arguments: words of the command line without the program's name; None takes the
            process's own.

    Raises:
        SystemExit: always; the statuses are those of `undertow.commands.endings`.
    """
    sys.exit(status_of(lambda: commands()(arguments)))
