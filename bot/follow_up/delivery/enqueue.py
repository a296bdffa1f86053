"""Into the outbox: the answer as it was composed, for one channel and period."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bot.answers.answer import Answer
from bot.follow_up.delivery.snapshot import packed
from knowledge.store.api import Writable


def enqueue(
    store: Writable,
    channel: str,
    period: str,
    kind: str,
    answer: Answer,
    *,
    owner: str | None = None,
    subscriptions: Sequence[int] = (),
    corrects: int | None = None,
    now: float | None = None,
) -> int | None:
    """Keep what is to be sent; the delivery's id, or None where the channel has one of this kind and period already.

    Call it within `store.together()` with whatever else moves with it (the subscription's last period), so that both
    are written or neither. owner: the place that is told where the channel takes nothing; corrects: the delivery whose
    message this takes the place of (edited, or followed by this). now: seconds since 1970. Raises StoreError.
    """
    return store.enqueue_delivery(
        channel=channel,
        period=period,
        kind=kind,
        snapshot=packed(answer),
        now=int(time.time() if now is None else now),
        owner=owner,
        subscriptions=subscriptions,
        corrects=corrects,
    )
