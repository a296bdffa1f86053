"""Subscriptions: a question whose answer somebody is told of again when it changes. They read the open collection.

`/bevaka QUESTION`, `/bevakningar`, `/avbevaka NUMBER`; the button Bevaka subscribes to the question of its answer.
"""

from __future__ import annotations

import re
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
from bot.messages import of_subscriptions
from bot.office import Done, Office
from bot.questions.question import Question
from knowledge.store.sqlite import SqliteStore
from knowledge.store.subscriptions import SubscriptionRow

MOST = 50
"""Subscriptions of one place."""
KIND = "bevakning"
AT_ONCE = Rhythm(every="at once")
_TYPED = re.compile(
    r"/?(?:(?P<list>bevakningar|bevakning)|(?P<stop>avbevaka)|(?P<start>bevaka))\b\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)

Ask = Callable[[Question], Answer]
"""Answers a question as everyone may read it."""


def is_typed(text: str) -> bool:
    """Whether it is a command about subscriptions."""
    return _TYPED.fullmatch(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """What a command about subscriptions gives. text: as typed or chosen."""
    return Done(_handled(office, message, text))


def _handled(office: Office, message: Incoming, text: str) -> Answer:
    store = office.store
    typed = _TYPED.fullmatch(text.strip())
    place = message.reply_to
    if typed is None or place is None:
        return _said(text, of_subscriptions.no_place())
    rest = typed["rest"].strip()
    if typed["stop"] and rest.isascii() and rest.isdigit() and len(rest) < 10:
        return _stopped(store, place, text, int(rest))
    if typed["start"] and rest:
        return subscribe(store, place, office.understood(rest), office.for_all)
    if typed["start"] and not store.subscriptions(place):
        return _said(text, of_subscriptions.nothing_to_watch())
    held = store.subscriptions(place)
    return _said(text, of_subscriptions.listed(len(held)), [_stop(one) for one in held])


def subscribe(store: SqliteStore, place: str, question: Question, ask: Ask) -> Answer:
    """Subscribe a place to a question, also one that has no answer yet; talk cannot be subscribed to."""
    answer = ask(question)
    packed = Ticket.of(question, answer, time.time()).pack()
    if packed is None or answer.outcome not in ("answered", "not_found") or answer.intent in ("help", "smalltalk"):
        return _said(question.text, of_subscriptions.nothing_to_watch())
    held = store.subscriptions(place)
    if same := next((one for one in held if _same(one, question)), None):
        return _said(question.text, of_subscriptions.subscribed(same.said), [_stop(same)])
    if len(held) >= MOST:
        return _said(question.text, of_subscriptions.full(MOST))
    made = store.put_subscription(
        place=place, said=question.text, rhythm=AT_ONCE.pack(), ticket=packed, print_=fingerprint(answer)
    )
    return _said(question.text, of_subscriptions.subscribed(question.text), [_stop(made)])


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
            period = f"{one.id}:{uuid4().hex}"
            enqueue(store, one.place, period, KIND, said, owner=one.owner_place, subscriptions=[one.id])
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


def _stopped(store: SqliteStore, place: str, text: str, number: int) -> Answer:
    held = next((one for one in store.subscriptions(place) if one.number == number), None)
    if held is None or not store.drop_subscription(held.id, place):
        return _said(text, of_subscriptions.unknown())
    return _said(text, of_subscriptions.unsubscribed(held.said))


def _stop(one: SubscriptionRow) -> Choice:
    return Choice(label=of_subscriptions.stop(one.number, one.said), text=of_subscriptions.command(one.number))


def _said(text: str, lead: str, choices: Sequence[Choice] = ()) -> Answer:
    return Answer(question=text, intent="subscriptions", outcome="answered", lead=lead, choices=tuple(choices))
