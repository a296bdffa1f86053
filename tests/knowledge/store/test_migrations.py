"""The schema goes forward only, by numbered steps that are never edited."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from knowledge.errors import StoreTooNew
from knowledge.store.migrations import known, migrate, statements
from knowledge.store.reader import OPEN, PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

CHECKSUMS = {
    "0001_record.sql": "6241f05f6fbaeb6ac8065e2e5410880e7eb76454336102a7412d811dce1c2480",
    "0002_kept.sql": "182a59f502100803dc42a619f6197867cd750635cd7d73070b4da126dc83bc64",
    "0003_persons.sql": "865209a7f286b9f9e3fbdf85a5ba09d72c1f3901ffd3d757fe2d0eda2f29ec92",
    "0004_scanned.sql": "e5e2b8ece3dedfd1c51e9300997685d4dd01e7e2b11d4a3aaf0e9957fb360246",
    "0005_origin.sql": "27a8afd80f70a668d944a94e338fbd810f790b8e15507b5bd98064b25998860b",
    "0006_ties.sql": "defae61a4fdbd86ffe13c0ffa1dddd134e78464b99efac4a484d783ad25ac616",
    "0007_names.sql": "2af5ee54b6e6432c9421b2eaa80b5a966de92bf8a1ed4a5d368ddc1d04cce62a",
    "0008_traces.sql": "857d6551388d0fc39a5d0458f30bd2667b8f20a23fc97758d0ff7633ea035d67",
    "0009_reports.sql": "2e8b1e3ab9ae6df885dcc73ac718db2e6a0d2c49822e33605b345ef6b5fc6f30",
    "0010_inbox.sql": "ef2eef6f1b1cbfa1f0a0706e596cafa3058b55b28ff0602c1c99bcfc74655c60",
    "0011_history.sql": "370a6b87f56b4b7d5ef73bd049c1af503caf8ed728fed7f9fa3cf1523bc4f966",
    "0012_hidden_facts.sql": "793b0c775c2c5081e98d621d84a4c82e8da6e524aa2a21a33ac55f034d9d5e51",
    "0013_intake.sql": "f519c2fae619af037b7b7972532fa4fc0cd96c1506c9b47376ee20df36cb4d54",
    "0014_subscriptions.sql": "6e2b5f4ca6dd0892b72fe1be68fac04978809b85f0bd24233e66900d5f1f6cff",
    "0015_installations.sql": "18c4b8fc87ca6730d27d7a4e616942d18031978f5f6ef4d32580cbbbe1d30445",
    "0016_suggested.sql": "83e358ad0d22354517bd4f2d02ae4f212031472fe93f7e25e83fab560ba5a41b",
    "0017_watched.sql": "352781e16b322138c27481a10a50a92a7c30ec86c2ce3fb29a5916d37ec5da4e",
    "0018_followed.sql": "19b7c2558d919b6494f450a16843487e48850278b132c25ef1809c559eeb20a5",
    "0019_outbox.sql": "5ce2b4f67844c72d9c1f4dfc1ec49e4302319a1df62eb997ca479876d6b1afc0",
    "0020_feeds.sql": "8c0ac481d4888d617a414ce4d2e2a7277a997917d173077d7cc6b2f1dd552b25",
    "0021_issues.sql": "284dffb9c902113f4b0828a4105f081648dae9bf1b705b0775c96345b0143306",
    "0022_seen.sql": "2a914c2e98b184ced503892bd3ce45619e2a65273390efe7a6284dca5ec62beb",
}


def test_applied_migrations_are_not_edited() -> None:
    """A live store has applied them already: what changes is a new file, whose checksum is added here."""
    assert {step.name: hashlib.sha256(step.sql.encode()).hexdigest() for step in known()} == CHECKSUMS


def test_numbers_have_no_gap() -> None:
    """A store's number says how many steps it has had."""
    assert [step.number for step in known()] == list(range(1, len(known()) + 1))


@pytest.mark.parametrize("number", range(len(known()) + 1))
def test_a_store_of_any_earlier_number_is_brought_forward(tmp_path: Path, number: int) -> None:
    """From each number that ever was, zero included, opening gives a working store with a fresh one's schema."""
    path = tmp_path / "k.db"
    with sqlite3.connect(path, isolation_level=None) as old:
        if number:
            migrate(old, upto=number)
    old.close()
    store = SqliteStore.open(f"sqlite:///{path}")
    fresh = SqliteStore.open(f"sqlite:///{tmp_path}/fresh.db")
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
    assert store._db.read(schema) == fresh._db.read(schema)
    store.put(*alvkulla.minutes(), OPEN)
    assert len(store.documents(PUBLIC)) == 1
    store.close()
    fresh.close()


def test_a_newer_store_is_refused_untouched(tmp_path: Path) -> None:
    """An older program must not write into a schema that it does not know; the error says both numbers."""
    path = tmp_path / "k.db"
    SqliteStore.open(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(StoreTooNew, match=r"schema 99, den här versionen kan \d+"):
        SqliteStore.open(f"sqlite:///{path}")


def test_a_step_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps share one transaction: half a migration is no migration, and the next try starts where this one did."""
    broken = known()[0].__class__(
        len(known()) + 1, "9999_x.sql", "CREATE TABLE half (x);\nINSERT INTO missing VALUES (1);\n"
    )
    monkeypatch.setattr("knowledge.store.migrations.known", lambda: (*known(), broken))
    connection = sqlite3.connect(tmp_path / "k.db", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert connection.execute("PRAGMA user_version").fetchall() == [(0,)]
    connection.close()


def test_a_script_is_split_at_its_statements() -> None:
    """A semicolon in a text or a trigger ends nothing."""
    script = "CREATE TABLE a (x);\n-- note\nINSERT INTO a\nVALUES ('b;\nc');\n"
    assert [s.strip() for s in statements(script)] == [
        "CREATE TABLE a (x);",
        "-- note\nINSERT INTO a\nVALUES ('b;\nc');",
    ]
