"""A small record that grows, a platform in memory, and people who type in a channel or in a chat of their own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.answers.answer import Answer
from bot.follow_up.watch import making
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from tests.fakes.platform import Platform

OWN, CHANNEL = "T1/U0SAGA", "T1/C0KANSLI"


def minutes(day: str, *matters: tuple[str, str, str], body: str = "Kulturnämnden") -> str:
    """Minutes of a body. matters: (case number, heading, what is decided)."""
    said = "".join(
        f"\n§ {at} {case}\n{heading}\n\nBeslut\n{body} beslutar att {decided}.\n"
        for at, (case, heading, decided) in enumerate(matters, 1)
    )
    return f"Älvkulla kommun\n{body}\nProtokoll {day}\n{said}"


GRANBY = ("KUN 2024-0031", "Biblioteksfilial i Granby", "återremittera ärendet")


class Office:
    """The clerk with its record and platform, as the tests speak to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = Settings(_env_file=None, data=folder / "data", registrars="slack:T1/U0REG")
        self.kanslist = Kanslist.open(settings)
        self.platform = Platform()
        self.kanslist.senders.append(self.platform)
        self._laid = 0

    def lay(self, text: str, collection: str = "öppen", name: str | None = None) -> None:
        """Lay a document into the record."""
        self._laid += 1
        path = self.folder / (name or f"{self._laid}.txt")
        path.write_text(text, "utf-8")
        assert ingest([path], collection, self.kanslist.store, self.kanslist.search).failed == []

    def says(self, text: str, who: str = "U0SAGA", channel: str | None = None, *, outside: bool = False) -> Answer:
        """What somebody is answered: in their own chat, or in a channel, where they alone see it."""
        message = Incoming(
            text, Asker("slack", f"T1/{who}"), f"{channel}/{who}", private=True, reply_to=f"T1/{who}", channel=channel,
            outside=outside,
        )  # fmt: skip
        return asyncio.run(self.kanslist.ask(message))

    def registrar(self, text: str, channel: str | None = CHANNEL) -> Answer:
        """The same for a registrator, in a channel."""
        return self.says(text, "U0REG", channel)

    def at(self, now: datetime) -> list[tuple[str, Answer]]:
        """What is posted when the server looks at this moment: (where, what)."""
        before = len(self.platform.posted)
        making.planned(self.kanslist._office, now)
        return self._sent(before, now.timestamp)

    def look(self) -> list[tuple[str, Answer]]:
        """What is posted when the server looks whether something has come in."""
        before = len(self.platform.posted)
        self.kanslist.tell_subscribers()
        return self._sent(before)

    def _sent(self, before: int, clock: Callable[[], float] = time.time) -> list[tuple[str, Answer]]:
        """clock: the server's, which the outbox must share: what waits for a moment to come is not sent."""
        self.kanslist.outbox._clock = clock
        asyncio.run(self.kanslist.outbox.once())
        return [(one.channel, one.message) for one in self.platform.posted[before:]]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.lay(minutes("2024-04-28", GRANBY))
    yield made
    made.kanslist.close()
