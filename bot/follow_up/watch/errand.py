"""`/bevaka`, `/avbevaka NUMBER`, `/bevakningar`, `bevakning NUMBER …`: what a place is told of, typed or chosen.

In a channel a registrator speaks for the channel; anyone else, and anyone in their own chat, for themselves.
"""

from __future__ import annotations

import re

from bot.answers.answer import Answer, Choice, Item
from bot.follow_up.watch.changing import changed, stopped
from bot.follow_up.watch.form import NEW
from bot.follow_up.watch.model import Subscription
from bot.follow_up.watch.rights import Whose, listed_of
from bot.follow_up.watch.showing import said, what, when
from bot.follow_up.watch.starting import start
from bot.incoming import Incoming
from bot.messages import of_subscriptions, of_watching
from bot.office import Done, Office
from knowledge.reading.masking import mask

_TYPED = re.compile(
    r"/?(?:(?P<start>bevaka)|(?P<stop>avbevaka)|(?P<list>bevakningar|bevakning))\b[:\s]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(r"(\d{1,9})\b[:,]?\s*(.*)", re.DOTALL)
_SHOWN = 20
"""Subscriptions of a list that can be ended by a choice; the others by typing their number."""


def is_typed(text: str) -> bool:
    """Whether it is a command about subscriptions."""
    return _TYPED.fullmatch(text.strip()) is not None


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """What a command about subscriptions gives. text: as typed or chosen. Raises StoreError."""
    typed = _TYPED.fullmatch(mask(text.strip()))
    return None if typed is None else Done(_handled(office, message, text, typed))


def _handled(office: Office, message: Incoming, text: str, typed: re.Match[str]) -> Answer:
    rest = typed["rest"].strip()
    if message.reply_to is None and message.channel is None:
        return said(text, of_subscriptions.no_place())
    if typed["start"] and rest:
        return start(office, message, rest)
    whose = listed_of(office, message)
    numbered = _NUMBERED.fullmatch(rest)
    if typed["stop"] and numbered and not numbered[2]:
        return stopped(office, message, whose, text, int(numbered[1]))
    if typed["list"] and numbered:
        return changed(office, message, whose, text, int(numbered[1]), numbered[2])
    if typed["start"]:
        opened = Choice(label=of_watching.start_new(), text="bevaka", form=NEW)
        return said(text, of_watching.unclear_nothing(), [opened])
    return listed(office, whose, text)


def listed(office: Office, whose: Whose, text: str) -> Answer:
    """What a place is told of, numbered."""
    held = [Subscription.of(row) for row in office.store.subscriptions(whose.place)]
    rows = [of_watching.row(one.number, what(one), when(one), paused=one.paused is not None) for one in held]
    made = [
        Choice(label=of_subscriptions.stop(one.number, what(one)), text=of_subscriptions.command(one.number))
        for one in held[:_SHOWN]
    ]
    made.append(Choice(label=of_watching.start_new(), text="bevaka", form=NEW))
    notes = [of_watching.how_to_change(held[0].number)] if held else []
    notes += [of_watching.elsewhere()] if whose.shared else []
    answer = said(text, of_watching.listed_(len(held), shared=whose.shared), made, notes)
    return answer.model_copy(update={"items": tuple(Item(label=label, text=line) for label, line in rows)})
