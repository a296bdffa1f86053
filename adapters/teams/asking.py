"""An activity → what the clerk is asked: by whom, where, and who sees the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from adapters.teams import activities, cards, outsiders, targeting
from adapters.teams.activities import Activity
from adapters.teams.outsiders import Roster
from bot.incoming import Asker, Incoming


class Readers(Protocol):
    """The part of Kanslist that this needs."""

    def reads_more(self, message: Incoming) -> bool: ...


def incoming(activity: Activity, *, trusted: bool, tenant: str | None = None) -> Incoming:
    """The question that an activity asks. trusted: the token held, so that the asker's id may be believed; tenant:
    ours, where it is known."""
    alone = activities.is_personal(activity)
    known = (activities.identity_of(activity), activities.name_of(activity)) if trusted else ()
    return Incoming(
        text=activities.text_of(activity),
        asker=Asker("teams", *known),
        conversation=activities.conversation_of(activity),
        private=alone or targeting.is_for_asker(activity),
        shareable=not alone,
        outside=outsiders.is_outside(activity, tenant),
        reply_to=activities.place_of(activity) if alone else None,
        channel=None if alone else activities.place_of(activity),
        fits=cards.holds,
    )


class Asking:
    """roster: None where guests cannot be looked up; tenant: ours, where it is known."""

    def __init__(self, readers: Readers, roster: Roster | None, *, trusted: bool, tenant: str | None) -> None:
        self._readers = readers
        self._roster = roster
        self._trusted = trusted
        self._tenant = tenant

    async def read(self, activity: Activity) -> Incoming:
        """The question. Of one who may read more than everyone there the roster must say that they are no guest.

        Raises RosterUnreadable, LoginFailed.
        """
        message = incoming(activity, trusted=self._trusted, tenant=self._tenant)
        return await self.checked(message, activity) if message.private else message

    async def checked(self, message: Incoming, activity: Activity) -> Incoming:
        """The question with what the roster says of its asker. Raises RosterUnreadable, LoginFailed."""
        if self._roster is None or message.outside or not self._readers.reads_more(message):
            return message
        return replace(message, outside=await self._roster.is_guest(activity))
