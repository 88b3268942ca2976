"""From a passphrase to the key of a file."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

KEY_BYTES, SALT_BYTES = 32, 16


class Cost(NamedTuple):
    """What one guess at a passphrase costs: passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int


COST = Cost(passes=3, memory=64 * 1024, lanes=4)
"""Of format 1: the second choice of RFC 9106, for machines of which nothing is known.

It is part of the program and never read from the file, so nobody can lower it by changing the
file. Another cost is another format.
"""


@dataclass(frozen=True)
class Key:
    """What opens a file; neither part is ever shown or logged.

    Attributes:
        raw: 32 bytes; whoever has them needs no passphrase.
        salt: the 16 bytes that the file begins with.
    """

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def literal(self) -> str:
        """Key and salt as SQLCipher takes them: no derivation of its own, our salt in the file."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def derive(passphrase: str, salt: bytes) -> Key:
    """The key that a passphrase gives with a file's salt: Argon2id, version 1.3.

    Args:
        passphrase: any text; brought to Unicode form NFC, so that an accent typed in one way or
            the other is the same passphrase. Nothing else about it is changed.
        salt: 16 bytes.

    Raises:
        MemoryError: this machine has less memory free than one guess costs.
    """
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        raw = hash_secret_raw(
            secret, salt, COST.passes, COST.memory, COST.lanes, KEY_BYTES, Type.ID, version=19
        )
    except HashingError:
        # Salt, length and cost are ours and fit; what is left to fail is memory.
        raise MemoryError from None
    return Key(raw, salt)


def new_salt() -> bytes:
    """16 bytes that no other file has."""
    return os.urandom(SALT_BYTES)
