"""What is done with a dropped file: received, read, shown; laid in or thrown away at a press."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from bot import history
from bot.access import is_registrar, reader_for
from bot.answers.answer import Answer, Press
from bot.errors import FileForgotten, FileInHand, FileNotKept, NotRegistrar, TooManyWaiting
from bot.incoming import Incoming
from bot.intake import laid, look
from bot.intake.disk import Disk, Slot, safe_name
from bot.intake.held import held
from bot.intake.lay_in import lay_in
from bot.messages import of_intake
from bot.settings import Settings
from knowledge.errors import KanslistError, StoreError
from knowledge.facts import DocumentFacts
from knowledge.individual import about_individual
from knowledge.ingest import extracted
from knowledge.reading.pages import Reading
from knowledge.reading.worker import Worker
from knowledge.store.intake import Waiting
from knowledge.store.sqlite import SqliteStore

KEPT_SECONDS = 24 * 3600
KEPT_EACH = 50
"""Files of one person that may wait."""
SWEPT_EVERY = 3600.0
AT_ONCE = 2
"""Files that are read or laid in at once; others wait their turn."""

Fetch = Callable[[Callable[[bytes], None]], Awaitable[None]]
"""Hands a file's bytes, part by part, to what it is given. Raises KanslistError where they cannot be had."""

_T = TypeVar("_T")


class Intake:
    """settings: the collection, the data folder, who is a registrator."""

    def __init__(self, store: SqliteStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._disk = Disk(settings.data)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="intake")
        self._workers: set[Worker[tuple[Reading, DocumentFacts]]] = set()

    async def receive(self, name: str, fetch: Fetch, message: Incoming) -> Answer:
        """The look at a file that somebody dropped, or a sentence why there is none; then nothing of it is kept.

        name: as they call it; message: who they are, and where. Raises StoreError where even tidying up failed.
        """
        slot: Slot | None = None
        made: Answer | None = None
        try:
            who = await self._beside(self._admitted, message)
            slot = await self._beside(self._disk.slot, name)
            await fetch(slot.take)
            made = await self._beside(self._looked, slot, who, message)
        except KanslistError as error:
            made = look.told(safe_name(name), of_intake.refused(safe_name(name), str(error)))
        finally:
            if slot is not None and not (made and made.ticket):
                self._disk.drop(slot.path)
        return made

    def refusal(self, message: Incoming) -> str | None:
        """What whoever may lay in nothing is told; None for registratorer."""
        return None if is_registrar(message, self._settings) else str(NotRegistrar())

    async def settle(self, press: Press, id_: str, message: Incoming) -> Answer:
        """What a press on a look's button does. Raises NotRegistrar, FileForgotten, FileInHand, StoreError."""
        if not is_registrar(message, self._settings):
            raise NotRegistrar
        return await self._beside(self._add if press == "add" else self._discard, id_, message)

    def sweep(self) -> None:
        """Throw away what has waited for a day. Raises StoreError, FileNotKept."""
        for one in self._store.drop_waiting(int(time.time()) - KEPT_SECONDS):
            self._disk.drop(Path(one.path))
        self._disk.sweep(KEPT_SECONDS)

    async def keep_swept(self) -> None:
        """Sweep now and every hour, until cancelled."""
        while True:
            with suppress(StoreError, FileNotKept):  # busy, or the disk is: in an hour again
                await self._beside(self.sweep)
            await asyncio.sleep(SWEPT_EVERY)

    def close(self) -> None:
        """Stop reading; a file that was being read is told as not read."""
        for worker in list(self._workers):
            worker.close()
        self._threads.shutdown(cancel_futures=True)

    async def _beside(self, call: Callable[..., _T], *args: object) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(call, *args))

    def _admitted(self, message: Incoming) -> str:
        """Who drops, as the store calls them. Raises NotRegistrar, TooManyWaiting."""
        if not is_registrar(message, self._settings):
            raise NotRegistrar
        self.sweep()
        who = history.digest(self._settings, message.asker) or ""
        if self._store.waiting_of(who) >= KEPT_EACH:
            raise TooManyWaiting(limit=KEPT_EACH)
        return who

    def _looked(self, slot: Slot, who: str, message: Incoming) -> Answer:
        """Read the file and keep that it waits; a file that is not to go in has no ticket. Raises KanslistError."""
        file, collection = slot.path.name, self._settings.intake_collection
        reading, facts = self._read(slot.path)
        if about_individual(reading.pages):
            return look.told(file, of_intake.individual(file))
        if (removal := self._store.removed(reading, collection)) is not None:
            return look.told(file, of_intake.removed(file, removal))
        known = held(self._store, self._disk, collection, reader_for(message, self._settings), reading, facts)
        if known.same is not None:
            return look.told(file, of_intake.held(file, known.same))
        now = int(time.time())
        self._store.put_waiting(Waiting(slot.id, who, file, slot.hashed.hexdigest(), str(slot.path), known.over, now))
        return look.offered(file, slot.id, collection, reading, facts, known.sentences)

    def _read(self, path: Path) -> tuple[Reading, DocumentFacts]:
        """In a process of its own, with its limits of time and memory. Raises ReadingError, FileNotKept."""
        worker = Worker(extracted)
        self._workers.add(worker)
        try:
            return worker(path)
        except OSError as error:  # `close` took the worker away
            raise FileNotKept from error
        finally:
            self._workers.discard(worker)
            worker.close()

    def _add(self, id_: str, message: Incoming) -> Answer:
        """Lay it in, once. Where that fails it waits on, so that the button can be pressed again. Raises StoreError."""
        waiting = self._waiting(id_)
        if waiting.state == "added":
            return look.done(waiting.file, of_intake.added_before(waiting.file))
        if not self._store.take_waiting(id_):
            raise FileInHand
        state: laid.Settled = "waiting"
        try:
            path = Path(waiting.path)
            with self._disk.standing(path, waiting.over) as place:
                report = lay_in(
                    place, self._settings.intake_collection, self._settings.database_url, self._settings.data
                )
            state = laid.settled(report)
            return laid.answer(self._store, self._settings, waiting, report, reader_for(message, self._settings))
        except KanslistError as error:
            return look.told(waiting.file, of_intake.refused(waiting.file, str(error)))
        finally:
            self._store.settle_waiting(id_, state)
            if state != "waiting":
                self._disk.drop(Path(waiting.path))

    def _discard(self, id_: str, _message: Incoming) -> Answer:
        waiting = self._waiting(id_)
        if waiting.state == "added":
            return look.done(waiting.file, of_intake.added_before(waiting.file))
        if not self._store.take_waiting(id_):
            raise FileInHand
        self._store.settle_waiting(id_, "discarded")
        self._disk.drop(Path(waiting.path))
        return look.done(waiting.file, of_intake.discarded(waiting.file))

    def _waiting(self, id_: str) -> Waiting:
        """A file that can still be decided on, or was laid in. Raises FileForgotten."""
        found = self._store.waiting(id_)
        if found is None or found.state == "discarded" or found.received_at < time.time() - KEPT_SECONDS:
            raise FileForgotten
        if found.state != "added" and not Path(found.path).is_file():
            raise FileForgotten
        return found
