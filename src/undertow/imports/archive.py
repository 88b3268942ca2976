"""The chat inside a zip, with every entry of the archive taken for hostile.

Nothing is unpacked to the disk: the one text that is wanted is read as a stream.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from typing import IO, TypeVar, cast

from undertow.imports.source import ByteStream, Source
from undertow.record.problem import Problem, printable

MOST_ENTRIES = 50_000
"""A chat exported with its pictures has some thousands."""
LARGEST_LIST = 32 * 1024**2
"""Bytes of the archive's list of contents, which has to fit into memory."""
LARGEST_TEXT = 2 * 1024**3
"""Bytes of the chat once it is unpacked."""
HIGHEST_RATIO = 150
"""Times that the text may be larger than its packed form. Chats reach about 10; deflate's highest
is 1,032, and only bombs come near it."""
SMALL_TEXT = 1024**2
"""Bytes. The ratio of a text below this is not looked at: it can do no harm."""

_CHAT_NAMES = re.compile(r"(_chat|WhatsApp[^/]*|result|message_1)\.(txt|json)", re.IGNORECASE)
_TEXTS = (".txt", ".json", ".xml", ".csv")
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\x05\x06"
_END_SIZE = 22


def of_archive(source: Source) -> Source:
    """The chat that an archive holds, as a file of its own.

    Args:
        source: a zip.

    Raises:
        Problem: in one line, where the archive is damaged, encrypted, a bomb, nested, has names
            that lead elsewhere, or holds no chat or several.
    """
    _check_list(source)
    try:
        with _archive(source) as archive:
            entries = archive.infolist()
            for entry in entries:
                _check_name(entry.filename, source.name)
            chosen = _choose(entries, source.name)
            _check_entry(chosen, source.name)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, struct.error):
        raise _damaged(source.name) from None
    name = chosen.filename
    return Source(name.rpartition("/")[2], chosen.file_size, lambda: _open(source, name))


def _check_list(source: Source) -> None:
    """Refuses an archive of very many entries before its list is read into memory."""
    with closing(cast("IO[bytes]", source.open())) as stream:
        stream.seek(max(0, source.size - _END_SIZE - 65_536))
        end = stream.read()
    at = end.rfind(_END)
    if at < 0 or len(end) - at < _END_SIZE:
        raise _damaged(source.name)
    count, size = struct.unpack_from("<HI", end, at + 10)
    if size > LARGEST_LIST or count > MOST_ENTRIES:  # larger kinds of zip say 65,535 here
        raise Problem(
            f"the zip holds more than {MOST_ENTRIES:,} files. Export the chat without media.",
            file=source.name,
        )


def _check_name(entry: str, archive: str) -> None:
    """Refuses a name that would lead out of a folder, had anything been unpacked."""
    parts = re.split(r"[/\\]", entry)
    if (
        ".." in parts
        or entry.startswith(("/", "\\"))
        or re.match(r"[A-Za-z]:", entry)
        or "\0" in entry
    ):
        raise Problem(
            f"the zip holds a name that leads out of its folder ({printable(entry, 40)}). It was "
            "made to do harm, or is damaged. Export the chat again.",
            file=archive,
        )


def _choose(entries: list[zipfile.ZipInfo], archive: str) -> zipfile.ZipInfo:
    """The one entry that is the chat."""
    texts = [entry for entry in entries if entry.filename.casefold().endswith(_TEXTS)]
    texts = [entry for entry in texts if not entry.is_dir() and "__MACOSX/" not in entry.filename]
    named = [e for e in texts if _CHAT_NAMES.fullmatch(e.filename.rpartition("/")[2])]
    for some in (named, texts):
        if len(some) == 1:
            return some[0]
        if some:
            first = ", ".join(printable(entry.filename, 40) for entry in some[:3])
            raise Problem(
                f"the zip holds {len(some)} chats, such as {first}. Unpack it and give one.",
                file=archive,
            )
    if any(entry.filename.casefold().endswith(_ARCHIVES) for entry in entries):
        raise Problem("the zip holds another archive. Unpack it and give the chat.", file=archive)
    raise Problem("the zip holds no chat. It should hold a file like _chat.txt.", file=archive)


def _check_entry(entry: zipfile.ZipInfo, archive: str) -> None:
    """Refuses what cannot be read or would not end."""
    if entry.flag_bits & 0x1:
        raise Problem(
            "the zip is locked with a password. Unpack it and give the chat.", file=archive
        )
    if entry.compress_type not in _PACKED:
        raise Problem(
            "the zip is packed in an unusual way. Unpack it and give the chat.", file=archive
        )
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > LARGEST_TEXT or (entry.file_size > SMALL_TEXT and ratio > HIGHEST_RATIO):
        raise _bomb(archive)


_Read = TypeVar("_Read")


def _open(source: Source, name: str) -> ByteStream:
    """A stream of one entry; faults in it come out as problems."""
    return _Entry(_archive(source), name, source)


def _archive(source: Source) -> zipfile.ZipFile:
    """The archive itself; a file on the disk and one in memory can both be sought in."""
    return zipfile.ZipFile(cast("IO[bytes]", source.open()))


class _Entry:
    """One entry, read no further than an honest archive goes."""

    def __init__(self, archive: zipfile.ZipFile, name: str, source: Source) -> None:
        self._archive = archive
        self._source = source
        self._read = 0
        self._packed = archive.getinfo(name).compress_size
        self._stream = self._guarded(lambda: archive.open(name))

    def read(self, size: int = -1) -> bytes:
        """As a file's `read`."""
        return self._counted(self._guarded(lambda: self._stream.read(size)))

    def readline(self, size: int = -1) -> bytes:
        """As a file's `readline`."""
        return self._counted(self._guarded(lambda: self._stream.readline(size)))

    def close(self) -> None:
        """Closes the entry and the archive."""
        self._stream.close()
        self._archive.close()

    def _counted(self, piece: bytes) -> bytes:
        """What was read, unless the archive lied about how much there is."""
        self._read += len(piece)
        allowed = max(SMALL_TEXT, HIGHEST_RATIO * self._packed)
        if self._read > min(LARGEST_TEXT, allowed):
            raise _bomb(self._source.name)
        return piece

    def _guarded(self, act: Callable[[], _Read]) -> _Read:
        try:
            return act()
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            ValueError,
            RuntimeError,
            struct.error,
        ):
            raise _damaged(self._source.name) from None


def _bomb(archive: str) -> Problem:
    return Problem(
        "the text in the zip would become far too large: it was made to do harm, or is damaged. "
        "Export the chat again.",
        file=archive,
    )


def _damaged(archive: str) -> Problem:
    return Problem("the zip is damaged. Export the chat again.", file=archive)
