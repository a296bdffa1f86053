"""From text to answer in one process, beside a raw look-up of the same case in SQLite."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from tests.bench.figures import Figures

REPETITIONS = 500
QUESTIONS = (
    "/beslut AMN 2020-0276",
    "/arende AMN 2020-0276",
    "vilka rekommendationer är öppna?",
    "vem var ordförande den 16 april 2020?",
    "/sok arbetsbelastning återhämtning",
)


def measure(kanslist: Kanslist) -> str:
    """The figures of each question, and of the floor."""
    floor = repeat("floor: one indexed SELECT in SQLite", _lookup(kanslist.settings.database_url))
    rows = [f"In process, {REPETITIONS} repetitions of each (floor: the raw look-up)", floor.line()]
    for text in QUESTIONS:
        message = Incoming(text, Asker("terminal"), "bench", private=True)
        rows.append(repeat(text, lambda message=message: kanslist.ask_now(message)).line(floor))
    return "\n".join(rows)


def repeat(name: str, call: Callable[[], object]) -> Figures:
    """Time a call; the first one warms up and is not counted."""
    call()
    durations = []
    began = time.perf_counter()
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        call()
        durations.append(time.perf_counter() - start)
    return Figures(name, durations, time.perf_counter() - began)


def _lookup(url: str) -> Callable[[], object]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    return lambda: connection.execute("SELECT * FROM documents WHERE id = 1").fetchall()
