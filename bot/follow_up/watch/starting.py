"""Subscribing: what was typed is kept and said back, or asked back where it was not understood."""

from __future__ import annotations

import re

from bot import commands
from bot.answers.answer import Answer, Choice
from bot.follow_up import subscriptions
from bot.follow_up.watch import reading
from bot.follow_up.watch.model import Manner, Subscription, Wanted
from bot.follow_up.watch.reading import Read
from bot.follow_up.watch.rights import Whose, subscribed_of
from bot.follow_up.watch.showing import choices, following, said
from bot.follow_up.watch.wishes import MOST as MOST_TERMS
from bot.follow_up.watch.wishes import Record, Unclear, unknown_words
from bot.incoming import Incoming
from bot.messages import of_subscriptions, of_watching
from bot.office import Office
from knowledge.store.reader import PUBLIC


def start(office: Office, message: Incoming, text: str) -> Answer:
    """Subscribe to what the text says, and say it back. text: what follows the command. Raises StoreError."""
    desk = office.desk_of(PUBLIC)
    read = reading.read(" ".join(text.split()), Record(desk.store, PUBLIC, desk.lexicon))
    whose = subscribed_of(office, message, read.told)
    if isinstance(whose, str):
        return said(text, whose)
    if read.wanted is None:
        return _question(office, message, whose, read)
    question = office.understood(read.said)
    called = commands.find(read.said)
    if question.intent == "smalltalk" or (called is not None and called.intent == "help"):
        return said(text, of_subscriptions.nothing_to_watch())
    if read.told.unclear is not None:
        return said(text, of_watching.unclear_time(read.told.unclear))
    if isinstance(read.wanted, Unclear):
        return _asked_back(text, read.wanted)
    return _kept(office, message, whose, read, read.wanted)


def _question(office: Office, message: Incoming, whose: Whose, read: Read) -> Answer:
    if read.told.rhythm or read.told.unclear:
        return said(read.said, of_watching.question_has_no_time())
    return subscriptions.subscribe(office, message, whose.place, office.understood(read.said), shared=whose.shared)


def _kept(office: Office, message: Incoming, whose: Whose, read: Read, wanted: Wanted) -> Answer:
    store, held = office.store, office.store.subscriptions(whose.place)
    if len(held) >= subscriptions.MOST and all(one.wanted != wanted.pack() for one in held):
        return said(read.said, of_subscriptions.full(subscriptions.MOST))
    rhythm = reading.rhythm_of(office.settings, read.told, wanted)
    if rhythm.every == "at once" and wanted.recommendations == "overdue":
        return said(read.said, of_watching.overdue_needs_time())
    manner = reading.changed_manner(Manner(), read.told)
    if manner.approval and message.reply_to is None and office.settings.reports_channel is None:
        return said(read.said, of_watching.nobody_approves())
    asker = message.asker
    row = store.put_subscription(
        place=whose.place,
        said=read.said,
        wanted=wanted.pack(),
        rhythm=rhythm.pack(),
        manner=manner.pack(),
        owner=f"{asker.platform}:{asker.identity}" if asker.identity else None,
        owner_place=message.reply_to,
    )
    made = Subscription.of(row)
    lead = of_watching.subscribed(wanted, rhythm, manner, following(rhythm), shared=whose.shared)
    notes = [of_watching.reads_open()]
    if message.channel is not None and not whose.shared and not read.told.own:
        notes.insert(0, of_watching.for_yourself())
    if odd := unknown_words(wanted):
        notes.append(of_watching.not_held(odd))
    return said(read.said, lead, choices(made), notes)


def _asked_back(text: str, unclear: Unclear) -> Answer:
    """What was not understood, with what it may mean as choices."""
    if unclear.why == "body":
        return said(text, of_watching.unclear_body(unclear.said, unclear.choices))
    if unclear.why == "person":
        made = [Choice(label=name, text=f"bevaka {_instead(text, unclear.said, name)}") for name in unclear.choices]
        return said(text, of_watching.unclear_person(unclear.said), made)
    if unclear.why == "which":
        kinds = ("rekommendationer", "nya rekommendationer", "försenade rekommendationer")
        made = [Choice(label=kind, text=f"bevaka {_instead(text, unclear.said, kind)}") for kind in kinds]
        return said(text, of_watching.unclear_which(unclear.said), made)
    if unclear.why == "mixed":
        return said(text, of_watching.unclear_mixed())
    if unclear.why == "many":
        return said(text, of_watching.unclear_many(MOST_TERMS))
    return said(text, of_watching.unclear_nothing())


def _instead(text: str, said: str, other: str) -> str:
    return re.sub(re.escape(said), lambda _: other, text, count=1, flags=re.IGNORECASE)
