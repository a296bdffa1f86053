"""One trial: platforms on loopback, one store, and process after process that delivers and is killed."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.answers.answer import Answer
from bot.follow_up.delivery.enqueue import enqueue
from bot.messages.of_outbox import maybe_twice
from knowledge.store.sqlite import SqliteStore
from tests.fakes.slack import TEAM, FakeSlack
from tests.fakes.teams import BOT, TENANT, FakeTeams, spoken
from tests.faults.child import STEPS, Plan, deliver

SLACK, TEAMS = ("C0KANSLI", "C0NAMND"), ("19:registrator@thread.tacv2", "19:kansli@thread.tacv2")
ROUND = 2 * 3600
"""Seconds between two processes, on their clocks: leases have run out, and whatever waits is due."""
PATIENCE = 120
"""Seconds after which a process that neither ends nor dies fails the trial."""
_MARK = maybe_twice("")
_NUMBER = re.compile(r"Brev (\d+)\.")


@dataclass(slots=True)
class Counted:
    """What a trial showed. hidden: messages that a platform had taken when a process died, and that the store did not
    know of, by platform; looks: into Slack's history."""

    kills: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    lost: int = 0
    unsent: int = 0
    looks: int = 0
    duplicates: Counter[str] = field(default_factory=Counter)
    unmarked: int = 0
    """Second messages that do not say that they may be one."""
    needless: int = 0
    """Messages that say so and are alone."""
    seconds: float = 0.0

    def told(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "killed": sum(self.kills.values()), "by_step": {step: self.kills[step] for step in STEPS},
            "hidden": dict(self.hidden), "messages": self.messages, "lost": self.lost, "unsent_rows": self.unsent,
            "looks": self.looks, "duplicates": dict(self.duplicates), "duplicates_unmarked": self.unmarked,
            "marked_without_need": self.needless, "seconds": round(self.seconds, 1),
        }  # fmt: skip


class Trial:
    """looks: whether Slack's app was granted the history scope; together: how many processes deliver at once, of which
    one is killed."""

    def __init__(self, folder: Path, *, looks: bool = True, together: int = 1, seed: int = 1) -> None:
        self._database = folder / "k.db"
        self._looks = looks
        self._together = together
        self._chance = random.Random(seed)
        self._ahead = 0
        self._numbers = 0
        self._seen: Counter[str] = Counter()
        self._counted = Counted()
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.faults.child"])

    async def run(self, kills: int) -> Counted:
        """Kill so often, let it come to rest, and count."""
        began = time.monotonic()
        async with FakeSlack() as slack, FakeTeams() as teams:
            if self._looks:
                slack.history.grant(TEAM, "channels:history")
            with closing(SqliteStore(self._database)) as store:
                _know(store, teams)
                steps = self._steps()
                while sum(self._counted.kills.values()) < kills:
                    self._put(store)
                    await self._round(store, slack, teams, next(steps))
                for _ in range(4):
                    await self._round(store, slack, teams, None)
                self._count(store, slack, teams)
        self._counted.seconds = time.monotonic() - began
        return self._counted

    def _steps(self) -> Iterator[str]:
        """Each step as often as the others, in no order."""
        while True:
            yield from self._chance.sample(STEPS, len(STEPS))

    def _put(self, store: SqliteStore) -> None:
        for channel in SLACK + TEAMS:
            self._numbers += 1
            lead = f"Brev {self._numbers}."
            letter = Answer(question="", intent="digest", outcome="answered", lead=lead)
            assert enqueue(store, channel, str(self._numbers), "prov", letter, now=time.time() + self._ahead)

    async def _round(self, store: SqliteStore, slack: FakeSlack, teams: FakeTeams, step: str | None) -> None:
        self._ahead += ROUND
        slack.limits.pass_time(ROUND)
        plan = Plan(self._database, _plain(slack) | _plain(teams), self._ahead, step, self._chance.randint(1, 3))
        killed = self._processes.Process(target=deliver, args=(plan,))
        others = [
            self._processes.Process(target=deliver, args=(Plan(plan.database, plan.settings, plan.ahead),))
            for _ in range(self._together - 1)
        ]
        for one in (killed, *others):
            one.start()
        if step == "taken":
            self._kill_when_taken(slack, teams, killed, plan.at)
        for one in (killed, *others):
            await asyncio.to_thread(one.join, PATIENCE)
            assert one.exitcode in ((0, -signal.SIGKILL) if one is killed else (0,)), one.exitcode
        if killed.exitcode:
            self._counted.kills[str(step)] += 1
        await _read_to_the_end(slack, teams)
        self._hidden(store, slack, teams)
        slack.taken = teams.taken = None
        for one in (killed, *others):
            one.close()

    def _hidden(self, store: SqliteStore, slack: FakeSlack, teams: FakeTeams) -> None:
        """Count what came to the platforms in this round and is not known to have come."""
        unknown = {row.period for row in store.deliveries(("waiting", "leased"), limit=-1)}
        for platform, said in _there(slack, teams).items():
            self._counted.hidden[platform] += sum(number in unknown for number, _ in said[self._seen[platform] :])
            self._seen[platform] = len(said)

    def _kill_when_taken(self, slack: FakeSlack, teams: FakeTeams, killed: Any, at: int) -> None:
        """The platform has the message, and whoever sent it dies before the answer."""
        left = [at]

        def taken() -> bool:
            left[0] -= 1
            if left[0] or not killed.is_alive():
                return True
            killed.kill()
            return False

        slack.taken = teams.taken = taken

    def _count(self, store: SqliteStore, slack: FakeSlack, teams: FakeTeams) -> None:
        counted, rows = self._counted, store.deliveries(limit=-1)
        counted.messages = len(rows)
        counted.unsent = sum(row.state != "sent" or not row.message for row in rows)
        counted.looks = slack.calls.count("conversations.history")
        there: dict[str, list[tuple[str, bool]]] = {}
        for platform, said in _there(slack, teams).items():
            for number, marked in said:
                there.setdefault(number, []).append((platform, marked))
        for number in (row.period for row in rows):
            copies = there.get(number, [])
            counted.lost += not copies
            counted.duplicates.update(platform for platform, _ in copies[1:])
            counted.unmarked += sum(not marked for _, marked in copies[1:])
            counted.needless += len(copies) == 1 and copies[0][1]


async def _read_to_the_end(*fakes: FakeSlack | FakeTeams) -> None:
    """Wait until the platforms have read what was on its way when the process died: connections are taken in the order
    in which they came, so that all of its own are taken when one of ours is."""
    async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
        for fake in fakes:
            async with session.get(fake.address):
                pass
        await session.close()
        while any(fake.open_connections for fake in fakes):  # noqa: ASYNC110 a connection that ends tells nobody
            await asyncio.sleep(0)


def _there(slack: FakeSlack, teams: FakeTeams) -> dict[str, list[tuple[str, bool]]]:
    """What each platform holds, as it took it: the letter's number, and whether it says that it may be the second."""
    said = {"Slack": [str(one["text"]) for one in slack.posted], "Teams": [spoken(one) for one in teams.sent]}
    return {
        platform: [(_NUMBER.findall(text)[0], _MARK.strip() in text) for text in texts]
        for platform, texts in said.items()
    }


def _plain(fake: FakeSlack | FakeTeams) -> dict[str, Any]:
    return {name: value for name, value in fake.settings().items() if value is not None}


def _know(store: SqliteStore, teams: FakeTeams) -> None:
    """The bot was added to the conversations."""
    for place in TEAMS:
        reference = {
            "serviceUrl": teams.service_url, "channelId": "msteams", "bot": {"id": BOT}, "trusted": True,
            "conversation": {"id": place, "conversationType": "channel", "tenantId": TENANT, "isGroup": True},
        }  # fmt: skip
        store.put_conversation("teams", place, json.dumps(reference))
