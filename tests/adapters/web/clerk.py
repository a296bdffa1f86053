"""A clerk with prepared answers over a real store of the invented Älvkulla, and a server to ask it through."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from bot.answers.answer import Answer, Choice, Citation, Item
from bot.incoming import Incoming
from bot.intake.intake import Intake
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import DocumentFacts, DocumentInfo
from knowledge.reading.pages import Page, Reading
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore

BASE = "http://kanslist.test"
FIRST = "Kultur- och fritidsnämnden i Älvkulla\nSammanträde den 12 mars 2024\n\n§ 7 Öppettider i badhuset"
LETTER = "Skrivelse till kommunstyrelsen\n\nVi önskar en gångväg till Norrby."
QUOTE = "att badhuset håller öppet alla dagar\nunder sommaren & hösten."
SECOND = f"Nämnden beslutar\n\n{QUOTE}\n\n<b>Expedieras</b> till badhuset."


class Clerk(Kanslist):
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self, store: SqliteStore, reply: Callable[[Incoming], Answer]) -> None:
        self.store = store
        self.search = Search(store, store.path.parent)
        self.senders = []
        self.intake = Intake(store, settings(store.path.parent))
        self.reply = reply
        self.heard: list[Incoming] = []

    async def ask(self, message: Incoming) -> Answer:
        self.heard.append(message)
        return self.reply(message)

    def close(self) -> None:
        self.intake.close()
        self.store.close()


def settings(folder: Path, **values: object) -> Settings:
    """Settings of a server that nobody has set up further."""
    return Settings(_env_file=None, data=folder, public_url=BASE, **values)


def put(store: SqliteStore, file: str, title: str, *texts: str, collection: str = "öppen", paged: bool = True) -> int:
    """Store a document with these pages and no facts; gives its id."""
    pages = tuple(Page(number if paged else None, text) for number, text in enumerate(texts, start=1))
    digest = hashlib.sha256("\f".join(texts).encode()).hexdigest()
    info = DocumentInfo(file=file, kind="protokoll", title=title, municipality="Älvkulla", date="2024-03-12")
    return store.put(Reading(file, "text/plain", digest, pages), DocumentFacts(document=info), collection)


def record(folder: Path) -> tuple[SqliteStore, dict[str, int]]:
    """A store with minutes in two pages (in two versions), a letter without pages and a document that is not open."""
    store = SqliteStore.open(f"sqlite:///{folder / 'test.db'}")
    return store, {
        "older": put(store, "protokoll.txt", "Protokoll 12 mars", FIRST, "Nämnden beslutar inget."),
        "minutes": put(store, "protokoll.txt", 'Protokoll "12 mars" <script>alert(1)</script>', FIRST, SECOND),
        "letter": put(store, "skrivelse.txt", "Gångväg till Norrby", LETTER, paged=False),
        "hidden": put(store, "intern.txt", "Personalärende", "Bara för registrator.", collection="intern"),
    }


def decision(document: int, question: str = "vad beslutades om badhuset?") -> Answer:
    """An answer with one decision, its citation on page 2 of the minutes."""
    start = SECOND.index(QUOTE)
    url = f"{BASE}/dokument/{document}?sida=2&fran={start}&till={start + len(QUOTE)}#citat"
    citation = Citation(
        document="protokoll.txt", title="Protokoll <12 mars>", page=2, section="§ 7", quote=QUOTE, url=url
    )
    return Answer(
        question=question,
        intent="decisions",
        outcome="answered",
        lead="Nämnden beslutade om badhusets öppettider & avgifter.",
        items=(Item(label="Beslut · § 7", text=QUOTE, citation=0, notes=("protokollet är inte justerat",)),),
        notes=("Uppgift om justering saknas.",),
        citations=(citation,),
        choices=(Choice(label="Visa mötet", text="/mote 12 mars 2024"),),
    )


def client(clerk: Clerk, folder: Path, **values: object) -> TestClient:
    """The whole server round this clerk; use it as `async with`."""
    return TestClient(TestServer(make_app(clerk, settings(folder, **values))))
