"""Which meeting a question means: the one it names, else the latest of the only body there is, else a question back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer, Choice
from bot.answers.sheet import Desk
from bot.messages import of_meetings
from bot.questions.normalise import Bag
from bot.questions.question import Question
from knowledge.search.sought import FIELDS
from knowledge.store.api import Document, FoundMeeting

_CHOICES = 6
_HEADINGS = 2
"""Fields of a meeting's row that say what it is called and which matters it had."""
OFFICES = {"chair": "ordförande", "secretary": "sekreterare", "adjusters": "justerare"}
"""Aspect of a meeting that asks who held an office there → the office."""
_DEALT = re.compile(r"\b(?:när|behandla\w*|besluta\w*|diskutera\w*|tog\w*|mötet|sammanträdet)\b")


@dataclass(frozen=True, slots=True)
class Chosen:
    """meetings: those that fit, newest first; back: a question back where it is not clear which one is meant."""

    meetings: tuple[FoundMeeting, ...] = ()
    back: Answer | None = None

    @property
    def first(self) -> FoundMeeting:
        """The meeting that is answered about."""
        return self.meetings[0]


def meetings(desk: Desk, question: Question, topic: Sequence[str] | None = None) -> list[FoundMeeting]:
    """The meetings within the question's slots; topic words are met in title, body, place, matters or text."""
    wanted = replace(question, topic=question.topic if topic is None else tuple(topic))
    if question.case is not None:
        return _of_case(desk, wanted)
    sought = scope.sought(desk, replace(wanted, item=None), "meeting")
    for fields in range(1, (len(FIELDS) if _of_a_matter(question) else _HEADINGS) + 1) if wanted.topic else (1,):
        ids = desk.search.rows(replace(sought, fields=fields), scope.NEWEST + 1)
        if len(ids) > scope.NEWEST:
            desk.cut.append(scope.NEWEST)
        found = desk.store.meetings_of(desk.reader, ids[: scope.NEWEST])
        if fitting := [one for one in found if _fits(question, one)]:
            return _fullest_first(fitting)
    return []


def _of_a_matter(question: Question) -> bool:
    """Whether the meeting may be known by a word of its text: not where whoever held an office there is asked for
    ("vem är ordförande i byalaget?"), unless it is said to have dealt with something."""
    return question.aspect not in OFFICES or bool(_DEALT.search(question.said.casefold()))


def _of_case(desk: Desk, question: Question) -> list[FoundMeeting]:
    """The meetings in which a case came up; topic words as above."""
    period = question.period
    since, until = (period.since, period.until) if period else (None, None)
    found = desk.store.meetings(desk.reader, since=since, until=until, case=question.case, limit=scope.MOST)
    fitting = _fullest_first([one for one in found if _fits(question, one)])
    told = (
        [one for one in fitting if Bag.of(*text(desk, one)).covers(question.topic)]
        for text in (_named, _matters, _pages)
    )
    return next((kept for kept in told if kept), [])


def _fullest_first(found: list[FoundMeeting]) -> list[FoundMeeting]:
    """Newest first; of one day whole minutes before an extract of them."""
    by_fullness = sorted(found, key=lambda one: len(one.meeting.sources), reverse=True)
    by_fullness.sort(key=lambda one: one.document.kind == "protokollsutdrag")
    return sorted(by_fullness, key=lambda one: one.meeting.date or one.document.date or "", reverse=True)


def one(
    question: Question, found: Sequence[FoundMeeting], holds: Callable[[FoundMeeting], bool] | None = None
) -> Chosen:
    """The latest of them, preferring those that hold what is asked; a question back where several bodies met."""
    holding = [meeting for meeting in found if holds(meeting)] if holds else list(found)
    candidates = holding or list(found)
    if unclear(question, [(name_of(one), one.document) for one in candidates]):
        return Chosen(tuple(candidates), _which(question, candidates))
    return Chosen(tuple(candidates))


def unclear(question: Question, named: Sequence[tuple[str, Document]]) -> bool:
    """Whether meetings of several bodies, or of one name in several municipalities, fit a question about one."""
    if question.case is not None or question.latest:
        return False
    if question.body is not None:
        return len({document.municipality for _, document in named if document.municipality}) > 1
    places = {document.municipality for _, document in named if document.municipality}
    return len({name for name, _ in named}) > 1 or len(places) > 1


def name_of(found: FoundMeeting) -> str:
    """The body as its minutes name it, else the document's title."""
    return found.meeting.body or found.document.body or found.document.title


def said(found: FoundMeeting) -> str:
    """ "Socialnämnden 16 april 2020"."""
    day = found.meeting.date or found.document.date
    return f"{name_of(found)} {messages.day(day)}" if day else name_of(found)


def document_said(document: Document) -> str:
    """The same for a document."""
    name = document.body or document.title
    return f"{name} {messages.day(document.date)}" if document.date else name


def _which(question: Question, candidates: Sequence[FoundMeeting]) -> Answer:
    latest: dict[tuple[str, str | None], tuple[str, Document]] = {}
    for meeting in candidates:
        latest.setdefault((name_of(meeting), meeting.document.municipality), (said(meeting), meeting.document))
    return which(question, list(latest.values()))


def which(question: Question, meetings: Sequence[tuple[str, Document]]) -> Answer:
    """A question back: one choice for each (name and day, document)."""
    places = {document.municipality for _, document in meetings if document.municipality}
    labels = [
        f"{label} {document.municipality}" if len(places) > 1 and document.municipality else label
        for label, document in meetings[:_CHOICES]
    ]
    return Answer(
        question=question.text,
        intent=question.intent,
        outcome="ambiguous",
        lead=of_meetings.which_meeting(),
        choices=tuple(
            Choice(label=label, text=f"{question.said or question.text} {label}".strip()) for label in labels
        ),
    )


def others(question: Question, documents: Sequence[Document]) -> tuple[Choice, ...]:
    """The meetings beside the first of which a command without a day may have meant one, newest first."""
    if not question.command or question.period:
        return ()
    first, *rest = dict.fromkeys(document_said(one) for one in documents)
    front = f"/{question.command} "
    return tuple(Choice(label=label, text=f"{front}{label}") for label in rest[:_CHOICES] if label != first)


def _fits(question: Question, found: FoundMeeting) -> bool:
    return scope.of_place(question, found.document) and (
        scope.of_body(question, found.document) or scope.is_body(question, found.meeting.body)
    )


def _named(_desk: Desk, found: FoundMeeting) -> list[str]:
    return _names(found)


def _names(found: FoundMeeting) -> list[str]:
    return [found.document.title, found.document.file, found.document.body or "", found.meeting.place or ""]


def _matters(desk: Desk, found: FoundMeeting) -> list[str]:
    items = scope.agenda_items(desk, found.document)
    return [*_names(found), *(item.heading for item in items)]


def _pages(desk: Desk, found: FoundMeeting) -> list[str]:
    pages = desk.store.pages(desk.reader, found.document.id)
    return [*_names(found), *(text for page in pages for text in (page.text, *page.furniture))]
