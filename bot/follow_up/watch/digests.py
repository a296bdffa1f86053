"""`/digest nu`, `/digest förhandsgranska`, `/digest godkänn 3`, `/digest stoppa 3`: an issue before its hour."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from bot.access import is_registrar
from bot.answers.answer import Answer
from bot.follow_up.watch import making
from bot.follow_up.watch.calendar import Period
from bot.follow_up.watch.composing import composed
from bot.follow_up.watch.model import Manner, Subscription
from bot.follow_up.watch.planner import Issue
from bot.follow_up.watch.rights import Whose, listed_of
from bot.follow_up.watch.showing import said
from bot.incoming import Incoming
from bot.messages import of_subscriptions, of_watching
from bot.office import Done, Office
from knowledge.store.approvals import Approval
from knowledge.store.reader import PUBLIC

_TYPED = re.compile(
    r"/?(?:digest|brev|brevet)\b[:\s]*(?:(?P<now>nu)|(?P<look>förhandsgranska|forhandsgranska|visa)?"
    r"|(?P<approve>godkänn|godkann)|(?P<stop>stoppa|stopp))\s*(?P<number>\d{1,9})?[.!]?",
    re.IGNORECASE,
)


def is_typed(text: str) -> bool:
    """Whether it is a command about issues."""
    return _TYPED.fullmatch(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """What the command gives. text: as typed or chosen. Raises StoreError."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        return None
    if message.reply_to is None and message.channel is None:
        return Done(said(text, of_subscriptions.no_place()))
    if typed["approve"] or typed["stop"]:
        number = int(typed["number"]) if typed["number"] else None
        return Done(_settled(office, message, text, number, approves=bool(typed["approve"])))
    whose = listed_of(office, message)
    issue = _issue_of(office, whose, datetime.now(UTC))
    if issue is None:
        return Done(said(text, of_watching.listed_(0, shared=whose.shared)))
    if typed["now"]:
        return Done(_now(office, message, whose, text, issue))
    return Done(_composed(office, issue))


def _issue_of(office: Office, whose: Whose, now: datetime) -> Issue | None:
    """What a place would be told now; it says so where there is nothing. None where nothing is subscribed to."""
    rows = [Subscription.of(row) for row in office.store.subscriptions(whose.place)]
    held = [one for one in rows if one.wanted is not None and not one.paused]
    if not held:
        return None
    since = datetime.fromtimestamp(min(one.told_until for one in held), UTC)
    says_so = (replace(one, manner=Manner(short=one.manner.short, quiet=False)) for one in held)
    return Issue(whose.place, tuple(says_so), Period(since, now, now))


def _composed(office: Office, issue: Issue) -> Answer:
    made = composed(office.desk_of(PUBLIC), issue)
    assert made is not None  # noqa: S101 - none of them is quiet
    return made


def _now(office: Office, message: Incoming, whose: Whose, text: str, issue: Issue) -> Answer:
    """The issue is posted where others read, or given as the answer; it counts as told."""
    if whose.shared and not is_registrar(message, office.settings):
        return said(text, of_watching.only_registrars())
    if whose.shared:
        made = making.make(office, office.desk_of(PUBLIC), issue, issue.period.end)
        return said(text, of_watching.posted_now() if made else of_watching.posted_before())
    answer = _composed(office, issue)
    desk = office.desk_of(PUBLIC)
    making.told(office, issue, desk)
    return answer


def _settled(office: Office, message: Incoming, text: str, number: int | None, *, approves: bool) -> Answer:
    if not is_registrar(message, office.settings):
        return said(text, of_watching.only_registrars_approve())
    waiting = office.store.approvals()
    held = next((one for one in waiting if number in (None, one.id)), None)
    if held is None or (number is None and len(waiting) > 1):
        return said(text, of_watching.which_approval([one.id for one in waiting]))
    by = f"{message.asker.platform}:{message.asker.identity}"
    return said(text, _decided(office, held, by, approves=approves))


def _decided(office: Office, held: Approval, by: str, *, approves: bool) -> str:
    if not approves:
        done = office.store.settle_approval(held.id, "stopped", by)
        return of_watching.stopped(held.id) if done else of_watching.settled_before(held.id)
    answer = Answer.model_validate_json(held.snapshot or "")
    done = making.release(office.store, held.id, answer, by, datetime.now(UTC))
    return of_watching.approved(held.id) if done else of_watching.settled_before(held.id)
