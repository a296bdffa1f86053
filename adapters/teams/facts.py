"""The facts of an answer as a card shows them: what is said, the quote that carries it, where that stands.

Nothing is said twice: words that the quote or the answer's first sentence holds are left to them, neighbours of one
kind share their heading, and neighbours on one page share the line that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from adapters.teams.elements import CUT, Element, block, container, lines, open_url, opens, run, short, short_lines
from bot.answers.answer import Answer, Citation, Item
from bot.messages import of_platforms, of_teams

TEXT_LIMIT = 1_800
LINE_LIMIT = 300

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Facts:
    """The facts of one card. lead: the answer's first sentence; limit: characters of one text; told: the quotes that
    stand in the card already."""

    lead: str
    limit: int = TEXT_LIMIT
    told: set[Citation] = field(default_factory=set)

    def parts(self, facts: Sequence[Cited]) -> list[Element]:
        """One group after another, in the answer's order: the facts of one page, or one fact without a quote."""
        return [self._group(list(group)) for _, group in groupby(facts, _page)]

    def _group(self, facts: list[Cited]) -> Element:
        """Headings, what is said, quotes, and last the source: in the order in which they are read aloud."""
        first = facts[0]
        linked = len({fact.citation.url for fact in facts if fact.citation}) > 1
        inside: list[Element] = []
        for (label, *_), alike in groupby(facts, _heading):
            spacing = "Medium" if inside else "None"
            inside += lines(self._line(label), spacing=spacing, weight="Bolder") if label else []
            inside += self._alike(list(alike), linked=linked)
        if first.citation is not None:
            inside.append(_source(first.citation))
        apart = bool(first.item.label) or first.citation is not None
        return container(inside, spacing="Medium" if apart else "Small", separator=apart)

    def _alike(self, facts: list[Cited], *, linked: bool) -> list[Element]:
        """Facts below one heading: what is said, and below it the quotes that carry it. linked: they can be pressed."""
        first = facts[0].item  # alone where it has changes or notes
        told = [self._tell(fact) for fact in facts]
        made: list[Element] = []
        for said, alike in groupby(told, itemgetter(0)):
            made += _changes(first, self.limit) if first.changes else lines(short_lines(said, self.limit))
            for note in first.notes:
                made += lines(self._line(note), italic=True)
            quotes = [
                _quote(quote, self.limit, linked=linked) for _, quote in alike if quote is not None and quote.quote
            ]
            made += [_box(quotes)] if quotes else []
        return made

    def _line(self, text: str) -> str:
        return short(text, min(LINE_LIMIT, self.limit))

    def _tell(self, fact: Cited) -> tuple[str, Citation | None]:
        """What is said of a fact beside its quote, and the quote: once a card, and wherever it is all that is said."""
        citation = fact.citation
        if citation is None or (citation in self.told and not fact.is_quote):
            return fact.item.text, None
        self.told.add(citation)
        said = "" if fact.is_quote else _before(fact.item.text, citation.quote)
        in_lead = said == fact.item.text and fact.item.label and _holds(self.lead, said)
        return "" if in_lead else said, citation


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact with its citation."""

    item: Item
    citation: Citation | None

    @property
    def is_quote(self) -> bool:
        """Whether its words are those of its quote; signs between them do not count."""
        return self.citation is not None and _words(self.item.text) == _words(self.citation.quote)


def facts_of(answer: Answer) -> list[Cited]:
    """The items, and each citation that no item shows as one that is nothing but its quote."""
    return [*_items(answer), *_alone(answer)]


def _items(answer: Answer) -> Iterator[Cited]:
    for item in answer.items:
        yield Cited(item, None if item.citation is None else answer.citations[item.citation])


def _alone(answer: Answer) -> Iterator[Cited]:
    shown = {item.citation for item in answer.items}
    for index, citation in enumerate(answer.citations):
        if index not in shown:
            yield Cited(Item(text=citation.quote, citation=index), citation)


def _page(fact: Cited) -> object:
    """What neighbours have in common that share the line with their source."""
    return of_platforms.source(fact.citation) if fact.citation is not None else id(fact)


def _heading(fact: Cited) -> tuple[str | None, object]:
    """What neighbours have in common that share a heading: a note below it would be taken for a note on all of them."""
    return fact.item.label, id(fact) if fact.item.notes or fact.item.changes else None


def _box(quotes: list[Element]) -> Element:
    return container(quotes, style="emphasis", spacing="Small")


def _quote(citation: Citation, limit: int, *, linked: bool) -> Element:
    """A quote. linked: it opens its own place, for the line with the source opens its neighbour's."""
    words = lines(of_teams.quoted(short(citation.quote, limit)), spacing="None")
    # without a title: a screen reader would say that instead of the quote
    action = opens(citation.url, of_platforms.show_source()) if linked else None
    return container(words, spacing="Small", **({"selectAction": action} if action else {}))


def _source(citation: Citation) -> Element:
    """Where a quote stands; a link to it."""
    named = short(of_platforms.source(citation), LINE_LIMIT)
    action = open_url(of_teams.show_source_of(named), citation.url)
    look: dict[str, object] = {"selectAction": action} if action else {}
    return block([run(named, size="Small", isSubtle=True, **look)])


def _changes(fact: Item, limit: int) -> list[Element]:
    """A comparison: what was deleted struck, what was added bold."""
    runs: list[Element] = []
    for one in fact.changes:
        if limit <= len(CUT):
            break
        look: dict[str, object] = {"strikethrough": True} if one.sort == "deleted" else {}
        look |= {"weight": "Bolder"} if one.sort == "added" else {}
        runs += [run(" ")] if runs else []
        runs.append(run(short(one.text, limit), **look))
        limit -= len(one.text)
    return [block(runs)]


def _holds(whole: str, part: str) -> bool:
    """Whether the whole says the part word for word. One word alone may stand there for something else."""
    words = _words(part)
    return len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(_words(whole))} "


def _before(text: str, quote: str) -> str:
    """The heading of \"HEADING: QUOTE\"; any other text whole."""
    whole, end = _one_line(text), f": {_one_line(quote)}"
    return whole.removesuffix(end) if whole.endswith(end) else text


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _one_line(text: str) -> str:
    return " ".join(text.split())
