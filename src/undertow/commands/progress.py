"""A bar on standard error while something long runs; nothing where nobody looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def progress(what: str) -> Iterator[Callable[[float], None]]:
    """Show how far along the work is, with the time left.

    Args:
        what: what is being done, a word or two.

    Yields:
        A function to be told the share that is done, 0 to 1.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda share: None
        return
    from rich.progress import Progress

    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)
