"""A question "att besvaras på FVG den 20 maj", and that meeting when it is held, with what it says of the matter.

The meeting is the same body's on that day. What answers is looked for in its minutes: a sentence that answers and names
who asked or holds the matter's words; else the § of the same case or heading. Where neither is found the tie is to the
meeting alone (`promised.meeting`): that it was held, and that no answer was found there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.facts import AgendaItem, Assignment
from knowledge.linking.matters import ALL, Matter, numbers_of, one_case, one_place
from knowledge.linking.paragraphs import Slice, paragraphs
from knowledge.linking.words import held, stems
from knowledge.names import fold
from knowledge.store.api import FactQuery, Found, FoundMeeting
from knowledge.store.keys import item_of
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

KIND = "answered at"
_RULE = "assignments.answer-at-meeting"
_ANSWERS = re.compile(r"\b(?:svara[rt]?|svarade|svaret|svar|besvara(?:r|de|des|s|ts|t))\b", re.IGNORECASE)
_ASKED = re.compile(r"^(?P<who>[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+){0,3}) (?:lämna|ställ|inkom|överlämna|framför|undra)")
_ALIKE = 0.6


def promised(store: SqliteStore) -> Iterator[LinkRow]:
    """The ties of every question that was to be answered at a dated meeting."""
    asked = [
        one
        for one in store.facts(OPERATOR, FactQuery("assignments", limit=ALL))
        if isinstance(one.fact, Assignment) and one.fact.rule == _RULE and one.fact.due
    ]
    if not asked:
        return
    meetings: dict[tuple[str, str], list[FoundMeeting]] = defaultdict(list)
    for meeting in store.meetings(OPERATOR, limit=ALL):
        day = meeting.meeting.date or meeting.document.date or ""
        meetings[(fold(meeting.meeting.body or meeting.document.body or ""), day)].append(meeting)
    for one in asked:
        due = getattr(one.fact, "due", None) or ""
        for meeting in meetings.get((fold(one.document.body or ""), due), ()):
            if meeting.document.id != one.document.id and one_place(meeting.document, one.document):
                yield from _tie(store, one, meeting)


def _tie(store: SqliteStore, asked: Found, meeting: FoundMeeting) -> Iterator[LinkRow]:
    matter = _matter(store, asked)
    said = _answer(store, asked, matter, meeting)
    if said is not None:
        place = (said.page.number, said.start, said.end)
        yield LinkRow(KIND, asked.id, meeting.document.id, *place, None, "promised.answer", 0.75)
        return
    section = _section(store, matter, meeting)
    source = section.fact.source if section else meeting.meeting.sources.get("date")
    if source is not None:
        rule, sure = ("promised.paragraph", 0.7) if section else ("promised.meeting", 0.6)
        row = (meeting.document.id, source.page, source.start, source.end, section.id if section else None)
        yield LinkRow(KIND, asked.id, *row, rule, sure)


def _matter(store: SqliteStore, asked: Found) -> Matter:
    """The matter in which the question was asked: the last heading of its § before it."""
    items = store.facts(OPERATOR, FactQuery("agenda_items", document=asked.document.id, item=item_of(asked.fact)))
    at = (asked.fact.source.page or 0, asked.fact.source.start)
    before = [one for one in items if (one.fact.source.page or 0, one.fact.source.start) <= at]
    fact = before[-1].fact if before else None
    if not isinstance(fact, AgendaItem):
        return Matter(asked.document, None)
    return Matter(asked.document, fact.number, fact.heading, frozenset(numbers_of(fact)))


def _answer(store: SqliteStore, asked: Found, matter: Matter, meeting: FoundMeeting) -> Slice | None:
    """The first sentence that answers and names who asked, or says the matter again."""
    text = getattr(asked.fact, "text", "")
    who = _ASKED.match(" ".join(text.split()))
    topic = stems(matter.heading)
    for sentence in _sentences(store, meeting.document.id):
        if not _ANSWERS.search(sentence.text):
            continue
        names = who is not None and re.search(rf"\b{re.escape(who['who'])}s?\b", sentence.text)
        if names or (len(topic) > 1 and held(topic, stems(sentence.text)) >= _ALIKE):
            return sentence
    return None


def _sentences(store: SqliteStore, document: int) -> Sequence[Slice]:
    return [sentence for part in paragraphs(store.pages(OPERATOR, document)) for sentence in part.sentences()]


def _section(store: SqliteStore, matter: Matter, meeting: FoundMeeting) -> Found | None:
    """The § of the same case, else of the same heading."""
    topic = stems(matter.heading)
    for one in store.facts(OPERATOR, FactQuery("agenda_items", document=meeting.document.id, limit=ALL)):
        if isinstance(one.fact, AgendaItem):
            same = one_case(matter.cases, numbers_of(one.fact))
            if same or (len(topic) > 1 and held(topic, stems(one.fact.heading)) >= 0.75):
                return one
    return None
