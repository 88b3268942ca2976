"""What a form sent: read whole in memory, or refused."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from undertow.app.asking import Upload
from undertow.app.forms import MOST_FIELDS, NotAForm, body_of, read_form, read_query

FORM = b"application/x-www-form-urlencoded"
PARTS = b"multipart/form-data; boundary=xyz"


def part(name, content, filename=None):
    named = f'; filename="{filename}"' if filename is not None else ""
    head = f'--xyz\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def test_fields_keep_their_values_in_order_and_empty_ones():
    sent = read_form(b"a=1&b=&a=2&c=%C3%A9+x%0D%0Ay", FORM)
    assert sent.fields == {"a": ["1", "2"], "b": [""], "c": ["é x\ny"]}
    assert sent.files == {}


def test_a_form_in_parts_gives_fields_and_files():
    body = (
        part("token", b"t")
        + part("note", "é\r\nx".encode())
        + part("backup", b"\0\r\n--xy\xff", "a.b")
        + part("other", b"", "")
        + b"--xyz--\r\n"
    )
    sent = read_form(body, PARTS)
    assert sent.fields == {"token": ["t"], "note": ["é\nx"]}
    assert sent.files == {"backup": [Upload("a.b", b"\0\r\n--xy\xff")]}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff=1", FORM),
        (b"&".join(b"a=1" for _ in range(MOST_FIELDS + 1)), FORM),
        (b"", PARTS),
        (b"a=1", PARTS),
        (part("a", b"1"), PARTS),
        (part("a", b"1")[:-10], PARTS),
        (part("a", b"1") + b"--xyz--", b"multipart/form-data"),
        (part("a", b"1") * (MOST_FIELDS + 1) + b"--xyz--\r\n", PARTS),
        (b"--xyz\r\n: \r\n\r\n--xyz--\r\n", PARTS),
    ],
)
def test_what_is_no_form_is_refused(body, kind):
    with pytest.raises(NotAForm):
        read_form(body, kind)


@given(some.binary(max_size=300))
def test_any_bytes_are_a_form_or_refused(content):
    for body, kind in (
        (content, FORM),
        (content, PARTS),
        (part("a", content) + b"--xyz--\r\n", PARTS),
    ):
        with contextlib.suppress(NotAForm):
            read_form(body, kind)


@given(some.binary(max_size=200))
def test_any_query_is_read(query):
    read_query(query)


def read(messages, length):
    left = list(messages)

    async def receive():
        return left.pop(0)

    return asyncio.run(body_of(receive, length))


def message(body, more):
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_is_as_long_as_announced_or_refused():
    assert read([message(b"ab", True), message(b"c", False)], 3) == b"abc"
    for length in (0, 2, 4):
        with pytest.raises(NotAForm):
            read([message(b"ab", True), message(b"c", False)], length)
    with pytest.raises(NotAForm):
        read([message(b"ab", True), {"type": "http.disconnect"}], 3)
