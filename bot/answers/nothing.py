"""Nothing found: what was sought, in which bodies and years, what comes closest and whom to ask."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import messages
from bot.answers.answer import Answer
from bot.answers.nearest import nearest
from bot.answers.passages.nearly import closest
from bot.answers.scope import about
from bot.answers.sheet import Desk, Sheet
from bot.questions.question import Question
from knowledge.names import fold
from knowledge.store.api import Holding

_OF_PERSONS = ("attendance", "person", "proposals", "statements", "reservations", "votes")
_NAME = re.compile(r"[A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?(?: [A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?){1,2}")
"""A first name and a surname or two."""
_WHO = re.compile(r"(?:och |men )?vem (?:är|var|heter) (.+?)\W*$", re.IGNORECASE)


def not_found(desk: Desk, question: Question, sought: str) -> Answer:
    """sought: what was looked for, with its article ("något beslut")."""
    lead = _lead(question, sought)
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


def _lead(question: Question, sought: str) -> str:
    """What was not found, of whom and where."""
    where = about(replace(question, topic_said="", people=()))
    persons = question.intent in _OF_PERSONS and not question.people
    if question.elsewhere:
        return messages.place_not_held(question.elsewhere)
    if question.body and not question.body.names and question.intent not in ("recommendations", "audit"):
        return messages.body_not_held(question.body.said)
    if question.intent == "role" and question.topic_said:
        asked = _WHO.match(question.said)
        return messages.nobody_is(asked[1]) if asked else messages.nobody_is(question.topic_said + where)
    if question.intent == "person" and question.people:
        return messages.nothing_of_person(question.people, question.topic_said, where)
    if persons and (_NAME.fullmatch(question.topic_said) or (question.intent == "person" and not question.period)):
        return messages.nobody_named(question.topic_said)
    return messages.nothing(sought, about(question))


def _contact(desk: Desk, question: Question) -> str | None:
    """Whom to ask: the contact of the body that is asked about, else the one for everything."""
    named = (question.body.said, *question.body.names) if question.body else ()
    contacts = {fold(body): contact for body, contact in desk.settings.contacts.items()}
    return next((contacts[fold(name)] for name in named if fold(name) in contacts), desk.settings.contact)


def _merged(question: Question, holdings: list[Holding]) -> list[Holding]:
    """Those of the body or the place that is asked about where there are any, else all, the fullest first."""
    named = {fold(name) for name in question.body.names} if question.body else set()
    placed = [one for one in holdings if question.municipality in (None, one.municipality)] or holdings
    of_body = [one for one in placed if fold(one.body or "") in named] or [
        one for one in holdings if fold(one.body or "") in named
    ]
    return sorted(_told_once(of_body or placed), key=lambda one: (one.body is None, -one.documents))


def _told_once(holdings: list[Holding]) -> list[Holding]:
    """Less those of no known municipality whose body and years are told with one."""
    known = [one for one in holdings if one.municipality]
    return [one for one in holdings if one.municipality or not any(_covers(other, one) for other in known)]


def _covers(known: Holding, unknown: Holding) -> bool:
    if fold(known.body or "") != fold(unknown.body or ""):
        return False
    first, last = unknown.first_year, unknown.last_year
    if first is None or last is None:
        return True
    return (
        known.first_year is not None
        and known.last_year is not None
        and known.first_year <= first <= last <= known.last_year
    )
