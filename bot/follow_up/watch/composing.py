"""An issue of the hour: what the subscriptions of a place want of what came in during its period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answers.answer import Answer
from bot.answers.sheet import Desk
from bot.follow_up import digest
from bot.follow_up.watch.fresh import wanted
from bot.follow_up.watch.model import Subscription
from bot.follow_up.watch.news import news
from bot.follow_up.watch.planner import Issue
from bot.follow_up.watch.showing import what
from bot.messages import of_watching


def composed(desk: Desk, issue: Issue) -> Answer | None:
    """The issue; None where there is nothing to tell and none of the subscriptions wants to be told so. Raises
    StoreError."""
    return next(answer for _, answer in composed_all(desk, [issue]))


def composed_all(desk: Desk, issues: Sequence[Issue]) -> Iterator[tuple[Issue, Answer | None]]:
    """Each issue with its message, as of composed. Who wants everything, or kinds (some become due and late by the
    calendar alone), gets the letter of bot/follow_up/digest, for which what is new is read once.

    Raises StoreError."""
    letters = [one for one in issues if any(_is_letter(each) for each in one.subscriptions)]
    asked = [(issue, issue.subscriptions, issue.period) for issue in letters]
    for issue, made in zip(letters, digest.issues(desk, asked), strict=True):
        quiet = all(one.manner.quiet for one in issue.subscriptions)
        yield issue, made.answer if made.news or not quiet else None
    for issue in issues:
        if issue not in letters:
            yield issue, _news(desk, issue)


def _is_letter(one: Subscription) -> bool:
    return one.wanted is not None and (one.wanted.everything or one.wanted.by_kind)


def _news(desk: Desk, issue: Issue) -> Answer | None:
    """What somebody wants by name: the facts themselves."""
    found = wanted(desk, issue.subscriptions)
    zone = issue.subscriptions[0].rhythm.tz
    start, end = (moment.astimezone(zone).date() for moment in (issue.period.start, issue.period.end))
    covers = of_watching.period(start, end, issue.period.missed)
    if found:
        made = news(desk, found, issue.subscriptions)
        return made.model_copy(update={"lead": of_watching.issue_lead(covers, made.lead)})
    if all(one.manner.quiet for one in issue.subscriptions):
        return None
    told = [what(one) for one in issue.subscriptions if not one.manner.quiet]
    lead = of_watching.issue_empty(covers, told)
    return Answer(question=of_watching.news_title(), intent="digest", outcome="answered", lead=lead)
