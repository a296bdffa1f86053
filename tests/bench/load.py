"""`make load`: whole questions to records of three sizes, sixteen in flight; the bars, the floors, and what grows.

Made records are kept in the folder and used again. Nothing fails on a slow machine; a bar that is missed is marked.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.server import SWITCH
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from tests.bench.figures import Figures
from tests.bench.flight import AT_ONCE, Flight, fly
from tests.bench.floors import floors
from tests.load import questions
from tests.load.make import make

SIZES = (10_000, 100_000, 1_000_000)
TIMES = 1_000
"""Questions of each kind."""
EACH = 30
"""How often each of the ten is asked."""
LONGEST_BLOCK = 50.0
"""Milliseconds that the event loop may be held up."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One size. opened: seconds from the process's start of the record to the first answer."""

    facts: int
    opened: float
    flights: dict[str, Flight]
    floors: dict[str, Figures]
    ten: dict[str, float]


def main() -> int:
    """Measure every size; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kanslist-load")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="FACTS")
    parser.add_argument("--times", type=int, default=TIMES, help="questions of each kind")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    chosen = parser.parse_args()
    sys.setswitchinterval(SWITCH)
    measured = [_measure(chosen.folder / str(size), size, chosen.times) for size in chosen.sizes]
    _say(_ten(measured))
    if chosen.json:
        chosen.json.write_text(json.dumps([_plain(one) for one in measured], ensure_ascii=False, indent=1), "utf-8")
    return 0


def _measure(folder: Path, size: int, times: int) -> Measured:
    if not (folder / "kanslist.db").exists():
        made = make(folder, size)
        _say(f"{made.documents} documents with {made.facts} facts made in {made.projected:.0f} s")
    began = time.perf_counter()
    kanslist = Kanslist.open(Settings(_env_file=None, data=folder))  # type: ignore[call-arg]  # pydantic-settings' own
    kanslist.search.warm()
    _ask(kanslist, questions.ten()[0], "first")
    opened = time.perf_counter() - began
    asked = {kind: questions.of_kind(kind) for kind in questions.KINDS}
    under = floors(kanslist, asked["case number"], asked["passage, five words"])
    flights = {kind: asyncio.run(fly(kanslist, kind, texts, times)) for kind, texts in asked.items()}
    mixed = [text for four in zip(*asked.values(), strict=False) for text in four]
    flights["all kinds mixed"] = asyncio.run(fly(kanslist, "all kinds mixed", mixed, times))
    ten = {text: _median(kanslist, text) for text in questions.ten()}
    kanslist.close()
    measured = Measured(size, opened, flights, under, ten)
    _say("\n".join(_rows(measured)))
    return measured


def _ask(kanslist: Kanslist, text: str, conversation: str) -> None:
    kanslist.ask_now(Incoming(text, Asker("terminal"), conversation, private=True))


def _median(kanslist: Kanslist, text: str) -> float:
    """Milliseconds of processor time, one at a time, without the first."""
    durations = []
    for at in range(EACH + 1):
        start = time.thread_time()
        _ask(kanslist, text, f"{text} {at}")
        durations.append(time.thread_time() - start)
    return Figures(text, durations[1:], sum(durations)).at(0.5)


def _rows(measured: Measured) -> list[str]:
    rows = [
        f"{measured.facts} facts and about as many passages: first answer {measured.opened:.2f} s after opening",
        f"  {AT_ONCE} in flight, ms  {'':22s} p50      p95      p99   turn p95  processor  loop held up   floor p95",
    ]
    for kind, flight in measured.flights.items():
        waited, floor, bar = flight.waited, measured.floors.get(kind), questions.BARS.get(kind)
        missed = (bar is not None and waited.at(0.95) > bar) or flight.blocked > LONGEST_BLOCK
        rows.append(
            f"  {kind:36s} {waited.at(0.5):8.2f} {waited.at(0.95):8.2f} {waited.at(0.99):8.2f}   "
            f"{flight.answered.at(0.95):8.2f} {flight.work:10.2f} {flight.blocked:13.1f}   "
            f"{f'{floor.at(0.95):9.3f}' if floor else '        –'}"
            f"{f'  bar {bar:.0f}' if bar else ''}{'  MISSED' if missed else ''}  {_outcomes(flight)}"
        )
    return rows


def _outcomes(flight: Flight) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(flight.outcomes.items()))


def _ten(measured: Sequence[Measured]) -> str:
    """The ten questions by size, milliseconds."""
    sizes = "".join(f"{one.facts:>12,}" for one in measured).replace(",", " ")
    rows = [f"The same ten questions, median of {EACH}, ms of processor time", f"  {'':76s}{sizes}"]
    for text in questions.ten():
        rows.append(f"  {text[:76]:76s}" + "".join(f"{one.ten[text]:12.2f}" for one in measured))
    return "\n".join(rows)


def _plain(measured: Measured) -> dict[str, object]:
    def of(figures: Figures) -> dict[str, float]:
        return {f"p{share}": figures.at(share / 100) for share in (50, 95, 99)}

    return {
        "facts": measured.facts,
        "first_answer_s": measured.opened,
        "in_flight": AT_ONCE,
        "kinds_ms": {
            kind: {
                **of(flight.waited),
                "turn": of(flight.answered),
                "processor": flight.work,
                "blocked": flight.blocked,
                **flight.outcomes,
            }
            for kind, flight in measured.flights.items()
        },
        "floors_ms": {kind: of(figures) for kind, figures in measured.floors.items()},
        "ten_ms": measured.ten,
    }


def _say(text: str) -> None:
    sys.stdout.write(text + "\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
