"""The text of a file, or why it is none."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from undertow.record.problem import Problem

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A hundred years of ten entries a day with a sentence each fit in about half of it."""

_SAVE = (
    "Save it again as UTF-8: in a spreadsheet choose CSV UTF-8, in an editor Save As with "
    "encoding UTF-8."
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a spreadsheet or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file, a byte order mark at its start left out.

    Raises:
        Problem: no such file, a folder, no permission, too large (refused before a byte is
            read), empty, binary, or of another encoding.
    """
    name = Path(path).name or str(path)
    try:
        about = os.stat(path)
        if stat.S_ISDIR(about.st_mode):
            raise Problem("this is a folder. Give the name of a file.", file=name)
        if not stat.S_ISREG(about.st_mode):
            raise Problem("this is not an ordinary file. Give the name of one.", file=name)
        if about.st_size > LARGEST_FILE:
            raise _too_large(name, about.st_size)
        with open(path, "rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
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
    if len(data) > LARGEST_FILE:
        raise _too_large(name, len(data))
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """The text that bytes hold.

    Args:
        data: all of a file.
        name: the file's name, for messages.

    Raises:
        Problem: empty, binary, or of another encoding.
    """
    for start, encoding in _OTHER_ENCODINGS:
        if data.startswith(start):
            raise Problem(f"this is {encoding}. {_SAVE}", file=name)
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            raise Problem(f"this is {what}, not text. Export it as CSV first.", file=name)
    if b"\0" in data:
        if _every_other_is_zero(data):
            raise Problem(f"this looks like UTF-16. {_SAVE}", file=name)
        raise Problem("this is a binary file, not text. Export it as CSV first.", file=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, name) from None
    if not text.strip():
        raise Problem("the file is empty. The first line should name the columns.", file=name)
    return text


def _too_large(name: str, size: int) -> Problem:
    megabytes = LARGEST_FILE // (1024 * 1024)
    return Problem(
        f"{size / (1024 * 1024):.0f} MB is more than the {megabytes} MB that a diary can have. "
        "Check that this is the right file, or split it.",
        file=name,
    )


def _every_other_is_zero(data: bytes) -> bool:
    """Whether this is UTF-16 without a mark: mostly Latin letters, each beside a zero byte."""
    start = data[:4096]
    half = max(len(start) // 2, 1)
    return max(start[0::2].count(0), start[1::2].count(0)) > 0.5 * half


def _not_utf8(data: bytes, position: int, name: str) -> Problem:
    """Names the likely encoding: most texts that are not UTF-8 come from older Windows programs."""
    before = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in data[:4096])
    if controls > 0.05 * min(len(data), 4096):
        return Problem("this is a binary file, not text. Export it as CSV first.", file=name)
    return Problem(
        f"this is not UTF-8 but another encoding, perhaps Windows-1252. {_SAVE}",
        file=name,
        line=before.count(b"\n") + 1,
    )
