"""Making issues: what is due is composed, put into the outbox (or before a registrator) and counted as told, at once.

Whichever server is first makes an issue: what the subscriptions were told up to moves in the transaction that keeps it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.answers.answer import Answer, Choice
from bot.answers.sheet import Desk
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.delivery.snapshot import packed
from bot.follow_up.watch import planner
from bot.follow_up.watch.calendar import Period
from bot.follow_up.watch.composing import composed, composed_all
from bot.follow_up.watch.fresh import wanted
from bot.follow_up.watch.model import Subscription
from bot.follow_up.watch.news import news
from bot.follow_up.watch.planner import Issue
from bot.messages import of_watching
from bot.office import Office
from knowledge.store.reader import PUBLIC
from knowledge.store.sqlite import SqliteStore

log = logging.getLogger(__name__)

KIND, NEWS, REQUEST = "brev", "nytt", "godkännande"
"""Kinds of deliveries: an issue of its hour, what is told at once, and an issue that is to be approved."""


def planned(office: Office, now: datetime) -> int:
    """Make the issues that are due; how many messages there are of them. Raises StoreError."""
    due = planner.due(office.store, now)
    if not due:
        return 0
    desk = office.desk_of(PUBLIC)
    return sum(_kept(office, issue, answer, desk, now, KIND) for issue, answer in composed_all(desk, due))


def at_once(office: Office, now: datetime) -> int:
    """Put what is told at once into the outbox: the facts of what has come in; how many messages. Raises StoreError."""
    store = office.store
    held = [Subscription.of(row) for row in store.subscriptions()]
    held = [one for one in held if one.rhythm.every == "at once" and one.wanted is not None and not one.paused]
    desk = office.desk_of(PUBLIC)
    held = [one for one in held if one.seen < desk.change]
    found = wanted(desk, held)
    by_place: defaultdict[str, list[Subscription]] = defaultdict(list)
    for one in held:
        if one.id in found:
            by_place[one.place].append(one)
    with store.together():
        made = 0
        for place, told in by_place.items():
            period = Period(_moment(min(one.told_until for one in told)), now, now)
            made += _kept(office, Issue(place, tuple(told), period), news(desk, found, told), desk, now, NEWS)
        rest = [one for one in held if one.id not in found]
        store.move_subscriptions([_was(one) for one in rest], int(now.timestamp()), desk.change)
    return made


def told(office: Office, issue: Issue, desk: Desk) -> None:
    """An issue was given as an answer: it counts as told. Raises StoreError."""
    until = int(issue.period.end.timestamp())
    office.store.move_subscriptions([_was(one) for one in issue.subscriptions], until, desk.change)


def make(office: Office, desk: Desk, issue: Issue, now: datetime) -> int:
    """Make one issue; 1 where there is a message of it. Raises StoreError."""
    return _kept(office, issue, composed(desk, issue), desk, now, KIND)


def _kept(office: Office, issue: Issue, answer: Answer | None, desk: Desk, now: datetime, kind: str) -> int:
    """answer: None where there is nothing to tell."""
    store, told = office.store, issue.subscriptions
    if any(one.manner.approval for one in told) and approver(office, told) is None:
        log.warning("an issue waits, since nobody is known who could approve it; set KANSLIST_REPORTS_CHANNEL")
        return 0
    with store.together():
        if not store.move_subscriptions([_was(one) for one in told], int(issue.period.end.timestamp()), desk.change):
            return 0  # another server was first
        if answer is None:
            return 0
        if any(one.manner.approval for one in told):
            return _asked(office, issue, answer, now)
        enqueue(
            store,
            issue.place,
            f"{issue.name} {desk.change}",
            kind,
            answer,
            owner=owner_place(told),
            subscriptions=[one.id for one in told],
            now=now.timestamp(),
        )
    return 1


def _asked(office: Office, issue: Issue, answer: Answer, now: datetime) -> int:
    """The issue is shown to whoever made the subscription, who approves or stops it."""
    asked = approver(office, issue.subscriptions) or ""
    made = office.store.put_approval(
        place=issue.place,
        asked=asked,
        owner_place=owner_place(issue.subscriptions),
        period=issue.name,
        subscriptions=[one.id for one in issue.subscriptions],
        snapshot=packed(answer),
        now=int(now.timestamp()),
    )
    if made is None:
        return 0
    shown = answer.model_copy(update={"lead": of_watching.approve(made, answer.lead), "choices": _decide(made)})
    enqueue(office.store, asked, str(made), REQUEST, shown, now=now.timestamp())
    return 1


def _decide(approval: int) -> tuple[Choice, ...]:
    return (
        Choice(label=of_watching.approve_choice(), text=of_watching.digest_command("godkänn", approval)),
        Choice(label=of_watching.stop_choice(), text=of_watching.digest_command("stoppa", approval)),
    )


def approver(office: Office, told: Sequence[Subscription]) -> str | None:
    """Where an issue is approved: by whoever subscribed to it, else in the registratorer's channel."""
    return owner_place(told) or office.settings.reports_channel


def owner_place(told: Sequence[Subscription]) -> str | None:
    """Who is told of what concerns a place."""
    return next((one.owner_place for one in told if one.owner_place), None)


def release(store: SqliteStore, approval: int, answer: Answer, by: str, now: datetime) -> bool:
    """Post an approved issue; False where somebody settled it before."""
    held = store.approval(approval)
    with store.together():
        if held is None or not store.settle_approval(approval, "approved", by):
            return False
        enqueue(
            store,
            held.place,
            held.period,
            KIND,
            answer,
            owner=held.owner_place,
            subscriptions=held.subscriptions,
            now=now.timestamp(),
        )
    return True


def _was(one: Subscription) -> tuple[int, int, int]:
    return one.id, one.told_until, one.seen


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
