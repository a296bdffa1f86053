"""What somebody looks up while writing to others: answers and places, each to be put into a message by itself.

Others read the message, so that it is the open collection that is looked in, whoever looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers import sentences
from bot.answers.answer import Answer, Citation
from bot.answers.passages.asked import sharpened
from bot.answers.passages.composing import label_of
from bot.answers.passages.wanted import Wanted, wanted_of
from bot.answers.route import answer
from bot.answers.sheet import Desk, Sheet
from bot.questions.question import Question
from bot.questions.understand import understand
from knowledge.facts import Source, squeeze
from knowledge.reading.pages import Page
from knowledge.search.passages import Passage

MOST = 8
_LOOKED_AT = 24
"""Passages that are looked through for those that hold all the words."""
_FEWEST = 4
"""Words of a sentence that says something by itself."""


@dataclass(frozen=True, slots=True)
class Find:
    """Something to put into a message. answer: with at least one citation, whose first one a list shows."""

    title: str
    answer: Answer

    @property
    def citation(self) -> Citation:
        """The place that a list shows below the title."""
        return self.answer.citations[0]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """said: what there is to say where nothing is found."""

    finds: tuple[Find, ...]
    said: str


def looked_up(desk: Desk, text: str) -> LookedUp:
    """At most MOST finds: the answer to what is written, then each place that it rests on; of a question back the
    answers of its choices; then sentences that hold the words. desk: of a reader of the open collection."""
    question = understand(text, desk.lexicon, desk.today)
    made = answer(desk, question)
    finds = [*_of_answer(made), *_of_choices(desk, made)]
    if len(finds) < MOST:
        finds += _of_passages(desk, question, {squeeze(one.citation.quote) for one in finds})
    return LookedUp(tuple(finds[:MOST]), made.lead)


def _of_answer(made: Answer) -> Iterator[Find]:
    if made.outcome != "answered" or not made.citations:
        return
    yield Find(made.lead, made)
    if len(made.citations) > 1:
        yield from _parts(made)


def _parts(made: Answer) -> Iterator[Find]:
    """Each fact of an answer alone. What is said of the whole stays with each, unless it says which part is shown."""
    notes = () if made.more else made.notes
    for item in made.items:
        if item.citation is None:
            continue
        cited = made.citations[item.citation]
        alone = item.model_copy(update={"label": None, "citation": 0})
        title = item.label or cited.title or cited.document
        update = {"lead": title, "items": (alone,), "citations": (cited,), "notes": notes, "choices": (), "more": 0}
        yield Find(title, made.model_copy(update=update))


def _of_choices(desk: Desk, made: Answer) -> Iterator[Find]:
    for choice in made.choices[:MOST] if made.outcome == "ambiguous" else ():
        chosen = answer(desk, understand(choice.text, desk.lexicon, desk.today))
        if chosen.outcome == "answered" and chosen.citations:
            yield Find(choice.label, chosen)


def _of_passages(desk: Desk, question: Question, told: set[str]) -> Iterator[Find]:
    """Sentences of which none says what another does. told: quotes that are found already."""
    wanted = wanted_of(sharpened(question))
    if not wanted.telling:
        return
    for passage in desk.search.passages(desk.reader, " ".join(wanted.words.values()), limit=_LOOKED_AT):
        one = _of_passage(Sheet(desk, question), passage, wanted)
        if one is not None and (words := squeeze(one.citation.quote)) not in told:
            told.add(words)
            yield one


def _of_passage(sheet: Sheet, passage: Passage, wanted: Wanted) -> Find | None:
    """The sentence of a passage that holds most of the words, where the passage holds all that tell."""
    page = sheet.page(passage.document, passage.page)
    cut = [one for one in sentences.cut(page, passage.start, passage.end) if _says_something(one)]
    met = [wanted.met_in(one.bag) & wanted.telling for one in cut]
    if not cut or not wanted.telling <= frozenset().union(*met):
        return None
    at = max(range(len(cut)), key=lambda index: (len(met[index]), -index))
    source = Source.cut([(Page(passage.page, page), cut[at].start, cut[at].end)], passage.section)
    label = label_of(passage)
    sheet.add(sentences.unwrapped(cut[at].text), passage.document, source)
    return Find(label, sheet.answered(label, intent="passages"))


def _says_something(one: sentences.Sentence) -> bool:
    return not one.heading and len(one.text.split()) >= _FEWEST
