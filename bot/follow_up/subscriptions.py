"""A question whose answer somebody is told of again when it changes, as everyone may read it.

`/bevaka QUESTION` and the button Bevaka subscribe to one; bot/follow_up/watch is what else can be subscribed to.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from bot.answers.answer import Answer, Choice
from bot.buttons.ticket import Ticket, fingerprint
from bot.errors import ButtonOutdated
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.watch.model import Rhythm
from bot.incoming import Incoming
from bot.messages import of_subscriptions, of_watching
from bot.office import Office
from bot.questions.question import Question
from knowledge.store.sqlite import SqliteStore
from knowledge.store.subscriptions import SubscriptionRow

MOST = 50
"""Subscriptions of one place."""
KIND = "bevakning"
AT_ONCE = Rhythm(every="at once")

Ask = Callable[[Question], Answer]
"""Answers a question as everyone may read it."""


def subscribe(office: Office, message: Incoming, place: str, question: Question, *, shared: bool = False) -> Answer:
    """Subscribe a place to a question, also one that has no answer yet; talk cannot be subscribed to. message: who does
    it; shared: whether others read in that place too."""
    store, answer = office.store, office.for_all(question)
    packed = Ticket.of(question, answer, time.time()).without_lead().pack()
    if packed is None or answer.outcome not in ("answered", "not_found") or answer.intent in ("help", "smalltalk"):
        return _said(question.text, of_subscriptions.nothing_to_watch())
    held = store.subscriptions(place)
    if same := next((one for one in held if _same(one, question)), None):
        return _said(question.text, of_subscriptions.subscribed(same.said, shared=shared), [_stop(same)])
    if len(held) >= MOST:
        return _said(question.text, of_subscriptions.full(MOST))
    asker = message.asker
    made = store.put_subscription(
        place=place,
        said=question.text,
        rhythm=AT_ONCE.pack(),
        ticket=packed,
        print_=fingerprint(answer),
        owner=f"{asker.platform}:{asker.identity}" if asker.identity else None,
        owner_place=message.reply_to,
    )
    return _said(question.text, of_subscriptions.subscribed(question.text, shared=shared), [_stop(made)])


def changed(store: SqliteStore, ask: Ask) -> list[tuple[SubscriptionRow, Answer]]:
    """The subscriptions whose answer is another one now. One that a newer version no longer understands is left."""
    found = []
    for one in store.subscriptions():
        if one.ticket is None or one.paused:
            continue
        try:
            answer = ask(Ticket.unpack(one.ticket).question)
        except ButtonOutdated:
            continue
        if answer.outcome == "answered" and fingerprint(answer) != one.print:
            found.append((one, answer))
    return found


def tell(store: SqliteStore, news: Sequence[tuple[SubscriptionRow, Answer]]) -> int:
    """Put the news of each place into the outbox, once whichever server does it; gives how many. What a subscription
    was told last moves in the same transaction. Raises StoreError."""
    told = 0
    for one, answer in news:
        said = answer.model_copy(
            update={"lead": of_subscriptions.news(one.said, answer.lead), "choices": (_stop(one),)}
        )
        with store.together():
            if not store.told_subscription(one.id, fingerprint(answer), str(one.print)):
                continue  # another server was first
            enqueue(
                store, one.place, f"{one.id}:{uuid4().hex}", KIND, said, owner=one.owner_place, subscriptions=[one.id]
            )
        told += 1
    return told


def _same(held: SubscriptionRow, question: Question) -> bool:
    """Whether the question asks the same in other words ("/beslut AMN 2020-0276", "beslut amn 2020-276")."""
    if held.ticket is None:
        return False
    try:
        return _meant(Ticket.unpack(held.ticket).question) == _meant(question)
    except ButtonOutdated:
        return held.said == question.text


def _meant(question: Question) -> Question:
    """The question without its wording, as far as slots say what is meant; one without slots is its wording."""
    if not (question.case or question.topic or question.body or question.people or question.aspect):
        return question
    return replace(
        question, text="", said="", topic_said="", case_said=None, command=None, told=frozenset(), soft=False
    )


def _stop(one: SubscriptionRow) -> Choice:
    return Choice(
        label=of_subscriptions.stop(one.number, of_watching.asked_for(one.said)),
        text=of_subscriptions.command(one.number),
    )


def _said(text: str, lead: str, choices: Sequence[Choice] = ()) -> Answer:
    return Answer(question=text, intent="subscriptions", outcome="answered", lead=lead, choices=tuple(choices))
