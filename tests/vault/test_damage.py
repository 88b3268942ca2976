"""A bit that flips anywhere in the file: the file is refused, nothing of it is shown."""

from __future__ import annotations

import random

import pytest
from written import PASSPHRASE

from undertow.vault.trouble import Damaged, WrongOpening
from undertow.vault.vault import Vault

PAGE = 4096


def places(size: int) -> list[tuple[int, int]]:
    """Bytes and bits to flip: 300 anywhere, all of the salt, and some of the last page."""
    draw = random.Random(20261121)
    anywhere = [(draw.randrange(size), draw.randrange(8)) for _ in range(300)]
    salt = [(byte, draw.randrange(8)) for byte in range(16)]
    last = [(draw.randrange(size - PAGE, size), draw.randrange(8)) for _ in range(20)]
    return anywhere + salt + last


def test_one_flipped_bit_anywhere_is_refused_before_anything_is_shown(full):
    content = full.read_bytes()
    assert len(content) > 100 * PAGE
    opened = []
    for byte, bit in places(len(content)):
        flipped = bytearray(content)
        flipped[byte] ^= 1 << bit
        full.write_bytes(flipped)
        try:
            Vault.open(full, PASSPHRASE).close()
            opened.append((byte, bit))
        except WrongOpening:
            pass
    assert opened == []
    full.write_bytes(content)
    with Vault.open(full, PASSPHRASE) as vault:
        assert len(vault.entries()) == 1500


def test_pages_swapped_or_taken_from_elsewhere_in_the_file_are_refused(full):
    content = full.read_bytes()
    swapped = bytearray(content)
    swapped[5 * PAGE : 6 * PAGE], swapped[9 * PAGE : 10 * PAGE] = (
        content[9 * PAGE : 10 * PAGE],
        content[5 * PAGE : 6 * PAGE],
    )
    full.write_bytes(swapped)
    with pytest.raises(WrongOpening):
        Vault.open(full, PASSPHRASE)


def test_damage_while_the_file_is_open_is_told_and_shows_no_part(full):
    with Vault.open(full, PASSPHRASE) as vault:
        with full.open("r+b") as file:
            file.seek(PAGE)
            file.write(bytes(full.stat().st_size - PAGE))
        vault._connection.execute("PRAGMA shrink_memory")
        with pytest.raises(Damaged):
            vault.entries()
