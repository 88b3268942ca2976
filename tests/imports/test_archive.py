"""Zips: the chat inside one is read, and every trick is refused in one line."""

import io
import struct
import zipfile

import pytest
from chats import TODAY

from undertow.imports import of_bytes, read_chat, unpacked
from undertow.record import Problem

CHAT = b"[31/12/2023, 21:41:00] A: hello\r\n"


def zipped(*files: tuple[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    "files",
    [
        [("_chat.txt", CHAT)],
        [("_chat.txt", CHAT), ("00001-PHOTO.jpg", b"x"), ("notes.txt", b"other")],
        [("WhatsApp Chat with A/WhatsApp Chat with A.txt", CHAT), ("__MACOSX/._chat.txt", b"x")],
        [("my words.txt", CHAT), ("inner.zip", b"PK")],
    ],
)
@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_the_chat_in_a_zip_is_found(files, method):
    source = unpacked(of_bytes(zipped(*files, method=method), "export.zip"))
    bodies = []
    read_chat(source, "whatsapp", TODAY, keep=lambda event: bodies.append(event.body))
    assert bodies == ["hello"]
    assert source.name.endswith(".txt")


def all_lines(content: bytes) -> list[str]:
    return list(unpacked(of_bytes(content, "export.zip")).lines())


def locked() -> bytes:
    content = bytearray(zipped(("_chat.txt", CHAT)))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + place] |= 1
    return bytes(content)


def lying() -> bytes:
    """A bomb that says it is small."""
    content = bytearray(zipped(("_chat.txt", b"0" * 50_000_000)))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 1000)
    return bytes(content)


def crowded() -> bytes:
    content = bytearray(zipped(("_chat.txt", CHAT)))
    struct.pack_into("<H", content, content.rindex(b"PK\x05\x06") + 10, 60_000)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped(("../../evil.txt", CHAT)), "leads out of its folder"),
        (zipped(("_chat.txt", CHAT), ("/etc/passwd", b"x")), "leads out of its folder"),
        (zipped(("_chat.txt", CHAT), ("C:\\x.jpg", b"x")), "leads out of its folder"),
        (zipped(("_chat.txt", CHAT), ("a\\..\\..\\x.jpg", b"x")), "leads out of its folder"),
        (zipped(("_chat.txt", b"0" * 50_000_000)), "far too large"),
        (lying(), "damaged"),
        (crowded(), "more than 50,000 files"),
        (locked(), "password"),
        (zipped(("inner.zip", zipped(("_chat.txt", CHAT)))), "another archive"),
        (zipped(("a.txt", CHAT), ("b.txt", CHAT)), "2 chats"),
        (zipped(("photo.jpg", b"x")), "no chat"),
        (zipped(), "no chat"),
        (zipped(("_chat.txt", CHAT), method=zipfile.ZIP_BZIP2), "unusual"),
        (zipped(("_chat.txt", CHAT))[:-30], "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_tricks_and_damage_are_refused_in_one_line(content, words):
    with pytest.raises(Problem, match=words) as told:
        all_lines(content)
    assert str(told.value).startswith("export.zip")
    assert str(told.value).isprintable()


def test_a_flipped_bit_in_the_text_is_noticed():
    content = bytearray(zipped(("_chat.txt", CHAT * 100), method=zipfile.ZIP_STORED))
    content[content.index(b"hello")] ^= 1
    with pytest.raises(Problem, match="damaged"):
        list(unpacked(of_bytes(bytes(content), "export.zip")).lines())


def test_nothing_is_unpacked_to_the_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    source = unpacked(of_bytes(zipped(("_chat.txt", CHAT)), "export.zip"))
    assert list(source.lines()) == [CHAT.decode()]
    assert list(tmp_path.iterdir()) == []
