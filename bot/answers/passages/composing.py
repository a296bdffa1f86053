"""Everything that no fact answers: the sentence of the record that does, quoted; nothing where none surely does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer
from bot.answers.needs import counts, gives_reason, lists
from bot.answers.passages import alike, asked, candidates
from bot.answers.passages.asked import AHEAD, sharpened
from bot.answers.passages.beside import others
from bot.answers.passages.candidates import Candidate
from bot.answers.passages.fitting import AIM
from bot.answers.passages.refusing import DASH, ENDS
from bot.answers.passages.spelling import mended, misspelt
from bot.answers.passages.wanted import Wanted, of_own_paper, unspoken, wanted_of
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.normalise import Bag, words
from bot.questions.question import Question
from knowledge.search.passages import Passage
from knowledge.store.api import Document, FactQuery

_REPLIED = 10
"""What a reply of the one who is asked about is worth in words met."""
_INITIALS = 2
"""Letters of a root that alone says nothing ("ja")."""
_FEWEST = 2
"""Content words without which a sentence does not say who proposed something."""
_POINT = re.compile(r"^\d{1,2}[.)]\s+")
"""The number of a clause, which is no part of what it says."""
_EARLIER = re.compile(r"\b(?:tidigare|förra|föregående|i fjol)\b", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:ska|bör) (?:minst |högst )?(?:vara|uppgå|ha|nå)\b", re.IGNORECASE)
"""What is to be is not how many there are."""
_TO_NUMBER = 60
"""Characters within which the number follows what it is the number of."""


def passages(
    desk: Desk, question: Question, *, assessed: bool = False, decided: bool = False, strict: bool = False
) -> Answer | None:
    """The passage that answers; None where none meets all the content words of the question.

    assessed: only what auditors find of a matter, not what they recommend or set out to ask. decided: only what was
    decided. strict: no word may be missing. Words that the record does not hold are tried as it spells them.
    """
    question = sharpened(question)

    def refined(wanted: Wanted) -> Wanted:
        speaker = () if assessed else wanted.speaker
        return replace(wanted, assessed=assessed, decided=decided, strict=strict, speaker=speaker)

    wanted = refined(wanted_of(question))
    answer = _answer(desk, wanted)
    if answer is None and wanted.speaker and wanted.of_group:
        answer = _answer(desk, unspoken(wanted))
    if answer is None and not decided and (own := of_own_paper(wanted)):
        answer = _answer(desk, own)
    if answer is not None or question.command:
        return answer
    spelt = misspelt(desk, question)
    answer = _answer(desk, refined(wanted_of(mended(question, spelt)))) if spelt else None
    read = [messages.read_as(typed, meant) for typed, meant in spelt.items()]
    return answer and answer.model_copy(update={"notes": (*read, *answer.notes)})


def _answer(desk: Desk, wanted: Wanted) -> Answer | None:
    if not _says_enough(wanted):
        return None
    sheet = Sheet(desk, wanted.question)
    found = candidates.find(sheet, wanted)
    if not found:
        return None
    best = _best(sheet, found, wanted)
    sheet.cite(best.passage.document, best.source)
    lead, notes = messages.passage_lead(_POINT.sub("", best.text)), [messages.passage_from(label_of(best.passage))]
    if _is_proposed(sheet, best.passage.document, best):
        lead = of_matters.a_proposal(lead)
        notes.append(of_matters.only_proposals())
    for one in others(best, found, wanted):
        sheet.add(one.text, one.passage.document, one.source, messages.also_stated(label_of(one.passage)))
    if said := alike.said_instead(wanted.words, Bag.of(best.text), best.text):
        notes.append(messages.searched_as(said))
    return sheet.answered(lead, notes, intent="passages")


def _says_enough(wanted: Wanted) -> bool:
    """Whether the question holds words by which a sentence can be chosen."""
    if not (wanted.telling or wanted.speaker or wanted.strict or wanted.name):
        return False
    if not any(len(root) > _INITIALS and not root.isdigit() for root in wanted.roots):
        return False
    return wanted.question.intent != "proposals" or wanted.question.why or len(wanted.roots) >= _FEWEST


def _best(sheet: Sheet, found: Sequence[Candidate], wanted: Wanted) -> Candidate:
    """The candidate of most worth: what is said now, meets most words, and is no proposal."""
    question = wanted.question
    counted = asked.counted(question)

    def worth(one: Candidate) -> tuple[float, ...]:
        text = one.text
        earlier = bool(_EARLIER.search(text)) and not _EARLIER.search(question.said)
        aimed = AIM.search(text) or (_TARGET.search(text) and not AHEAD.search(question.said))
        earlier = earlier or bool((question.count or question.share) and aimed and not AIM.search(question.said))
        proposed = _is_proposed(sheet, one.passage.document, one)
        spread = -one.spread if question.when else 0
        whole = not DASH.match(text) and text.rstrip().endswith(ENDS)
        ahead = bool(AHEAD.search(question.said)) and bool(asked.TO_COME.search(text))
        strong = question.why and not proposed and gives_reason(text, strong=True)
        listed = asked.of_things(question) and lists(text, named=asked.of_names(question))
        fit = (
            not earlier,
            ahead and question.when,
            listed,
            counts(text, counted),
            one.met >= _REPLIED,
            strong,
            one.about,
            one.met,
            bool(question.share) and "andel" in text.casefold(),
            whole,
            _aims(text, wanted),
            ahead,
            not proposed,
        )
        return (*fit, spread, one.close, one.score, -one.length)

    return max(found, key=worth)


def _aims(text: str, wanted: Wanted) -> bool:
    """Whether a number follows soon after the first word of the question that stands in the text."""
    if not wanted.question.count:
        return False
    first = next((word for root in wanted.roots for word in words(text) if word.root == root), None)
    return first is not None and bool(re.search(r"\d", text[first.end : first.end + _TO_NUMBER]))


def label_of(passage: Passage) -> str:
    """Which paper a passage stands in, of whom and when, and its §."""
    document = passage.document
    kind = None if document.kind in ("övrigt", *scope.MINUTES) else document.kind
    return messages.label(kind, choosing.document_said(document), passage.section)


def _is_proposed(sheet: Sheet, document: Document, candidate: Candidate) -> bool:
    """Whether the sentence is what somebody proposes, also to another body, which must not be read as decided."""
    desk = sheet.desk
    moved = desk.store.facts(desk.reader, FactQuery("proposals", document=document.id))
    decided = desk.store.facts(desk.reader, FactQuery("decisions", document=document.id))
    return any(
        one.fact.source.page == candidate.passage.page
        and one.fact.source.start < candidate.end
        and candidate.start < one.fact.source.end
        for one in (*moved, *(one for one in decided if getattr(one.fact, "proposed_to", None)))
    )
