"""Changing and ending a subscription of a place: "bevakning 3 varje fredag 15.00 kort", "avbevaka 3"."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.access import is_registrar
from bot.answers.answer import Answer, Choice
from bot.follow_up.watch import reading, rhythms
from bot.follow_up.watch.model import Manner, Rhythm, Subscription
from bot.follow_up.watch.rights import Whose
from bot.follow_up.watch.showing import choices, how, line, said, what
from bot.incoming import Incoming
from bot.messages import of_subscriptions, of_watching
from bot.office import Office
from knowledge.store.subscriptions import Paused

_TIME = re.compile(r"(?:ändra )?tid(?:en)?|ändra", re.IGNORECASE)
_PAUSE = re.compile(r"paus(?:a|ad|era)?", re.IGNORECASE)
_RESUME = re.compile(r"(?:återuppta|ateruppta|fortsätt|starta)", re.IGNORECASE)


def changed(office: Office, message: Incoming, whose: Whose, text: str, number: int, rest: str) -> Answer:
    """ "bevakning 3 varje fredag 15.00", "bevakning 3 pausa", "bevakning 3"."""
    held = _numbered(office, whose, number)
    rest = rest.strip().rstrip(".")
    if held is None:
        return said(text, of_subscriptions.unknown())
    if not rest:
        return said(text, line(held), choices(held))
    if whose.shared and not is_registrar(message, office.settings):
        return said(text, of_watching.only_registrars())
    if _PAUSE.fullmatch(rest):
        _keep(office, held, held.rhythm, held.manner, "asked")
        return said(text, of_watching.paused(held.number, what(held)), choices(held, paused=True))
    if _RESUME.fullmatch(rest):
        _keep(office, held, held.rhythm, held.manner, None)
        return said(
            text,
            of_watching.resumed(held.number, what(held), how(held, held.rhythm, held.manner)),
            choices(replace(held, paused=None)),
        )
    if held.wanted is None:
        return said(text, of_watching.question_has_no_time())
    if _TIME.fullmatch(rest):
        made = [Choice(label=one, text=of_watching.command(held.number, one)) for one in of_watching.TIMES]
        return said(text, of_watching.which_time(held.number, what(held)), made)
    told = rhythms.told(rest)
    if told.unclear is not None or told.left or not (told.rhythm or told.manner):
        return said(text, of_watching.unclear_time(told.unclear or told.left or rest))
    rhythm, manner = reading.changed_rhythm(held.rhythm, told), reading.changed_manner(held.manner, told)
    _keep(office, held, rhythm, manner, held.paused)
    return said(text, of_watching.changed(held.number, what(held), how(held, rhythm, manner)), choices(held))


def _keep(office: Office, held: Subscription, rhythm: Rhythm, manner: Manner, paused: Paused | None) -> None:
    office.store.change_subscription(held.id, held.place, rhythm=rhythm.pack(), manner=manner.pack(), paused=paused)


def stopped(office: Office, message: Incoming, whose: Whose, text: str, number: int) -> Answer:
    """ "avbevaka 3"."""
    held = _numbered(office, whose, number)
    if held is None:
        return said(text, of_subscriptions.unknown())
    if whose.shared and not is_registrar(message, office.settings):
        return said(text, of_watching.only_registrars())
    if not office.store.drop_subscription(held.id, whose.place):
        return said(text, of_subscriptions.unknown())
    return said(text, of_subscriptions.unsubscribed(what(held), shared=whose.shared))


def _numbered(office: Office, whose: Whose, number: int) -> Subscription | None:
    return next((Subscription.of(one) for one in office.store.subscriptions(whose.place) if one.number == number), None)
