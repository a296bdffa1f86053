"""An answer's facts in the order in which they are read: what is said, the quotes that carry it, where those stand.

Nothing is said twice: words that the quote or the answer's first sentence holds are left to them, neighbours of one
kind share their heading, and neighbours on one page share the line that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from operator import itemgetter

from bot.answers.answer import Answer, Citation, Item, Words
from bot.messages import of_platforms

_WORD = re.compile(r"\w+")
_COLON = re.compile(r": (?=\S+ \S)")


@dataclass(frozen=True, slots=True)
class Fact:
    """An item with its citation, or a citation that no item shows, as one that is nothing but its quote. where: the
    line that says where it stands."""

    item: Item
    citation: Citation | None
    where: str | None

    @property
    def is_quote(self) -> bool:
        """Whether its words are those of its quote; signs between them do not count."""
        return self.citation is not None and _same(self.item.text, self.citation.quote)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said beside its quotes, empty where they say it. changes: as of an Item, instead of the text."""

    text: str
    changes: tuple[Words, ...]
    notes: tuple[str, ...]
    quotes: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Neighbours of one kind."""

    label: str | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Neighbours on one page, or one fact without a quote. citation: names the page; several: its quotes have addresses
    of their own; above: what stands above it and the pages that follow, as of an Item's heading."""

    headings: tuple[Heading, ...]
    citation: Citation | None
    several: bool
    above: str | None = None


def lead_of(answer: Answer) -> str:
    """The first sentence; empty where it is a quote that stands below it."""
    alone = not answer.items and any(_same(one.quote, answer.lead) for one in answer.citations)
    return "" if alone else answer.lead


def facts_of(answer: Answer) -> list[Fact]:
    """The items, then the citations that none of them names."""
    named = {item.citation for item in answer.items}
    cited = [(one, of_platforms.source(one)) for one in answer.citations]
    items = [Fact(item, *((None, None) if item.citation is None else cited[item.citation])) for item in answer.items]
    alone = [(index, one) for index, one in enumerate(cited) if index not in named]
    return items + [Fact(Item(text=one.quote, citation=index), one, where) for index, (one, where) in alone]


def pages(lead: str, facts: Sequence[Fact]) -> list[Page]:
    """The facts by page, in their order. lead: the answer's first sentence."""
    telling = _Telling(_flat(lead), _before_their_quote(facts))
    return [
        replace(_page(list(group), telling), above=part[0].item.heading if at == 0 else None)
        for part in _parts(facts)
        for at, (_, group) in enumerate(groupby(part, place))
    ]


def _parts(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts in parts, each up to the next heading."""
    parts: list[list[Fact]] = []
    for fact in facts:
        if fact.item.heading or not parts:
            parts.append([])
        parts[-1].append(fact)
    return parts


def key_of(citation: Citation) -> tuple[str, str]:
    """Equal for what is the same quote of the same place."""
    return citation.url, citation.quote


def place(fact: Fact) -> object:
    """What neighbours have in common that share the line with their source."""
    return fact.where if fact.where is not None else id(fact)


@dataclass(slots=True)
class _Telling:
    """What has been told. lead: its words; early: the facts (their id) whose quote stands below their neighbour; told:
    the quotes that stand there already."""

    lead: str
    early: frozenset[int]
    told: set[tuple[str, str]] = field(default_factory=set)

    def tell(self, fact: Fact) -> tuple[str, Citation | None]:
        """What is said of a fact beside its quote, and the quote: once, and wherever it is all that is said."""
        citation, is_quote = fact.citation, fact.is_quote
        if citation is None or ((key := key_of(citation)) in self.told and not is_quote):
            return fact.item.text, None
        said = "" if is_quote else beside(fact.item.text, citation.quote)
        if said and id(fact) in self.early:
            return said, None
        self.told.add(key)
        in_lead = said == fact.item.text and fact.item.label and _holds(self.lead, said)
        return "" if in_lead else said, citation


def _before_their_quote(facts: Sequence[Fact]) -> frozenset[int]:
    """Neighbours that stand on one and the same quote: it stands below the last of them before the next heading."""
    keys = [key_of(fact.citation) if fact.citation else None for fact in facts]
    return frozenset(
        id(one)
        for (one, after), (key, following) in zip(pairwise(facts), pairwise(keys), strict=True)
        if key is not None and key == following and not after.item.heading
    )


def _page(facts: list[Fact], telling: _Telling) -> Page:
    several = len({fact.citation.url for fact in facts if fact.citation}) > 1
    headings = tuple(
        Heading(label, tuple(_below(list(alike), telling))) for (label, _), alike in groupby(facts, _heading)
    )
    return Page(headings, facts[0].citation, several)


def _heading(fact: Fact) -> tuple[str | None, object]:
    """What neighbours have in common that share a heading: a note below it would be taken for a note on all of them."""
    return fact.item.label, id(fact) if fact.item.notes or fact.item.changes else None


def _below(facts: list[Fact], telling: _Telling) -> Iterator[Said]:
    """Facts below one heading; what is said of several is said once, with the quotes of all of them."""
    first = facts[0].item  # alone where it has changes or notes
    for text, alike in groupby([telling.tell(fact) for fact in facts], itemgetter(0)):
        quotes = tuple(quote for _, quote in alike if quote is not None and quote.quote)
        yield Said(text, first.changes, first.notes, quotes)


def _holds(whole: str, part: str) -> bool:
    """Whether the whole, given flat, says the part word for word. One word alone may stand for something else."""
    return len(said := _words(part)) > 1 and f" {' '.join(said)} " in whole


def _flat(text: str) -> str:
    return f" {' '.join(_words(text))} "


def _same(text: str, quote: str) -> bool:
    """Whether both are the same words. Most differ in the first one."""
    one, other = _WORD.search(text), _WORD.search(quote)
    if one is None or other is None or one[0].casefold() != other[0].casefold():
        return one is other
    return _words(text) == _words(quote)


def beside(text: str, quote: str) -> str:
    """What a text says beside its quote: the heading of \"HEADING: WORDS\" where the quote ends with the words, and
    nothing where it names the heading too; any other text whole."""
    whole, quoted = " ".join(text.split()), " ".join(quote.split())
    for end in _COLON.finditer(whole):
        if quoted.endswith(whole[end.end() :]):
            heading = whole[: end.start()]
            return "" if _holds(_flat(quoted), heading) else heading
    return text


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
