"""A clerk's office over a record of its own: an audit report and what answers it, invented for these tests."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.answers.answer import Answer
from bot.answers.sheet import Desk
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.linking.suggested import KIND
from knowledge.store.api import FactQuery
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR, PUBLIC, Reader

REPORT = """Älvkulla kommun
Revisionsrapport
2019-11-20

Granskning av lokalvården

Revisorerna rekommenderar tekniska nämnden att:

- Upprätta en städplan för varje skola senast 2020.
- Följa upp städningens kvalitet varje kvartal.
- Förtydliga ansvaret mellan rektor och lokalvård.
"""
ANSWER = """Älvkulla kommun
Tjänsteutlåtande
2020-03-17

Svar på granskningen

Städplaner finns nu för alla skolor. Kvaliteten börjar följas upp i höst.
"""
KINDS = (KIND, "answers", "grants", "rejects", "settles", "decides", "trace")
STAFF = Reader(frozenset({"öppen", "intern"}))


class Clerk:
    """Lays documents in, asks as a registrator or as anybody, and hangs suggestions on the report by their words."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(_env_file=None, data=folder / "data", registrars=frozenset({"terminal:saga"}))
        self.folder = folder
        self.kanslist = Kanslist.open(settings)

    def lay_in(self, name: str, text: str, collection: str = "öppen") -> None:
        (self.folder / collection).mkdir(exist_ok=True)
        (self.folder / collection / name).write_text(text, "utf-8")
        report = ingest([self.folder / collection], collection, self.kanslist.store, self.kanslist.search)
        assert report.failed == []

    def suggest(self, about: str, quote: str, value: str, *, of: str = "svar.txt") -> None:
        """Add the suggestion that `quote` of a document makes of the recommendation that holds `about`."""
        store = self.kanslist.store
        [target] = [
            one for one in store.facts(OPERATOR, FactQuery("recommendations")) if about in getattr(one.fact, "text", "")
        ]
        document = next(one for one in store.documents(OPERATOR) if one.file == of)
        [page] = store.pages(OPERATOR, document.id)
        start = page.text.index(quote)
        held = [
            LinkRow(
                kind, one.target.id, one.document.id, one.page, one.start, one.end, one.source, one.rule, 0.9, one.value
            )
            for kind in KINDS
            for one in store.links(OPERATOR, kind=kind)
        ]
        new = LinkRow(KIND, target.id, document.id, page.number, start, start + len(quote), None, "test", 0.9, value)
        store.put_links([*held, new])

    def desk(self, reader: Reader = PUBLIC) -> Desk:
        return self.kanslist.desk(reader)

    def ask(self, text: str, who: str | None = "saga", *, private: bool = True) -> Answer:
        """who: "saga" is the registrator."""
        return asyncio.run(
            self.kanslist.ask(Incoming(text, Asker("terminal", who, who and who.capitalize()), f"t:{who}", private))
        )
