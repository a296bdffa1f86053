"""The process that delivers: it kills itself at the step that it is told to, and leaves no time to tidy up.

Nothing of this is in the product: store and senders are wrapped here, in the process that is to die.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.slack import sender as slack
from adapters.teams import sender as teams
from bot.follow_up.delivery.runner import Runner
from bot.ports import Sender
from bot.settings import Settings
from knowledge.store.sqlite import SqliteStore

STEPS = ("leased", "looking", "looked", "posting", "taken", "answered", "storing", "stored")
"""In their order. "taken": the platform has the message and has not answered; it is the platform that kills then."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a process does. settings: of Settings, with secrets in plain text; ahead: seconds that its clock is ahead of
    the machine's; step: where it dies, at which time that it comes there (`at`, from 1); None: nowhere."""

    database: Path
    settings: dict[str, Any]
    ahead: int
    step: str | None = None
    at: int = 1


def deliver(plan: Plan) -> None:
    """Deliver what is due, or die."""
    store = SqliteStore(plan.database)
    settings = Settings(_env_file=None, **plan.settings)
    senders = [*slack.senders(settings, store), *teams.senders(settings, store)]
    left = [plan.at]

    def passed(step: str) -> None:
        if step != plan.step:
            return
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    _arm_store(store, passed)
    for one in senders:
        _arm_sender(one, passed)
    runner = Runner(store, senders, lambda _: True, clock=lambda: time.time() + plan.ahead, chance=lambda: 0.0)
    asyncio.run(runner.once())
    store.close()


def _arm_store(store: Any, passed: Callable[[str], None]) -> None:
    lease, sent = store.lease_delivery, store.delivery_sent

    def leasing(*args: Any) -> Any:
        found = lease(*args)
        if found is not None:
            passed("leased")
        return found

    def storing(*args: Any, **changes: Any) -> bool:
        with store.together():
            first = bool(sent(*args, **changes))
            passed("storing")
        passed("stored")
        return first

    store.lease_delivery, store.delivery_sent = leasing, storing


def _arm_sender(sender: Sender, passed: Callable[[str], None]) -> None:
    armed: Any = sender
    armed.find = _between(sender.find, "looking", "looked", passed)
    armed.post = _between(sender.post, "posting", "answered", passed)


def _between(
    call: Callable[..., Awaitable[Any]], before: str, after: str, passed: Callable[[str], None]
) -> Callable[..., Awaitable[Any]]:
    async def called(*args: Any) -> Any:
        passed(before)
        try:
            return await call(*args)
        finally:
            passed(after)

    return called
