"""The clerk: one question in, one answer out, the same in every platform."""

from __future__ import annotations

from bot.answers.answer import Answer
from bot.incoming import Incoming
from bot.settings import Settings
from knowledge.search.passages import Search
from knowledge.store.sqlite import SqliteStore


class Kanslist:
    """What adapters hold: `ask`, and the store for their event log and conversation references."""

    def __init__(self, store: SqliteStore, search: Search, settings: Settings) -> None:
        self.store = store
        self.search = search
        self.settings = settings

    @classmethod
    def open(cls, settings: Settings) -> Kanslist:
        """Open the store and the search projection that the settings name. Raises StoreError."""
        store = SqliteStore.open(settings.database_url)
        return cls(store, Search.open(store, settings.data), settings)

    def ask_now(self, message: Incoming) -> Answer:
        """Answer in the calling thread."""
        raise NotImplementedError

    async def ask(self, message: Incoming) -> Answer:
        """Answer without holding up the event loop: point look-ups at once, passage search on a thread."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the store and the projection."""
