"""The numbered migrations: plain SQL files in `migrations/`, applied forward, each once, never edited afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from knowledge.errors import StoreTooNew


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. number: the schema's number after it (SQLite's `user_version`)."""

    number: int
    name: str
    sql: str


@cache
def known() -> tuple[Migration, ...]:
    """All migrations in order; they are numbered 1, 2, 3 …"""
    folder = resources.files("knowledge.store") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(int(file.name[:4]), file.name, file.read_text("utf-8")) for file in files)


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit the transaction that they must share."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> None:
    """Bring the schema forward to the newest number, or to `upto`, in one transaction.

    Of two processes that open a fresh store, the second waits for the first and finds the work done.
    Raises StoreTooNew.
    """
    steps = [step for step in known() if upto is None or step.number <= upto]
    target = steps[-1].number
    if _number(connection) == target:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = _number(connection)
        if found > known()[-1].number:
            raise StoreTooNew(found=found, known=known()[-1].number)
        for step in steps[found:]:
            for statement in statements(step.sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchall()[0][0])
