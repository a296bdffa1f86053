"""What a decision or report rests on: the papers listed under it, its attachments, the laws that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import Reference, squeeze
from knowledge.store.api import Found
from knowledge.store.keys import item_of

_KINDS: Mapping[str, frozenset[str]] = {
    "basis": frozenset({"document"}),
    "attachments": frozenset({"attachment", "document"}),
    "laws": frozenset({"law"}),
}
_ATTACHED = "bilaga"
_SHOWN = 30


def papers(desk: Desk, question: Question) -> Answer | None:
    """The papers, attachments or laws of the one matter or report that is meant; None where none is, or no one is."""
    narrow = bool(question.topic or question.item or question.case)
    if not narrow and not (question.body or question.period):
        return None
    held = [one for one in scope.facts(desk, question, "references") if _is(question.aspect, one)]
    found = scope.on_topic(desk, question, held, "text")
    if not found:
        return None
    attached = [one for one in found if _is_attachment(one)] if question.aspect == "attachments" else []
    first = _first(attached or found)
    of_it = [one for one in found if one.document.id == first.document.id]
    of_it = [one for one in of_it if item_of(one.fact) == item_of(first.fact)] if narrow else of_it
    of_it = [one for one in of_it if one in attached] if attached else of_it
    sheet = Sheet(desk, question)
    texts: list[str] = []
    for one in scope.page(question, _fullest(of_it), _SHOWN):
        if isinstance(one.fact, Reference):
            texts.append(one.fact.text)
            sheet.add_fact(one, one.fact.text, of_matters.paper(one.fact.kind))
    aspect = "basis" if question.aspect == "attachments" and not attached else question.aspect
    return sheet.answered(
        of_matters.papers_lead(aspect, _where(desk, first) if narrow else choosing.document_said(first.document), texts)
    )


def _first(found: Sequence[Found]) -> Found:
    """The newest; whole minutes before an extract of them."""
    return next((one for one in found if one.document.kind != "protokollsutdrag"), found[0])


def _fullest(found: Sequence[Found]) -> list[Found]:
    """Each paper once: "Bilaga 1" is told by "Bilaga 1 - Karta"."""
    said = {one.id: squeeze(getattr(one.fact, "text", "")) for one in found}
    kept: dict[str, Found] = {}
    for one in found:
        text = said[one.id]
        if not any(other != text and other.startswith(text) for other in said.values()):
            kept.setdefault(text, one)
    return list(kept.values())


def _is(aspect: str, found: Found) -> bool:
    return isinstance(found.fact, Reference) and found.fact.kind in _KINDS[aspect]


def _is_attachment(found: Found) -> bool:
    fact = found.fact
    return isinstance(fact, Reference) and (fact.kind == "attachment" or fact.text.casefold().startswith(_ATTACHED))


def _where(desk: Desk, found: Found) -> str:
    """The matter that the paper belongs to, with its meeting; the report alone where it has no §."""
    item = item_of(found.fact)
    headings = [one.heading for one in scope.agenda_items(desk, found.document, item)] if item else []
    said = choosing.document_said(found.document)
    matter = messages.one_line(headings[0]) if len(headings) == 1 else ""
    return ", ".join(part for part in (f"§ {item}" if headings else "", matter, said) if part)
