"""What is for one person alone and was asked where others look on: it goes into their own chat with the bot."""

from __future__ import annotations

from typing import Any

from adapters.teams import activities, cards
from adapters.teams.activities import Activity
from adapters.teams.connector import Connector
from adapters.teams.conversations import Conversations
from bot.answers.answer import Answer


class PersonalChats:
    """The chats of those who may read more than everyone; of nobody else is it kept which chat is theirs."""

    def __init__(self, conversations: Conversations, connector: Connector) -> None:
        self._conversations = conversations
        self._connector = connector

    async def remember(self, activity: Activity) -> None:
        """Keep that this personal chat is the asker's."""
        if activities.is_personal(activity) and (person := activities.identity_of(activity)):
            await self._conversations.remember(activity, trusted=True, name=_name(person))

    async def forget(self, activity: Activity) -> None:
        """The bot was taken out of their personal chat."""
        if activities.is_personal(activity) and (person := activities.identity_of(activity)):
            await self._conversations.forget(_name(person))

    def known(self, activity: Activity) -> str | None:
        """The id of the asker's chat, where it is kept."""
        held = self._conversations.find(_name(activities.identity_of(activity) or ""))
        return str(held["conversation"]["id"]) if held and held["trusted"] else None

    async def post(self, activity: Activity, answer: Answer) -> None:
        """Post it into the asker's chat, which is opened where it is not kept.

        Raises ConnectorRefused, LoginFailed.
        """
        chat = self.known(activity)
        bot = activity["recipient"]["id"]
        if chat is None:
            tenant = str(activities.tenant_of(activity) or "")
            chat = await self._connector.open_chat(_service(activity), bot, str(activity["from"]["id"]), tenant)
        place: dict[str, Any] = {
            "channelId": activity.get("channelId"),
            "serviceUrl": _service(activity),
            "conversation": {"id": chat, "conversationType": "personal"},
            "from": {"id": bot},
        }
        await self._connector.send(cards.message(answer) | place)


def _name(person: str) -> str:
    return f"person:{person}"


def _service(activity: Activity) -> str:
    return str(activity.get("serviceUrl"))
