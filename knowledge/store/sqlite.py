"""The store in SQLite (WAL)."""

from __future__ import annotations


class SqliteStore:
    """Readable and Writable of knowledge/store/api.py."""

    @classmethod
    def open(cls, url: str) -> SqliteStore:
        """Open `sqlite:///PATH`, creating and migrating it. Raises StoreError."""
        raise NotImplementedError
