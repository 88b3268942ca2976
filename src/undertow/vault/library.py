"""SQLCipher's library, which carries no types: it is SQLite's with the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as dbapi2
else:
    from sqlcipher3 import dbapi2

Connection = dbapi2.Connection
Error = dbapi2.Error

__all__ = ["Connection", "Error", "dbapi2"]
