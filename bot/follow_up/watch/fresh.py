"""What has come into the record since a place was told: the documents that are new, and their facts that are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.answers.sheet import Desk
from bot.follow_up.watch.covering import Shelf
from bot.follow_up.watch.index import Index
from bot.follow_up.watch.model import Subscription
from knowledge.store.api import Found


def wanted(desk: Desk, subscriptions: Sequence[Subscription]) -> dict[int, list[Found]]:
    """By the id of a subscription: the facts that it wants of what is new since its place was told, newest document
    first. Those that want nothing of it are left out. Raises StoreError."""
    if not subscriptions:
        return {}
    first = min(one.seen for one in subscriptions)
    # what comes in while this is composed is the next issue's
    new = [(one, came) for one, came in desk.store.arrivals(desk.reader, first) if came <= desk.change]
    if not new:
        return {}
    index, shelf = Index(subscriptions), Shelf(desk)
    found: defaultdict[int, list[Found]] = defaultdict(list)
    for document, came in new:
        for fact in shelf.news(document):
            for one in index.of(shelf.seen(fact)):
                if one.seen < came:
                    found[one.id].append(fact)
    return dict(found)
