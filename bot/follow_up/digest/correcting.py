"""Issues that were posted and say otherwise than the record does now: each as it should read, for the place it has.

An entry whose document has a newer version is compared with what that says; one that a registrator has taken out, or
whose document is removed or closed, says that it stands no longer. What is unchanged is left letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answers import scope
from bot.answers.answer import Answer, Citation, Item
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.digest.changed import LISTED, list_of, nearest, said_by
from bot.links import Place, read
from bot.messages import of_digest, of_matters, one_line
from bot.questions.question import Question
from knowledge.facts import Decision, squeeze
from knowledge.store.api import Document, Found

_EDITED = re.compile(r"\ARättat [^.()]*\([^)]*\)\. ")
_LISTS = (*LISTED, "promises", "open_points", "proposals")


@dataclass(frozen=True, slots=True)
class Posted:
    """An issue that stands in a channel. name: what it is known by; since: the moment (ISO, UTC) it was composed."""

    name: object
    answer: Answer
    since: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A posted issue as it should read now. changed: its entries that do."""

    name: object
    answer: Answer
    changed: int


def corrections(desk: Desk, posted: Iterable[Posted]) -> Iterator[Correction]:
    """Those of the issues whose entries have changed. Raises StoreError."""
    for one in posted:
        sheet = Sheet(desk, Question(one.answer.question, "help"))
        taken = {document.id for document, _ in desk.store.hidden_between(desk.reader, one.since, "9999")}
        items: list[Item] = []
        citations: list[Citation] = []
        changed = 0
        for item in one.answer.items:
            cited = one.answer.citations[item.citation] if item.citation is not None else None
            again, source = _again(sheet, item, cited, taken)
            changed += again != item
            if source is not None and source not in citations:
                citations.append(source)
            items.append(again.model_copy(update={"citation": citations.index(source) if source else None}))
        if changed:
            yield Correction(one.name, _edited(desk, one.answer, items, citations, changed), changed)


def _edited(desk: Desk, answer: Answer, items: list[Item], citations: list[Citation], changed: int) -> Answer:
    lead = of_digest.edited(desk.today.isoformat(), changed, _EDITED.sub("", answer.lead))
    return answer.model_copy(update={"lead": lead, "items": tuple(items), "citations": tuple(citations)})


def _again(sheet: Sheet, item: Item, cited: Citation | None, taken: set[int]) -> tuple[Item, Citation | None]:
    """The entry as it should read now, with its source."""
    desk = sheet.desk
    place = read(desk.settings, cited.url) if cited else None
    if cited is None or place is None:
        return item, cited
    document = desk.store.document(desk.reader, place.document)
    if document is None:
        return _withdrawn(item), None
    if desk.store.documents_of(desk.reader, [document.id]):
        gone = document.id in taken and not any(_stands(one, place) for one in _facts(desk, document))
        return (_withdrawn(item), None) if gone else (item, cited)
    newest = next(
        (
            one
            for one in desk.store.find_document(desk.reader, document.file, document.collection)
            if one.file == document.file
        ),
        None,
    )
    return _anew(sheet, item, cited, place, document, newest) if newest else (_withdrawn(item), None)


def _anew(
    sheet: Sheet, item: Item, cited: Citation, place: Place, old: Document, newest: Document
) -> tuple[Item, Citation | None]:
    """The entry by the newest version of its document."""
    desk = sheet.desk
    before = next((one for one in _facts(desk, old) if _stands(one, place)), None)
    if before is None:
        words = squeeze(cited.quote)
        held = any(words in squeeze(page.text) for page in desk.store.pages(desk.reader, newest.id))
        return (item, cited) if held else (_withdrawn(item), None)
    stands = desk.store.facts_of_version(desk.reader, newest.id, [list_of(before)])
    if any(said_by(one) == said_by(before) for one in stands):
        return item, cited
    now = nearest(before, stands)
    if now is None:
        return _withdrawn(item), None
    note = of_digest.corrected_note(desk.today.isoformat())
    again = item.model_copy(update={"text": _text(desk, now), "notes": (*item.notes, note), "changes": ()})
    return again, sheet.citations[sheet.cite(now.document, now.fact.source)]


def _text(desk: Desk, found: Found) -> str:
    text = one_line(str(getattr(found.fact, "text", None) or found.fact.source.quote))
    return of_matters.headed(scope.heading(desk, found), text) if isinstance(found.fact, Decision) else text


def _facts(desk: Desk, document: Document) -> list[Found]:
    return desk.store.facts_of_version(desk.reader, document.id, _LISTS)


def _stands(found: Found, place: Place) -> bool:
    """Whether a fact stands where a citation points, which may be a little wider."""
    source = found.fact.source
    if source.page != place.page or place.start is None or place.end is None:
        return False
    return place.start <= source.start < place.end


def _withdrawn(item: Item) -> Item:
    return Item(heading=item.heading, label=item.label, text=of_digest.withdrawn())
