"""The conversations that have added the bot, as plain JSON in the store: what a digest needs to post there."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Protocol

from adapters.teams.activities import Activity, place_of

PLATFORM = "teams"


class ConversationStore(Protocol):
    """The part of the store that this needs."""

    def put_conversation(self, platform: str, conversation: str, reference: str) -> None: ...
    def conversation(self, platform: str, conversation: str) -> str | None: ...
    def drop_conversation(self, platform: str, conversation: str) -> None: ...


class Conversations:
    """References by the id of the chat or channel, or by a name. They themselves name no person."""

    def __init__(self, store: ConversationStore) -> None:
        self._store = store
        self._lock = asyncio.Lock()

    async def remember(self, activity: Activity, *, trusted: bool, name: str | None = None) -> bool:
        """Keep where this activity came from; whether it was not known before. trusted: its token was checked; name:
        what it is kept under, where that is not the place's id."""
        place = place_of(activity)
        name = name or place
        reference = json.dumps(_reference(activity, place, trusted=trusted), ensure_ascii=False, sort_keys=True)
        async with self._lock:
            held = self._store.conversation(PLATFORM, name)
            if held != reference:
                await asyncio.to_thread(self._store.put_conversation, PLATFORM, name, reference)
        return held is None

    async def forget(self, place: str) -> None:
        """The bot is no longer there."""
        async with self._lock:
            await asyncio.to_thread(self._store.drop_conversation, PLATFORM, place)

    def find(self, place: str) -> dict[str, Any] | None:
        """The reference: serviceUrl, conversation, bot, trusted; None where the bot is not."""
        held = self._store.conversation(PLATFORM, place)
        return json.loads(held) if held else None


def _reference(activity: Activity, place: str, *, trusted: bool) -> dict[str, Any]:
    conversation = {
        name: activity["conversation"][name]
        for name in ("conversationType", "tenantId", "isGroup")
        if name in activity["conversation"]
    }
    return {
        "serviceUrl": activity.get("serviceUrl"),
        "channelId": activity.get("channelId"),
        "conversation": {"id": place, **conversation},
        "bot": {"id": (activity.get("recipient") or {}).get("id")},
        "trusted": trusted,
    }
