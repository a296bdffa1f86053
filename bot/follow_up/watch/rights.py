"""Whose subscriptions somebody may see and change: a channel's are a registrator's, one's own are one's own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.access import is_registrar
from bot.follow_up.watch.rhythms import Told
from bot.incoming import Incoming
from bot.messages import of_watching
from bot.office import Office


@dataclass(frozen=True, slots=True)
class Whose:
    """The place that is subscribed, and whether others read there too."""

    place: str
    shared: bool


def subscribed_of(office: Office, message: Incoming, told: Told) -> Whose | str:
    """The place that is to be told; where there is none, why."""
    if told.here and message.channel is None:
        return of_watching.not_in_channel()
    if message.channel is not None and not told.own and is_registrar(message, office.settings):
        return Whose(message.channel, shared=True)
    if told.here or message.reply_to is None:
        return of_watching.only_registrars()
    return Whose(message.reply_to, shared=False)


def listed_of(office: Office, message: Incoming) -> Whose:
    """The place whose subscriptions are shown: in a channel a registrator's is the channel, as is that of one whom
    nobody can answer in private there."""
    if message.channel is not None and (message.reply_to is None or is_registrar(message, office.settings)):
        return Whose(message.channel, shared=True)
    return Whose(message.reply_to or message.channel or "", shared=False)
