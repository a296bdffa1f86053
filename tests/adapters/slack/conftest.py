"""A server with Slack mounted, the fake Slack before and behind it, and a clerk that answers what it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from slack_sdk.http_retry import builtin_async_handlers, jitter

from adapters.slack import client as slack_client
from adapters.slack.routes import add_routes
from bot.answers.answer import Answer, Citation, Item
from bot.incoming import Incoming
from bot.settings import Settings
from tests.fakes.slack import FakeSlack

QUOTE = "Nämnden har inga synpunkter på förslaget."


def answer_with(**changes: Any) -> Answer:
    """An answer with one item and its quote."""
    standard: dict[str, Any] = {
        "question": "beslut", "intent": "decisions", "outcome": "answered",
        "lead": "Arbetsmarknadsnämnden hade inga synpunkter.",
        "items": (Item(label="§ 12", text="Inga synpunkter", citation=0, notes=("protokollet är inte justerat",)),),
        "citations": (cited(),),
    }  # fmt: skip
    return Answer(**(standard | changes))


def cited(**changes: Any) -> Citation:
    """A citation of an invented protokoll."""
    standard: dict[str, Any] = {
        "document": "amn.pdf", "title": "Protokoll 2020-04-16", "page": 3, "section": "§ 12", "quote": QUOTE,
        "url": "https://kanslist.example.se/dokument/1?sida=3#citat",
    }  # fmt: skip
    return Citation(**(standard | changes))


@dataclass
class Clerk:
    """A stand-in for bot.kanslist.Kanslist: keeps what it was asked, answers or raises what the test puts in."""

    answer: Answer | Exception = field(default_factory=answer_with)
    asked: list[Incoming] = field(default_factory=list)
    events: set[str] = field(default_factory=set)
    settled: list[str] = field(default_factory=list)
    broken_store: Exception | None = None

    @property
    def store(self) -> Clerk:
        return self

    def claim_event(self, event: str, body: str | None = None) -> bool:
        if self.broken_store:
            raise self.broken_store
        if event in self.events:
            return False
        self.events.add(event)
        return True

    def settle_event(self, event: str) -> None:
        self.settled.append(event)

    def together(self, *, durable: bool = True) -> AbstractContextManager[None]:
        return nullcontext()

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]:
        return []

    async def ask(self, message: Incoming) -> Answer:
        self.asked.append(message)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class SlowClerk(Clerk):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_one, self.let = asyncio.Event(), asyncio.Event()

    async def ask(self, message: Incoming) -> Answer:
        self.asked_one.set()
        await self.let.wait()
        return await super().ask(message)


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
def settings(slack: FakeSlack) -> Settings:
    return Settings(_env_file=None, **slack.settings())


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries come at once: what is tested is that they come, not how long they wait."""
    monkeypatch.setattr(slack_client, "BACK_OFF_SECONDS", 0.0)
    monkeypatch.setattr(slack_client, "DEFAULT_WAIT_SECONDS", 0.0)
    for module in (builtin_async_handlers, jitter):
        monkeypatch.setattr(module, "random", SimpleNamespace(random=lambda: 0.0))


@pytest.fixture
def lost() -> list[str]:
    """The reasons of the answers that could not be posted."""
    return []


@pytest.fixture
def make_client(settings: Settings) -> Callable[..., TestClient[Any, Any]]:
    def make(clerk: object, lost: list[str]) -> TestClient[Any, Any]:
        app = web.Application()
        add_routes(app, clerk, settings, lost.append)
        return TestClient(TestServer(app, host="127.0.0.1"))

    return make


@pytest.fixture
async def client(
    make_client: Callable[..., TestClient[Any, Any]], clerk: Clerk, lost: list[str]
) -> AsyncIterator[TestClient[Any, Any]]:
    async with make_client(clerk, lost) as started:
        yield started
