"""Which issues are due: the subscriptions of one place whose hour has come, together. Pure over the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.follow_up.watch import calendar
from bot.follow_up.watch.calendar import Period
from bot.follow_up.watch.model import Rhythm, Subscription
from knowledge.store.api import Readable


@dataclass(frozen=True, slots=True)
class Issue:
    """One message: what these subscriptions of a place want of a period. Each was told up to its own `seen`; the period
    is the widest of theirs."""

    place: str
    subscriptions: tuple[Subscription, ...]
    period: Period

    @property
    def name(self) -> str:
        """What makes two issues of a place the same: the days that they cover and whose they are."""
        ids = " ".join(str(one.id) for one in self.subscriptions)
        return f"{self.period.start:%Y-%m-%dT%H:%M:%SZ}/{self.period.end:%Y-%m-%dT%H:%M:%SZ} {ids}"


def due(store: Readable, now: datetime) -> list[Issue]:
    """The issues that are due, the longest overdue first. Those of one place that are due by now are one message; what
    needs approval stands apart, and what is told at once is found by its documents (bot/follow_up/watch/touched.py).
    """
    return issues([Subscription.of(row) for row in store.subscriptions()], now)


def issues(subscriptions: Iterable[Subscription], now: datetime) -> list[Issue]:
    """As `due`, of these."""
    latest: dict[Rhythm, datetime | None] = {}
    together: defaultdict[tuple[str, bool], list[tuple[Subscription, Period]]] = defaultdict(list)
    for one in subscriptions:
        if one.paused or one.wanted is None or one.rhythm.every == "at once":
            continue
        if one.rhythm not in latest:
            latest[one.rhythm] = calendar.last_due(one.rhythm, now)
        moment = latest[one.rhythm]
        if moment is None or moment.timestamp() <= one.told_until:
            continue
        since = datetime.fromtimestamp(one.told_until, UTC)
        if (covered := calendar.period(one.rhythm, since, now)) is not None:
            together[one.place, one.manner.approval].append((one, covered))
    made = [_issue(place, held) for (place, _), held in together.items()]
    return sorted(made, key=lambda issue: (issue.period.due, issue.place))


def _issue(place: str, held: list[tuple[Subscription, Period]]) -> Issue:
    periods = [period for _, period in held]
    latest = max(periods, key=lambda period: period.due)
    widest = Period(
        min(period.start for period in periods), latest.end, latest.due, max(period.missed for period in periods)
    )
    return Issue(place, tuple(one for one, _ in held), widest)
