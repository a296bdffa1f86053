"""A subscription as its readers are told of it: what it is to, when it comes, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.answers.answer import Answer, Choice
from bot.follow_up.watch import calendar
from bot.follow_up.watch.model import Manner, Rhythm, Subscription
from bot.messages import of_subscriptions, of_watching


def what(one: Subscription) -> str:
    """What a subscription is to, as a reader calls it."""
    return of_watching.asked_for(one.said) if one.wanted is None else of_watching.covered(one.wanted)


def choices(one: Subscription, *, paused: bool = False) -> list[Choice]:
    """What can be done with a subscription."""
    rests = (of_watching.resume(), "återuppta") if paused or one.paused else (of_watching.pause(), "pausa")
    time = [(of_watching.change_time(), "tid")] if one.wanted is not None else []
    opens = f"bevakning {one.number}"
    made = [
        Choice(label=label, text=of_watching.command(one.number, rest), form=opens if rest == "tid" else None)
        for label, rest in (*time, rests)
    ]
    return [*made, Choice(label=of_watching.end(), text=of_subscriptions.command(one.number))]


def line(one: Subscription) -> str:
    """A subscription on one line."""
    label, line = of_watching.row(one.number, what(one), when(one), paused=one.paused is not None)
    return f"{label}: {line}"


def when(one: Subscription) -> str:
    """When it is told, in a few words."""
    return of_watching.when_changed() if one.wanted is None else of_watching.rhythm(one.rhythm)


def how(one: Subscription, rhythm: Rhythm, manner: Manner) -> str:
    """When and how it is told from now on, in whole sentences."""
    return "" if one.wanted is None else of_watching.how(rhythm, manner, following(rhythm))


def following(rhythm: Rhythm) -> datetime | None:
    """When the next issue is due, by its own clock; None for what is told at once."""
    due = calendar.next_due(rhythm, datetime.now(UTC))
    return due.astimezone(rhythm.tz) if due else None


def said(text: str, lead: str, made: Sequence[Choice] = (), notes: Sequence[str] = ()) -> Answer:
    """An answer about subscriptions."""
    return Answer(
        question=text, intent="subscriptions", outcome="answered", lead=lead, choices=tuple(made), notes=tuple(notes)
    )
