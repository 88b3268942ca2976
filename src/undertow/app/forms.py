"""What a form sent, read from the stream into memory and nowhere else.

The usual readers put a large file into a temporary one; a record must not lie there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qs

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from undertow.app.asking import Upload
from undertow.app.reply import Receive

MOST_FIELDS = 500
LONGEST_NAME = 200


class NotAForm(Exception):  # noqa: N818 (it is what the sender did, not our error)
    """The body is no form, is longer than announced, or has too many fields."""


class Sent(NamedTuple):
    """A form's fields and files by name, each with its values in order."""

    fields: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[Upload]]


async def body_of(receive: Receive, length: int) -> bytes:
    """The body of a request.

    Args:
        receive: gives the parts.
        length: bytes that were announced.

    Raises:
        NotAForm: if it is longer or shorter than that, or breaks off.
    """
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise NotAForm
        body += message.get("body", b"")
        if len(body) > length:
            raise NotAForm
        more = message.get("more_body", False)
    if len(body) != length:
        raise NotAForm
    return bytes(body)


def read_form(body: bytes, content_type: bytes) -> Sent:
    """Fields and files of a body.

    Text that is not UTF-8 is kept with marks in place of what cannot be read; line ends become
    those of a text file.

    Raises:
        NotAForm: if it cannot be read.
    """
    kind, options = parse_options_header(content_type)
    if kind == b"multipart/form-data":
        return _read_parts(body, options.get(b"boundary", b""))
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotAForm from None
    return Sent({name: [_lines(one) for one in values] for name, values in fields.items()}, {})


def read_query(query: bytes) -> Mapping[str, Sequence[str]]:
    """Fields of an address."""
    try:
        return parse_qs(query.decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return {}


class _Part:
    """One part of a form while it comes in."""

    def __init__(self) -> None:
        self.headers: dict[bytes, bytes] = {}
        self.content = bytearray()

    def naming(self) -> dict[bytes, bytes]:
        """The options of its `Content-Disposition`: `name`, and `filename` for a file."""
        return parse_options_header(self.headers.get(b"content-disposition", b""))[1]


def _read_parts(body: bytes, boundary: bytes) -> Sent:
    """A form in parts."""
    parts: list[_Part] = []
    header = (bytearray(), bytearray())
    ended = False

    def begin() -> None:
        if len(parts) >= MOST_FIELDS:
            raise NotAForm
        parts.append(_Part())

    def header_end() -> None:
        parts[-1].headers[bytes(header[0]).strip().lower()] = bytes(header[1])
        header[0].clear()
        header[1].clear()

    def end() -> None:
        nonlocal ended
        ended = True

    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": begin,
            "on_part_data": lambda data, start, stop: parts[-1].content.extend(data[start:stop]),
            "on_header_field": lambda data, start, stop: header[0].extend(data[start:stop]),
            "on_header_value": lambda data, start, stop: header[1].extend(data[start:stop]),
            "on_header_end": header_end,
            "on_end": end,
        },
    )
    try:
        parser.write(body)
        parser.finalize()
    except MultipartParseError:
        raise NotAForm from None
    if not ended:
        raise NotAForm
    return _sorted(parts)


def _sorted(parts: Sequence[_Part]) -> Sent:
    """Fields apart from files; a file field left empty is neither."""
    fields: dict[str, list[str]] = {}
    files: dict[str, list[Upload]] = {}
    for part in parts:
        naming = part.naming()
        name = naming.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in naming:
            fields.setdefault(name, []).append(_lines(part.content.decode("utf-8", "replace")))
        elif part.content or naming[b"filename"]:
            filename = naming[b"filename"].decode("utf-8", "replace")[:LONGEST_NAME]
            files.setdefault(name, []).append(Upload(filename, bytes(part.content)))
    return Sent(fields, files)


def _lines(text: str) -> str:
    """Text with the line ends of a text file; a form sends those of a teletype."""
    return text.replace("\r\n", "\n")
