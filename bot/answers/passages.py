"""Everything that no fact answers: the sentence of the record that does, quoted; nothing where none surely does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot import messages
from bot.answers import choosing, scope, sentences
from bot.answers.answer import Answer
from bot.answers.sentences import Sentence, Window
from bot.answers.sheet import Desk, Sheet
from bot.questions import vocabulary
from bot.questions.affiliations import is_union
from bot.questions.normalise import Bag, Word, words
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.search.passages import Passage

_CANDIDATES = 12
_FEWEST = 2
"""Content words without which a sentence does not say who proposed something."""
_AFTER = 700
"""Characters after a passage in which the reply to a question may follow."""
_NUMBER = re.compile(
    r"(?<![\d-])(?!(?:19|20)\d\d\b)\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hundra|tusen|miljon(?:er)?|hälften)\b",
    re.IGNORECASE,
)
"""A number that is no year."""
_TAIL = 350
"""Characters within which the next sentence is given too."""
_NAME_TO_ROLE = 30
"""Characters between a name and the role after it ("Karin Ek (S), rektor")."""
_ROLE_TO_NAME = 3
_REPLY = 8
"""Sentences within which the one who is asked about must speak."""


@dataclass(frozen=True)
class _Wanted:
    """roots: what must be met; speaker: the roots of whoever is quoted, of them."""

    roots: tuple[str, ...]
    speaker: tuple[str, ...] = ()
    number: bool = False
    name: bool = False
    role: bool = False


@dataclass(frozen=True)
class _Candidate:
    passage: Passage
    start: int
    end: int
    page: str
    met: int
    score: float
    length: int


def passages(desk: Desk, question: Question) -> Answer | None:
    """The passage that answers; None where none meets all the content words of the question."""
    wanted = _wanted(question)
    if not wanted.roots or (question.intent == "proposals" and len(wanted.roots) < _FEWEST):
        return None
    day = question.period if _is_held_day(desk, question) else None
    found = desk.search.passages(
        desk.reader,
        question.said or question.text,
        limit=_CANDIDATES,
        since=day.since if day else None,
        until=day.until if day else None,
    )
    sheet = Sheet(desk, question)
    candidates = [
        one for passage in found if _in_scope(question, passage) and (one := _candidate(sheet, passage, wanted))
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda one: (one.met, one.score, -one.length))
    source = Source.cut([(Page(best.passage.page, best.page), best.start, best.end)], best.passage.section)
    document = best.passage.document
    sheet.cite(document, source)
    return sheet.answered(
        messages.passage_lead(source.quote), [messages.passage_from(_label(best.passage))], intent="passages"
    )


def _label(passage: Passage) -> str:
    return messages.label(choosing.document_said(passage.document), passage.section)


def _is_held_day(desk: Desk, question: Question) -> bool:
    """A day narrows the documents; a year or month may as well stand in the text."""
    return question.period is not None and question.period.is_day and question.period.since in desk.lexicon.days


def _in_scope(question: Question, passage: Passage) -> bool:
    return scope.of_place(question, passage.document) and (
        question.body is None
        or not question.body.names
        or scope.of_body(question, passage.document)
        or Bag.of(passage.text).covers(Bag.of(question.body.said).roots)
    )


def _wanted(question: Question) -> _Wanted:
    """Every content word of the question, whichever slot took it, must be met."""
    stop = vocabulary.stop_words()
    speaking = vocabulary.speaking()
    asked = [word for word in words(question.said or question.text) if len(word.folded) > 1 or word.folded.isdigit()]
    if question.count:
        speaking = frozenset()
    spoken = next((at for at, word in enumerate(asked) if word.folded in speaking), None)
    quiet = {word.root for word in words(question.body.said)} if question.body and question.body.names else set()
    if question.municipality:
        quiet |= {word.root for word in words(question.municipality)}
    if question.period and question.period.is_day:
        quiet |= {word.root for word in words(question.period.said)}
    roots = tuple(
        dict.fromkeys(
            word.root
            for word in asked
            if word.folded not in stop
            and word.folded not in speaking
            and word.root not in quiet
            and word.root not in question.told
        )
    )
    speaker = () if spoken is None else _speaker(question.said or question.text, asked[spoken + 1 : spoken + 3])
    rest = tuple(one for one in roots if one not in speaker)
    return _Wanted(
        rest or roots, speaker, question.count, question.intent in ("role", "signatories"), question.intent == "role"
    )


def _speaker(text: str, following: Sequence[Word]) -> tuple[str, ...]:
    """Who is quoted: the word after the verb, and the next one where both are written as a name."""
    stop = vocabulary.stop_words()
    named = [word for word in following[:1] if word.folded not in stop]
    if len(following) > 1 and named and all(text[word.start].isupper() for word in following):
        named = list(following)
    return tuple(word.root for word in named)


def _candidate(sheet: Sheet, passage: Passage, wanted: _Wanted) -> _Candidate | None:
    page = sheet.page(passage.document, passage.page)
    around = Bag.of(passage.document.title, passage.document.body, passage.section, passage.document.date)
    end = min(len(page), passage.end + _AFTER) if wanted.speaker else passage.end
    cut = sentences.cut(page, passage.start, end)
    window = sentences.best(cut, wanted.roots)
    if window is None:
        return None
    roots = Bag(frozenset().union(*(one.bag.roots for one in cut[window.first : window.last + 1])))
    missing = [root for root in wanted.roots if not roots.holds(root)]
    heading = Bag.of(_heading(page, cut[window.first].start))
    if any(not around.holds(root) and not heading.holds(root) for root in missing) or len(missing) * 2 > len(
        wanted.roots
    ):
        return None
    reply = _reply(cut, window, wanted)
    if wanted.speaker and reply is None and not roots.covers(wanted.speaker):
        return None
    window = reply or _with_name(cut, _with_tail(cut, window, wanted), wanted)
    start, end = cut[window.first].start, cut[window.last].end
    if not _is_answer(cut, window, wanted, page[start:end]):
        return None
    return _Candidate(passage, start, end, page, window.met + 10 * (reply is not None), passage.score, end - start)


def _is_answer(cut: Sequence[Sentence], window: Window, wanted: _Wanted, text: str) -> bool:
    """A question is no answer; and a number or a name must be there where one is asked for."""
    if all(one.text.endswith("?") for one in cut[window.first : window.last + 1]):
        return False
    if wanted.number and not _NUMBER.search(text):
        return False
    return not wanted.name or _names_someone(text, wanted.roots if wanted.role else ())


_NAME = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäö]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")


def _names_someone(text: str, role: Sequence[str]) -> bool:
    """Whether a person's name stands in the text; where a role is asked for, right beside the role's word."""
    names = [match.span() for match in _NAME.finditer(text) if not is_union(match.group())]
    spots = [(word.start, word.end) for word in words(text) if word.root in role]
    if not role:
        return bool(names)
    return any(
        0 <= start - last <= _NAME_TO_ROLE or 0 <= first - end <= _ROLE_TO_NAME
        for first, last in names
        for start, end in spots
    )


def _heading(page: str, start: int) -> str:
    """The short line above the sentence's paragraph."""
    above = [line.strip() for line in page[:start].splitlines()[-8:] if line.strip()]
    return next((line for line in reversed(above) if len(line) < 80 and not line.endswith((".", ","))), "")


def _reply(cut: Sequence[Sentence], window: Window, wanted: _Wanted) -> Window | None:
    """Where a speaker is asked for: what that speaker says on the topic, or in the reply that follows."""
    if not wanted.speaker:
        return None
    near = [*range(window.first, min(window.last + _REPLY, len(cut))), *range(max(window.first - 1, 0), window.first)]
    for at in near:
        spoken = {word.folded for word in words(cut[at].text)[:8]} & vocabulary.speaking()
        begins = Bag(frozenset(word.root for word in words(cut[at].text)[:4]))
        if spoken and begins.covers(wanted.speaker):
            first = min(at, window.first) if at - window.last <= 1 else at
            at = max(at, window.last) if first < at or at < window.first else at
            if at + 1 < len(cut) and cut[at + 1].end - cut[first].start <= _TAIL:
                at += 1
            return Window(first, at, window.met, window.length)
    return None


def _with_name(cut: Sequence[Sentence], window: Window, wanted: _Wanted) -> Window:
    """A name that is asked for often stands in the line above the role."""
    said = " ".join(one.text for one in cut[window.first : window.last + 1])
    if not wanted.name or window.first == 0 or _NAME.search(said):
        return window
    return Window(window.first - 1, window.last, window.met, window.length)


def _with_tail(cut: Sequence[Sentence], window: Window, wanted: _Wanted) -> Window:
    """The next sentence of the same paragraph, where there is room: it often carries the answer."""
    following = window.last + 1
    if wanted.number or following >= len(cut):
        return window
    if cut[following].end - cut[window.first].start > _TAIL or window.last - window.first > 1:
        return window
    return Window(window.first, following, window.met, window.length)
