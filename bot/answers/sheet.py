"""The sheet an answer is written on: items, and the citation of each, widened where a quote is too short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot import messages
from bot.answers.answer import Answer, Choice, Citation, Item, Outcome, Words
from bot.answers.wording import Wording
from bot.links import permalink
from bot.questions.lexicon import Lexicon
from bot.questions.question import Question
from bot.settings import Settings
from knowledge.case_numbers import CaseKey, parse
from knowledge.facts import Fact, Part, Source, squeeze
from knowledge.reading.pages import Page
from knowledge.search.passages import Search
from knowledge.store.api import Document, Found, Readable
from knowledge.store.reader import Reader

SHORTEST = 12
"""Letters and digits that a quote holds at least, so that it can be found again."""


@dataclass(frozen=True)
class Desk:
    """What an answer is made with: the record as one reader sees it."""

    store: Readable
    search: Search
    reader: Reader
    settings: Settings
    lexicon: Lexicon
    wording: Wording
    today: date
    change: int = -1
    """The record's change number before anything was read of it for this desk."""
    members: dict[tuple[int, tuple[str, ...]], frozenset[str]] = field(default_factory=dict)
    """Who the attendance of a document gives these parties, once it is known."""
    staff: bool = False
    """Whether who asks may say how what is followed stands (bot/access.py, `may_move`)."""
    cut: list[int] = field(default_factory=list)
    """How many facts or meetings were read where there are more."""

    def cut_notes(self) -> list[str]:
        """That there is more than what was read, where there is."""
        return [messages.only_newest(self.cut[0])] if self.cut else []


class Sheet:
    """Collects the items and citations of one answer."""

    def __init__(self, desk: Desk, question: Question) -> None:
        self.desk = desk
        self.question = question
        self.items: list[Item] = []
        self.citations: list[Citation] = []
        self.more = 0
        self._cases: dict[CaseKey | None, str] = {}
        self._places: dict[tuple[int, int | None, int, int], int] = {}
        self._pages: dict[tuple[int, int | None], str] = {}

    def cite(self, document: Document, source: Part) -> int:
        """Add a citation unless the same place is cited already; returns its index."""
        place = self._widened(document, source)
        key = (document.id, place.page, place.start, place.end)
        if key not in self._places:
            self._places[key] = len(self.citations)
            self.citations.append(
                Citation(
                    document=document.file,
                    title=document.title,
                    page=place.page,
                    line=self._line(document, place),
                    section=source.section if isinstance(source, Source) else None,
                    quote=place.quote,
                    url=permalink(self.desk.settings, document, place),
                )
            )
        return self._places[key]

    def add(
        self,
        text: str,
        document: Document,
        source: Part,
        label: str | None = None,
        notes: Sequence[str] = (),
        changes: Sequence[Words] = (),
    ) -> None:
        """Add an item with its citation."""
        item = Item(
            label=label,
            text=messages.one_line(text),
            changes=tuple(changes),
            citation=self.cite(document, source),
            notes=tuple(notes),
        )
        if item not in self.items:
            self.items.append(item)

    def say(self, text: str, label: str | None = None, notes: Sequence[str] = ()) -> None:
        """Add an item that no document says: in a letter alone, of what is no longer there to be cited."""
        self.items.append(Item(label=label, text=messages.one_line(text), notes=tuple(notes)))

    def add_fact(self, found: Found, text: str, label: str | None = None, notes: Sequence[str] = ()) -> None:
        """Add a fact's item; a derived one says so."""
        for printed in getattr(found.fact, "case_numbers", ()):
            self._cases.setdefault(parse(printed), printed)
        self.add(text, found.document, found.fact.source, label, [*notes, *basis_notes(found.fact)])

    def rest(self, count: int, shown: int) -> list[str]:
        """Which part of a long answer this is, and how the next one is asked for; nothing where it is the whole."""
        first = self.question.offset + 1
        last = min(self.question.offset + shown, count)
        self.more = last if last < count else 0
        return [messages.page_of(first, last, count)] if count > shown else []

    def answered(
        self, lead: str, notes: Sequence[str] = (), choices: Sequence[Choice] = (), intent: str = ""
    ) -> Answer:
        """The answer, with what stands on the sheet."""
        return self.finish("answered", lead, notes, choices, intent)

    def finish(
        self, outcome: Outcome, lead: str, notes: Sequence[str] = (), choices: Sequence[Choice] = (), intent: str = ""
    ) -> Answer:
        """The answer with another outcome."""
        return Answer(
            question=self.question.text,
            intent=intent or self.question.intent,
            outcome=outcome,
            lead=lead,
            items=tuple(self.items),
            notes=tuple(dict.fromkeys([*notes, *([] if intent == "passages" else self.desk.cut_notes())])),
            citations=tuple(self.citations),
            choices=tuple(choices),
            more=self.more,
            case=self._case() if outcome == "answered" else None,
        )

    def _case(self) -> str | None:
        """The case of the question, else the only one whose number the answer's facts carry."""
        if self.question.case_said:
            return self.question.case_said
        return next(iter(self._cases.values())) if len(self._cases) == 1 else None

    def page(self, document: Document, number: int | None) -> str:
        """The text of a page, empty where the reader may not see it."""
        place = document.id, number
        if place not in self._pages:
            self._pages[place] = self.desk.store.page_text(self.desk.reader, document.id, number)
        return self._pages[place]

    def _widened(self, document: Document, source: Part) -> Part:
        if len(squeeze(source.quote)) >= SHORTEST:
            return source
        text = self.page(document, source.page)
        start, end = widen(text, source.start, source.end)
        return Source.cut([(Page(source.page, text), start, end)]) if end > start else source

    def _line(self, document: Document, place: Part) -> int | None:
        if place.page is not None:
            return None
        return self.page(document, None).count("\n", 0, place.start) + 1


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to whole lines, and by further lines on both sides, until it holds SHORTEST letters and digits."""
    start = text.rfind("\n", 0, start) + 1
    end = _line_end(text, end)
    while len(squeeze(text[start:end])) < SHORTEST and (start > 0 or end < len(text)):
        end = _line_end(text, min(end + 1, len(text)))
        if len(squeeze(text[start:end])) < SHORTEST:
            start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    return start, end


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def basis_notes(fact: Fact) -> list[str]:
    """ "härlett" for a fact that the document does not state in words."""
    return [messages.derived()] if fact.basis == "derived" else []
