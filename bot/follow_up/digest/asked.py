"""`visa brevet …`: the whole of an issue, part by part, for whoever presses the button below it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.answers.answer import Answer
from bot.follow_up.digest.composing import STAMP, whole
from bot.follow_up.digest.material import Span
from bot.follow_up.watch.model import Subscription
from bot.incoming import Incoming
from bot.messages import of_digest
from bot.office import Done, Office

_STAMP = r"\d{8}T\d{6}"
_TYPED = re.compile(
    rf"visa brevet (?P<start>{_STAMP})-(?P<end>{_STAMP})(?P<ids>(?: \d{{1,12}})*)(?: från (?P<first>\d{{1,6}}))?"
)


def is_typed(text: str) -> bool:
    """Whether it asks for the whole of an issue."""
    return _TYPED.fullmatch(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """The part that is asked for, as this reader may see it. Raises StoreError."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None:
        return None
    try:
        start, end = (datetime.strptime(typed[name], STAMP).replace(tzinfo=UTC) for name in ("start", "end"))
    except ValueError:  # a month 13
        return None
    wanted = {int(one) for one in typed["ids"].split()}
    held = [Subscription.of(row) for row in office.store.subscriptions() if row.id in wanted] if wanted else []
    if wanted and not held:
        gone = of_digest.gone_issue()
        return Done(Answer(question=text, intent="digest", outcome="answered", lead=gone))
    skip = max(0, int(typed["first"] or 1) - 1)
    return Done(whole(office.desk(message), held, Span(start, end), skip, message.fits))
