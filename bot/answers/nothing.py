"""Nothing found: what was sought, in which bodies and years, what comes closest and whom to ask."""

from __future__ import annotations

from bot import messages
from bot.answers.answer import Answer
from bot.answers.nearest import nearest
from bot.answers.passages.nearly import closest
from bot.answers.scope import about
from bot.answers.sheet import Desk, Sheet
from bot.questions.question import Question
from knowledge.names import fold
from knowledge.store.api import Holding


def not_found(desk: Desk, question: Question, sought: str) -> Answer:
    """sought: what was looked for, with its article ("något beslut")."""
    lead = messages.nothing(sought, about(question))
    if question.intent == "role" and question.topic_said:
        lead = messages.nobody_is(question.topic_said)
    name = messages.listed(question.people) or question.topic_said
    if question.intent == "person" and name and not question.period:
        lead = messages.nobody_named(name)
    if question.body and not question.body.names and question.intent not in ("recommendations", "audit"):
        lead = messages.body_not_held(question.body.said)
    notes = [*desk.cut_notes(), messages.held(_merged(question, desk.store.holdings(desk.reader)))]
    contact = _contact(desk, question)
    if contact:
        notes.append(messages.ask_contact(contact))
    near = nearest(desk, question)
    if near.note:
        notes.append(near.note)
    sheet = Sheet(desk, question)
    if question.intent == "passages" and not question.command and not near.choices:
        closest(sheet, question)
    return sheet.finish("not_found", lead, notes, near.choices)


def _contact(desk: Desk, question: Question) -> str | None:
    """Whom to ask: the contact of the body that is asked about, else the one for everything."""
    named = (question.body.said, *question.body.names) if question.body else ()
    contacts = {fold(body): contact for body, contact in desk.settings.contacts.items()}
    return next((contacts[fold(name)] for name in named if fold(name) in contacts), desk.settings.contact)


def _merged(question: Question, holdings: list[Holding]) -> list[Holding]:
    """Those of the body that is asked about where there are any, else all, the fullest first."""
    named = {fold(name) for name in question.body.names} if question.body else set()
    of_body = [one for one in holdings if fold(one.body or "") in named]
    return sorted(of_body or holdings, key=lambda one: (one.body is None, -one.documents))
