"""A file read piece by piece, as often as needed, in little memory."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from undertow.record.problem import Problem

LARGEST_FILE = 4 * 1024**3
"""Bytes. Twenty times the chat of 200 MB that a decade of many messages a day makes."""

LONGEST_LINE = 1_000_000
"""Characters. A message can have 65,536; a longer line is no chat, and would fill the memory."""

_PIECE = 1 << 18
"""Bytes read at a time."""

Progress = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""


@runtime_checkable
class ByteStream(Protocol):
    """What is asked of an open file."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most `size`."""
        ...

    def readline(self, size: int = -1, /) -> bytes:
        """The next bytes to the end of a line, at most `size`."""
        ...

    def close(self) -> None:
        """Lets go of the file."""
        ...


@dataclass(frozen=True)
class Source:
    """A file that can be opened again and again.

    Attributes:
        name: its name without the folder, for messages.
        size: bytes.
        open: a new stream of its bytes, from the first.
        tell: told how much of it has been read, 0 to 1.
    """

    name: str
    size: int
    open: Callable[[], ByteStream]
    tell: Progress = lambda share: None

    def telling(self, tell: Progress) -> Source:
        """The same file, telling somebody how far it has been read."""
        return replace(self, tell=tell)

    def start(self, count: int) -> bytes:
        """The first bytes, at most `count`."""
        with closing(self.open()) as stream:
            return stream.read(count)

    def pieces(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        read = 0
        with closing(self.open()) as stream:
            while piece := stream.read(_PIECE):
                yield piece
                read += len(piece)
                self.tell(min(1.0, read / max(self.size, 1)))

    def lines(self) -> Iterator[str]:
        """Its lines with their ends, split at line feeds only; a mark at the start is kept.

        Raises:
            Problem: not UTF-8, or a line longer than `LONGEST_LINE`, at its line.
        """
        number = 0
        with closing(self.open()) as stream:
            told = io.BufferedReader(_Told(stream, self), _PIECE)
            wrapper = io.TextIOWrapper(told, encoding="utf-8", newline="\n")
            try:
                while line := wrapper.readline(LONGEST_LINE):
                    number += 1
                    if len(line) == LONGEST_LINE:
                        raise Problem(
                            f"the line is longer than {LONGEST_LINE:,} characters: this is no "
                            "chat. Check the file.",
                            file=self.name,
                            line=number,
                        )
                    yield line
            except UnicodeDecodeError:
                raise not_utf8(self.name, self._first_bad_line()) from None

    def _first_bad_line(self) -> int:
        """The line with the first byte that is no UTF-8."""
        number = 0
        with closing(self.open()) as stream:
            while line := stream.readline(4 * LONGEST_LINE):
                number += 1
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError:
                    break
        return number


class _Told(io.RawIOBase):
    """A stream that tells how far it has been read."""

    def __init__(self, stream: ByteStream, source: Source) -> None:
        self._stream = stream
        self._source = source
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self._read += len(piece)
        self._source.tell(min(1.0, self._read / max(self._source.size, 1)))
        return len(piece)


def not_utf8(name: str, line: int) -> Problem:
    """What to say of a file in another encoding."""
    return Problem(
        "this is not UTF-8 from here on. Export the file again, or save it as UTF-8.",
        file=name,
        line=line,
    )


def of_file(path: str | os.PathLike[str]) -> Source:
    """A file on the disk.

    Raises:
        Problem: no such file, a folder, no permission, too large, or empty.
    """
    name = Path(path).name or str(path)
    try:
        about = os.stat(path)
        if stat.S_ISDIR(about.st_mode):
            raise Problem("this is a folder. Give the name of a file.", file=name)
        if not stat.S_ISREG(about.st_mode):
            raise Problem("this is not an ordinary file. Give the name of one.", file=name)
        if about.st_size > LARGEST_FILE:
            raise Problem(
                f"{about.st_size / 1e9:.0f} GB is more than can be taken in. Check the file.",
                file=name,
            )
        if about.st_size == 0:
            raise Problem("the file is empty. Export it again.", file=name)
        with open(path, "rb"):
            pass
    except FileNotFoundError:
        raise Problem("there is no such file. Check its name and folder.", file=name) from None
    except PermissionError:
        raise Problem(
            "no permission to read it. Change its permissions, or ask whoever owns it.", file=name
        ) from None
    except OSError as error:
        raise Problem(f"it cannot be read ({error.strerror}).", file=name) from None
    except ValueError:
        raise Problem("this is not a name for a file. Check it.", file=name) from None
    return Source(name, about.st_size, lambda: open(path, "rb"))


def of_bytes(content: bytes, name: str) -> Source:
    """A file held in memory, for instance one just uploaded: nothing of it touches the disk."""
    return Source(name, len(content), lambda: io.BytesIO(content))
