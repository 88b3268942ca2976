"""How a run ends: one plain line for people, and a status for other programs."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

DONE, OUR_FAULT, YOUR_TURN, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: all went well; a fault in the program, or nobody read the output;
something to put right in what was asked for or in a file; stopped by Ctrl-C."""


def status_of(run: Callable[[], object]) -> int:
    """Runs `run` and tells a person, on standard error, why it ended early if it did.

    Args:
        run: the whole program, without arguments.

    Returns:
        The exit status: one of `DONE`, `OUR_FAULT`, `YOUR_TURN`, `INTERRUPTED`.

    Raises:
        SystemExit: passed on when `run` itself ends the process.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without the letter gets a `?`
    try:
        run()
        print(end="", flush=True)  # unlike sys.stdout.flush, quiet where output is closed
    except KeyboardInterrupt as stopped:
        _say(str(stopped) or "Stopped. No file was left half-written.")
        return INTERRUPTED
    except OSError as error:
        _leave_output()
        if not isinstance(error, BrokenPipeError):  # otherwise there is nobody left to tell
            _say(_of_system(error))
            return YOUR_TURN
        return OUR_FAULT
    except Exception as error:
        line = _for_people(error)
        if line is not None:
            _say(line)
            return YOUR_TURN
        if os.environ.get("UNDERTOW_DEBUG") == "1":
            traceback.print_exc()
        _say(_fault(error))
        return OUR_FAULT
    return DONE


def _leave_output() -> None:
    """Sends what is still waiting to be printed nowhere, lest Python fail again on leaving."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _of_system(error: OSError) -> str:
    """What the operating system refused: a file named if it named one, else the output."""
    place = "what it prints" if error.filename is None else str(error.filename)
    reason = error.strerror or type(error).__name__
    return f"{place}: {reason}. Check that there is room and permission, then try again."


def _for_people(error: Exception) -> str | None:
    """The line that tells a person what to put right, or None for a fault of our own."""
    # Imported here: whoever only asks for help should not wait for NumPy.
    from cyclopts import CycloptsError

    from undertow.record.problem import Problem

    if isinstance(error, Problem):
        return str(error)
    if isinstance(error, CycloptsError):
        return f"{error} See: undertow --help"
    if isinstance(error, MemoryError):
        return "This machine has too little memory free. Close other programs and try again."
    return None


def _fault(error: Exception) -> str:
    """One line for a report of a fault: the kind of error and the place in our code, no data."""
    return (
        f"undertow itself failed ({type(error).__name__} at {_place(error)}). "
        "This line holds nothing of your record: please report it. "
        "With UNDERTOW_DEBUG=1 set you see more, and that may hold words of yours."
    )


def _place(error: Exception) -> str:
    """Where in this package the error came from: file and line, without the folder above."""
    ours = Path(__file__).parent.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_relative_to(ours):
            return f"{file.relative_to(ours).as_posix()} line {frame.lineno}"
    return "an unknown place"


def _say(line: str) -> None:
    """Writes one line to standard error, whatever the message came with."""
    shown = " ".join(line.split())
    print("".join(c if c.isprintable() else "?" for c in shown), file=sys.stderr)
