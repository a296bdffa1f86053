"""What stands beside a decision: its reservations, votes and statements, and whether its minutes are adjusted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import messages
from bot.answers.sheet import Sheet, basis_notes
from bot.messages import of_matters
from knowledge.facts import AgendaItem, Decision, Proposal, Reservation, Source, Statement, VoteCount
from knowledge.reading.pages import Page
from knowledge.store.api import Document, Found

_BEFORE = 700
"""Characters before a count in which its proposition is printed."""
_PROPOSITION = re.compile(r"\bJa för (.{4,400}?)[”\"“]", re.DOTALL)
_BESIDE = ("votes", "reservations", "statements")
_PARTY = re.compile(r"(?: m\.\s?fl\.?)? \(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4})\)")
_MINUTES = ("protokoll", "protokollsutdrag", "samverkansprotokoll")


def day_of(document: Document) -> str | None:
    """The document's day in words."""
    return messages.day(document.date) if document.date else None


def adjusted_notes(found: Sequence[Found]) -> list[str]:
    """One note where minutes among the documents do not say when they were adjusted."""
    open_minutes = [one for one in found if one.document.kind in _MINUTES and not one.document.adjusted_on]
    return [messages.not_adjusted()] if open_minutes else []


def beside(sheet: Sheet, found: Sequence[Found], *, reservations: bool = True) -> list[str]:
    """Add the votes, reservations and statements of the same §§; returns the notes that follow."""
    places = {place(one) for one in found}
    held = 0
    for document, item in sorted(places, key=lambda one: (one[0], one[1] or "")):
        held += _of_section(sheet, document, item)
    decided = any(isinstance(one.fact, Decision) and one.document.kind in _MINUTES for one in found)
    return [of_matters.no_reservation()] if reservations and decided and not held else []


def place(found: Found) -> tuple[int, str | None]:
    """(document id, §)."""
    fact = found.fact
    item = fact.number if isinstance(fact, AgendaItem) else getattr(fact, "item", None)
    return found.document.id, item


def _of_section(sheet: Sheet, document: int, item: str | None) -> int:
    """Adds what there is; returns the number of reservations."""
    if item is None:
        return 0
    found = sheet.desk.store.facts_beside(sheet.desk.reader, _BESIDE, document, item)
    for one in found:
        add(sheet, one, brief=True)
    return sum(isinstance(one.fact, Reservation) for one in found)


def by_with_party(fact: Reservation | Statement) -> list[str]:
    """Who it is by, with the party letters that the quote gives beside a name: "Eivor Lindmark (V)"."""
    said = messages.one_line(fact.source.quote)
    letters = ((name, _letters(said, name)) for name in fact.by)
    return [f"{name} ({party})" if party else name for name, party in letters]


def _letters(said: str, name: str) -> str | None:
    """The party letters right behind a name. One pattern for all names: each of its own would be compiled anew."""
    at = said.find(name)
    while at >= 0:
        if match := _PARTY.match(said, at + len(name)):
            return match[1]
        at = said.find(name, at + 1)
    return None


def add(sheet: Sheet, found: Found, *, brief: bool = False, fate: str | None = None) -> None:
    """A vote, reservation, statement or proposal as an item.

    brief: who made a statement, not its words; fate: what became of a proposal.
    """
    fact = found.fact
    if isinstance(fact, VoteCount):
        text = of_matters.vote(fact.yes, fact.no, fact.abstain, proposition(sheet, found.document, fact))
        sheet.add_fact(found, text, _label(of_matters.vote_label(), found, brief=brief))
    elif isinstance(fact, Reservation):
        text = of_matters.reserved(by_with_party(fact), fact.text)
        sheet.add_fact(found, text, _label(of_matters.reservation_label(), found, brief=brief))
    elif isinstance(fact, Statement):
        label = _label(messages.capital(fact.kind), found, brief=brief)
        if brief:
            text = of_matters.stated(by_with_party(fact), None)
            sheet.add(text, found.document, _introduction(sheet, found.document, fact), label, basis_notes(fact))
        else:
            sheet.add_fact(found, of_matters.stated(by_with_party(fact), fact.text), label)
    elif isinstance(fact, Proposal):
        text = of_matters.proposed(fact.by, fact.text, fact.supported_by, fact.response)
        what = messages.capital(fact.kind)
        sheet.add_fact(found, text, messages.label(what, fate, messages.section(fact.item), day_of(found.document)))


def proposition(sheet: Sheet, document: Document, fact: VoteCount) -> str | None:
    """What a yes meant; where that is a word alone ("avslag"), the printed proposition, which says of what."""
    if not fact.yes_means or len(fact.yes_means.split()) > 1:
        return fact.yes_means
    before = sheet.page(document, fact.source.page)[: fact.source.start][-_BEFORE:]
    printed = [*_PROPOSITION.finditer(before)]
    if not printed:
        return fact.yes_means
    return re.sub(r"[,.]?\s*(?:och )?Nej för ", ", nej: ", messages.one_line(printed[-1][1]))


def _label(what: str, found: Found, *, brief: bool) -> str:
    """ "Reservation · § 65 · Tekniska nämnden · 15 december 2025"; `brief`, beside its decision, to the § alone."""
    section = messages.section(getattr(found.fact, "item", None))
    if brief:
        return messages.label(what, section)
    return messages.label(what, section, found.document.body, day_of(found.document))


def _introduction(sheet: Sheet, document: Document, fact: Statement) -> Source:
    """The part of a statement's quote that says who made it: up to the mark after the last name."""
    source = fact.source
    after = max((source.quote.find(name) + len(name) for name in fact.by if name in source.quote), default=0)
    mark = re.search(r"[.:](?=\s)", source.quote[after:])
    page = Page(source.page, sheet.page(document, source.page))
    if mark is None or page.text[source.start : source.end] != source.quote:
        return source
    return Source.cut([(page, source.start, source.start + after + mark.end())], source.section)
