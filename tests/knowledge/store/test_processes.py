"""Several processes and threads share one store."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, PUBLIC
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla

ROOT = Path(__file__).parents[3]


def run(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python process of its own in the project's folder."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE
    )


def outputs(processes: list[subprocess.Popen[str]]) -> list[str]:
    """What each printed; all must have ended well."""
    said = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return said


OPENING = """
import sys
from knowledge.store.sqlite import SqliteStore
sys.stdin = None
store = SqliteStore.open(sys.argv[1])
made = store.enqueue_delivery(channel="C", period="P", kind="digest", snapshot="{}", now=0)
print(store.identity(), store.claim_event("one"), made is not None, store.lease_delivery("C", 1) is not None)
store.close()
"""


def test_processes_that_open_a_fresh_store_at_once_all_succeed(tmp_path: Path) -> None:
    """Server and command may start together: one creates the schema, all see one store, one alone claims an event."""
    url = f"sqlite:///{tmp_path}/k.db"
    said = [line.split() for line in outputs([run(OPENING, url) for _ in range(3)])]
    assert len({line[0] for line in said}) == 1
    for claimed in (1, 2, 3):
        assert sorted(line[claimed] for line in said) == ["False", "False", "True"]


WRITING = """
import sys
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.store import alvkulla
store = SqliteStore.open(sys.argv[1])
for number in range(15):
    store.put(*alvkulla.minutes(alvkulla.MINUTES + "\\n" * number, f"{sys.argv[2]}-{number % 3}.txt"), "öppen")
store.close()
"""


def test_two_writing_processes_beside_reading_threads(tmp_path: Path) -> None:
    """Nobody's put is lost, no read fails, and a reader always sees whole documents: each with its two decisions."""
    store = SqliteStore.open(f"sqlite:///{tmp_path}/k.db")
    writers = [run(WRITING, f"sqlite:///{tmp_path}/k.db", name) for name in "ab"]

    def reading(_: int) -> int:
        rounds = 0
        while any(writer.poll() is None for writer in writers):
            found = store.facts(PUBLIC, FactQuery("decisions"))
            assert len(found) % 2 == 0
            assert len({(f.document.file, f.fact.text) for f in found}) == len(found)
            rounds += 1
        return rounds

    with ThreadPoolExecutor(3) as pool:
        assert all(rounds > 0 for rounds in pool.map(reading, range(3)))
    outputs(writers)
    assert len(store.documents(PUBLIC)) == 6
    assert {d.version for d in store.documents(PUBLIC)} == {5}
    assert store.change() == 30
    store.close()


def test_threads_that_put_the_same_document_store_it_once(store: SqliteStore) -> None:
    """Two uploads of one file at the same moment are one version."""
    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(lambda _: store.put(*alvkulla.minutes(), OPEN), range(8)))
    assert ids == {1}
    assert store.change() == 1
