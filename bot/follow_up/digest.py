"""The weekly letter: new decisions by body, new recommendations, what is due and overdue. And its delivery, once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from bot import messages
from bot.answers import decisions, scope
from bot.answers.answer import Answer
from bot.answers.assignments import label as assignment_label
from bot.answers.sheet import Desk, Sheet
from bot.errors import ChannelUnknown
from bot.follow_up.delivery import at_once
from bot.follow_up.delivery.enqueue import enqueue
from bot.kanslist import Kanslist
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import Assignment, Decision, Recommendation
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.reader import PUBLIC, Reader
from knowledge.vocabulary import load

KIND = "veckobrev"
_NEW = timedelta(days=7)
_SOON = timedelta(days=14)
_EACH = 5
"""Items of one body or group; the rest are counted."""
_DOCUMENTS = 500


def compose(kanslist: Kanslist, reader: Reader, today: date) -> Answer:
    """The letter as this reader may see it: what was ingested in the last seven days, and what is due around today."""
    desk = kanslist.desk(reader)
    sheet = Sheet(desk, Question(of_matters.digest_title(), "help"))
    new = _new_documents(desk, today)
    notes = [*_decisions(sheet, new), *_recommendations(sheet, new), *_due(sheet, today)]
    counts = (len(new), len(sheet.items))
    lead = (
        of_matters.digest_lead(of_matters.week(today), *counts)
        if sheet.items
        else of_matters.digest_empty(of_matters.week(today))
    )
    return sheet.finish("answered", lead, notes, intent="digest")


async def deliver(kanslist: Kanslist, channel: str, today: date) -> Answer:
    """Post the week's letter into a channel, once a week; gives the letter that was posted.

    Others read the channel, so the letter holds the open collection alone. Raises ChannelUnknown where no platform
    knows it, AlreadyPosted where the week's letter is sent, DeliveryUnderWay where another process sends it or died in
    doing so, DeliveryError where it did not arrive (it stays in the outbox, and is tried again).
    """
    if not any(one.knows(channel) for one in kanslist.senders):
        raise ChannelUnknown(channel=channel)
    period = _period(today)
    letter = await asyncio.to_thread(compose, kanslist, PUBLIC, today)
    await asyncio.to_thread(enqueue, kanslist.store, channel, period, KIND, letter)
    await at_once.send(kanslist.store, kanslist.outbox, channel, period, KIND, of_matters.week(today))
    return letter


def _period(today: date) -> str:
    """The ISO week: "2026-W47"."""
    year, week, _ = today.isocalendar()
    return f"{year}-W{week:02d}"


def _new_documents(desk: Desk, today: date) -> list[Document]:
    since = (today - _NEW).isoformat()
    documents = desk.store.documents(desk.reader, limit=_DOCUMENTS)
    return [one for one in documents if since <= one.ingested_at[:10] <= today.isoformat()]


def _facts(desk: Desk, kind: str, documents: Iterable[Document]) -> list[Found]:
    return [
        scope.upward(one)
        for document in documents
        for one in desk.store.facts(desk.reader, FactQuery(kind, document=document.id, limit=scope.MOST))
    ]


def _decisions(sheet: Sheet, new: list[Document]) -> list[str]:
    by_body: dict[str, list[Found]] = {}
    for one in _facts(sheet.desk, "decisions", new):
        if isinstance(one.fact, Decision) and _is_news(one.fact):
            by_body.setdefault(one.fact.body or one.document.body or one.document.title, []).append(one)
    notes = []
    for body, found in by_body.items():
        for one in found[:_EACH]:
            decisions.add(sheet, one, headed=True)
        if len(found) > _EACH:
            notes.append(of_matters.digest_more(body, len(found) - _EACH))
    return notes


def _is_news(decision: Decision) -> bool:
    """Whether it is more than what every meeting decides about itself."""
    if decision.outcome == "läggs till handlingarna":
        return False
    return _formalities().fullmatch((decision.heading or "").strip().casefold()) is None


@cache
def _formalities() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{heading})" for heading in load("formalities")["headings"]))


def _recommendations(sheet: Sheet, new: list[Document]) -> list[str]:
    found = _facts(sheet.desk, "recommendations", new)
    for one in found[: 2 * _EACH]:
        if isinstance(one.fact, Recommendation):
            label = messages.label(of_matters.recommendation(one.fact.number), one.fact.addressee, one.document.title)
            sheet.add_fact(one, one.fact.text, label)
    left = len(found) - 2 * _EACH
    return [of_matters.digest_more(of_matters.recommendations_word(), left)] if left > 0 else []


def _due(sheet: Sheet, today: date) -> list[str]:
    desk = sheet.desk
    found = [
        (one.fact.due, one, one.fact)
        for one in desk.store.facts(desk.reader, FactQuery("assignments", limit=scope.MOST))
        if isinstance(one.fact, Assignment) and one.fact.due
    ]
    soon = sorted((due, one.id, one, fact) for due, one, fact in found if 0 <= _days(due, today) <= _SOON.days)
    overdue = sorted(((due, one.id, one, fact) for due, one, fact in found if _days(due, today) < 0), reverse=True)
    for group, word in ((soon, of_matters.due_soon()), (overdue, of_matters.overdue())):
        for _, _, one, fact in group[:_EACH]:
            sheet.add_fact(one, fact.text, messages.label(word, assignment_label(one, fact)))
    left = max(len(soon) - _EACH, 0) + max(len(overdue) - _EACH, 0)
    notes = [of_matters.digest_more(of_matters.assignments_word(), left)] if left else []
    return [*notes, of_matters.overdue_means()] if overdue else notes


def _days(due: str, today: date) -> int:
    return (date.fromisoformat(due) - today).days
