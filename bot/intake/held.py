"""What the record holds already of a file that was read: itself, an older version, other papers of the same day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.intake.disk import Disk
from bot.messages import of_intake
from knowledge.facts import DocumentFacts
from knowledge.names import fold
from knowledge.reading.pages import Reading
from knowledge.store.api import Document
from knowledge.store.reader import Reader
from knowledge.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class Held:
    """same: the document with this very content in the collection; over: the origin of the one that this is a newer
    version of; sentences: what to say of the rest."""

    same: Document | None = None
    over: str | None = None
    sentences: tuple[str, ...] = ()


def held(
    store: SqliteStore, disk: Disk, collection: str, reader: Reader, reading: Reading, facts: DocumentFacts
) -> Held:
    """What the record holds, as far as the reader may see it.

    A newer version is only what has the name, kind, body and day of a document that was dropped too: one that lies in
    a folder would come back from there.
    """
    same = of_digest(store, collection, reader, reading.digest)
    if same is not None:
        return Held(same=same)
    found = Held(sentences=tuple(_elsewhere(store, collection, reader, reading.digest)))
    alike = [one for one in _alike(store, reader, facts) if one.collection == collection]
    origins = {place.id: place.origin for place in store.places(collection)}
    for one in alike:
        origin = origins.get(one.id)
        if one.file == reading.file and origin and disk.holds(origin):
            return replace(found, over=origin, sentences=(of_intake.newer(one), *found.sentences))
    return replace(found, sentences=(of_intake.beside(alike), *found.sentences)) if alike else found


def of_digest(store: SqliteStore, collection: str, reader: Reader, digest: str) -> Document | None:
    """The newest version in a collection that has this content."""
    ids = (place.id for place in store.places(collection) if place.digest == digest)
    return next((found for one in ids if (found := store.document(reader, one))), None)


def _elsewhere(store: SqliteStore, collection: str, reader: Reader, digest: str) -> list[str]:
    others = sorted(reader.collections - {collection})
    found = [of_digest(store, other, reader, digest) for other in others]
    return [of_intake.elsewhere(one) for one in found if one]


def _alike(store: SqliteStore, reader: Reader, facts: DocumentFacts) -> list[Document]:
    """Documents of the same kind, body and day; none where the file does not say all three."""
    info = facts.document
    day = (facts.meeting.date if facts.meeting else None) or info.date
    if not (info.body and day):
        return []
    found = store.documents(reader, kind=info.kind, body=info.body, since=day, until=day)
    return [one for one in found if one.body and fold(one.body) == fold(info.body)]
