"""What a place is told of what is new and wanted there: one message, its facts with their quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot import messages
from bot.answers import decisions, stands
from bot.answers.answer import Answer, Choice
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.watch.model import Subscription
from bot.follow_up.watch.showing import what
from bot.messages import of_subscriptions, of_watching
from bot.questions.question import Question
from knowledge.facts import Decision, Fact, Proposal, Reservation, Statement, Submission, VoteCount
from knowledge.store.api import Found
from knowledge.store.keys import item_of

MOST = 12
"""Facts of one message; the rest are counted."""


def news(desk: Desk, found: Mapping[int, Sequence[Found]], subscriptions: Sequence[Subscription]) -> Answer:
    """What is new for these subscriptions of one place. found: by subscription, none of them empty."""
    told = [one for one in subscriptions if found.get(one.id)]
    sheet = Sheet(desk, Question(of_watching.news_title(), "help"))
    every = {fact.id: fact for one in told for fact in found[one.id]}
    facts = list(every.values())
    short = all(one.manner.short for one in told)
    for fact in facts[:MOST]:
        _add(sheet, fact, brief=short)
    lead = of_watching.news([(what(one), len(found[one.id])) for one in told])
    notes = [of_watching.news_more(len(facts) - MOST)] if len(facts) > MOST else []
    notes += stands.adjusted_notes(facts[:MOST])
    return sheet.finish("answered", lead, notes, _choices(told), intent="digest")


def _add(sheet: Sheet, found: Found, *, brief: bool) -> None:
    fact = found.fact
    if isinstance(fact, Decision):
        decisions.add(sheet, found, headed=True)
    elif isinstance(fact, Reservation | Statement | VoteCount):
        stands.add(sheet, found, brief=brief)
    else:
        section = messages.section(item_of(fact))
        label = messages.label(_kind(fact), section, found.document.body, stands.day_of(found.document))
        sheet.add_fact(found, _says(fact), label)


def _kind(fact: Fact) -> str:
    if isinstance(fact, Proposal | Submission):
        return messages.capital(fact.kind)
    return of_watching.kind(type(fact).__name__)


def _says(fact: Fact) -> str:
    """What a fact says, in the document's words."""
    told = next((value for name in ("text", "heading", "question") if (value := getattr(fact, name, None))), None)
    return messages.shortened(messages.one_line(str(told or fact.source.quote)), 400)


def _choices(told: Sequence[Subscription]) -> list[Choice]:
    if len(told) > 1:
        return [Choice(label=of_watching.show_all(), text="bevakningar")]
    [one] = told
    return [Choice(label=of_subscriptions.stop(one.number, what(one)), text=of_subscriptions.command(one.number))]
