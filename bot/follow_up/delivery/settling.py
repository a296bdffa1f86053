"""After a try that did not bring it there: it is tried again, given up, or the channel suspended and its owner told."""

from __future__ import annotations

from bot.answers.answer import Answer
from bot.errors import BotRemoved, ChannelClosed, DeliveryError, PlatformBusy
from bot.follow_up.delivery.attempt import Missed
from bot.follow_up.delivery.backing_off import CLOSED_TRIES, Chance, given_up, pause
from bot.follow_up.delivery.enqueue import enqueue
from bot.messages import of_outbox
from knowledge.store.deliveries import Delivery, Ended, Next
from knowledge.store.sqlite import SqliteStore

NOTICE = "avbrott"
"""The kind of what an owner is told about a channel that takes nothing."""


def settle(store: SqliteStore, delivery: Delivery, missed: Missed, now: int, chance: Chance) -> Ended:
    """Give the lease back with what comes next; a channel that is suspended now is told of to its owner, in the same
    transaction. Raises StoreError."""
    error = missed.error
    refusals = delivery.refusals + isinstance(error, ChannelClosed)
    after = int(now + pause(delivery, error, chance) + 1)
    ended = Ended(_next(delivery, error, refusals), of_outbox.reason_of(error), after, missed.unclear, refusals)
    with store.together():
        held = store.end_delivery(delivery.id, delivery.holder, ended)
        if ended.state == "suspended":
            store.pause_place(delivery.channel)
        if isinstance(error, PlatformBusy):
            store.hold_channel(delivery.channel, after)
        if _is_news(delivery, ended, error) and (held or isinstance(error, BotRemoved)):
            _tell_owner(store, delivery, ended.reason, now)
    return ended


def _next(delivery: Delivery, error: DeliveryError, refusals: int) -> Next:
    if isinstance(error, BotRemoved) or (isinstance(error, ChannelClosed) and refusals >= CLOSED_TRIES):
        return "suspended"
    if not isinstance(error, ChannelClosed) and given_up(delivery, error):
        return "failed"
    return "waiting"


def _is_news(delivery: Delivery, ended: Ended, error: DeliveryError) -> bool:
    """Whether the channel took something before: of one that was suspended already the owner has been told."""
    first = isinstance(error, BotRemoved) or delivery.tries >= CLOSED_TRIES
    return ended.state == "suspended" and first and delivery.owner not in (None, delivery.channel)


def _tell_owner(store: SqliteStore, delivery: Delivery, reason: str, now: int) -> None:
    lead = of_outbox.suspended(delivery.channel, reason)
    notice = Answer(question="", intent="subscriptions", outcome="answered", lead=lead)
    enqueue(store, str(delivery.owner), f"{delivery.id}:{now}", NOTICE, notice, now=now)
