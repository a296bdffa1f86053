"""`python -m tests.bench.letters`: one run of the digest for ten thousand subscriptions in five hundred channels.

The bar: composed in under 60 s on one core, with under 500 MB. The record is made once in the folder and used again;
all of it is new in the period, which is worse than any week.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.follow_up.digest import Span, issues
from bot.follow_up.watch.model import Manner, Rhythm, Subscription, Wanted
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.store.reader import PUBLIC
from tests.load.make import make

SUBSCRIPTIONS, CHANNELS = 10_000, 500
FACTS = 10_000


def main() -> int:
    """Print the figures; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.letters", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kanslist-load")
    parser.add_argument("--facts", type=int, default=FACTS)
    chosen = parser.parse_args()
    folder = chosen.folder / str(chosen.facts)
    if not (folder / "kanslist.db").exists():
        make(folder, chosen.facts)
    settings = Settings(_env_file=None, data=folder)  # type: ignore[call-arg]  # pydantic-settings' own argument
    kanslist = Kanslist.open(settings)
    desk = kanslist.desk(PUBLIC)
    wanted = _wanted([one.body for one in kanslist.store.holdings(PUBLIC) if one.body])
    period = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(seconds=1))
    began, cpu = time.perf_counter(), time.process_time()
    made = [issue.answer for issue in issues(desk, [(place, held, period) for place, held in wanted.items()])]
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    held = len(kanslist.store.arrived(PUBLIC, "2000", "9999"))
    kanslist.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"Digest: {SUBSCRIPTIONS} subscriptions, {CHANNELS} channels, {held} new documents of {chosen.facts} facts: "
        f"{len(made)} issues with {sum(len(one.items) for one in made)} entries in {took:.1f} s "
        f"({cpu:.1f} s of processor), {memory:.0f} MB\n"
    )
    return 0


def _wanted(bodies: list[str]) -> dict[str, list[Subscription]]:
    """Subscriptions to one body, to two, and to everything, twenty a channel."""
    wanted: dict[str, list[Subscription]] = {}
    for number in range(SUBSCRIPTIONS):
        place = f"C{number % CHANNELS}"
        named = (bodies[number % len(bodies)], bodies[number // 7 % len(bodies)])
        wish = Wanted(everything=True) if number % 50 == 0 else Wanted(bodies=named)
        one = Subscription(number + 1, place, number, None, None, "", wish, Rhythm(), Manner(), None, 0, 0)
        wanted.setdefault(place, []).append(one)
    return wanted


if __name__ == "__main__":
    sys.exit(main())
