"""A clerk of two lines and a store in memory, so that the adapter is tested without the record."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.teams.entrance import add_routes
from adapters.teams.files import Receiver
from adapters.teams.replies import Clerk as Replying
from bot.answers.answer import Answer, Citation, Item
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.incoming import Incoming
from bot.looking_up import LookedUp
from bot.settings import Settings
from knowledge.store.reports import Report
from tests.fakes.teams import FakeTeams


def answer(**changes: Any) -> Answer:
    """An answer of one decision with its quote."""
    quote = "Nämnden beslutar att bifalla motionen."
    held: dict[str, Any] = {
        "question": "beslut",
        "intent": "decisions",
        "outcome": "answered",
        "lead": "Nämnden biföll motionen.",
        "items": (Item(label="Beslut · § 33", text="bifall", citation=0),),
        "citations": (citation(quote=quote),),
    }
    return Answer(**(held | changes))


def citation(**changes: Any) -> Citation:
    """A citation of an invented protokoll."""
    held: dict[str, Any] = {
        "document": "protokoll.txt",
        "title": "Protokoll 2020-04-28",
        "page": 3,
        "section": "§ 33",
        "quote": "Nämnden beslutar.",
        "url": "https://kanslist.alvkulla.example/documents/1?page=3",
    }
    return Citation(**(held | changes))


class Store:
    """What the adapter writes."""

    def __init__(self) -> None:
        self.events: set[str] = set()
        self.settled: list[str] = []
        self.conversations: dict[tuple[str, str], str] = {}

    def claim_event(self, event: str, body: str | None = None) -> bool:
        is_new = event not in self.events
        self.events.add(event)
        return is_new

    def settle_event(self, event: str) -> None:
        self.settled.append(event)

    def together(self, *, durable: bool = True) -> AbstractContextManager[None]:
        return nullcontext()

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]:
        return []

    def put_conversation(self, platform: str, conversation: str, reference: str) -> None:
        self.conversations[platform, conversation] = reference

    def conversation(self, platform: str, conversation: str) -> str | None:
        return self.conversations.get((platform, conversation))

    def drop_conversation(self, platform: str, conversation: str) -> None:
        self.conversations.pop((platform, conversation), None)


class Clerk:
    """Answers what it was made with (or raises it) and keeps what it was asked."""

    def __init__(self, says: Answer | Exception | Callable[[Incoming], Answer] | None = None) -> None:
        self.store = Store()
        self.asked: list[Incoming] = []
        self.says = says or answer()

    async def ask(self, message: Incoming) -> Answer:
        self.asked.append(message)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says if isinstance(self.says, Answer) else self.says(message)

    async def press(self, pressed: Pressed) -> Answer:
        raise NotImplementedError("tests of presses hold the real clerk")

    async def report(self, ticket: Ticket, message: Incoming) -> Report:
        raise NotImplementedError("as press")

    async def tell(self, report: Report) -> None:
        raise NotImplementedError("as press")

    def reads_more(self, message: Incoming) -> bool:
        return False

    async def ask_aside(self, message: Incoming, given: Answer, chat: str | None) -> Answer | None:
        return None

    @property
    def intake(self) -> Receiver:
        raise NotImplementedError("as press")

    async def look_up(self, text: str) -> LookedUp:
        raise NotImplementedError("as press")

    async def unfurl(self, url: str) -> Citation | None:
        raise NotImplementedError("as press")


@asynccontextmanager
async def serving(
    clerk: Replying,
    teams: FakeTeams | None,
    *,
    insecure_local: bool = False,
    lost: Callable[[], None] = lambda: None,
    **changes: Any,
) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """A client of a server with the Teams endpoint; leaving it finishes what is under way."""
    app = web.Application()
    settings = Settings(_env_file=None, **((teams.settings() if teams else {}) | changes))
    assert add_routes(app, clerk, settings, insecure_local=insecure_local, lost=lost)
    async with TestClient(TestServer(app, host="127.0.0.1")) as client:
        yield client
