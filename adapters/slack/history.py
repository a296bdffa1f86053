"""A look at what the bot has posted: messages are known again by the metadata that went with them.

Needs channels:history (groups:history in private channels), which an administrator may grant or not; im:history, which
the app has, in direct messages (docs.slack.dev: conversations.history, message metadata).
"""

from __future__ import annotations

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import refusal, undelivered
from bot.errors import CannotLook
from bot.messages import of_platforms as messages

EVENT = "kanslist_delivery"
MARGIN = 600
"""Seconds that Slack's clock and ours may differ."""
PAGE, PAGES = 200, 20
"""Messages of a page, and pages that are read; a channel with more since then is not looked through."""
BLIND = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
"""Refusals of an app that was not granted the scope."""


def metadata(key: str) -> dict[str, Any]:
    """What goes with a message, so that it is found again. It names nobody, and people do not see it."""
    return {"event_type": EVENT, "event_payload": {"key": key}}


async def find(client: AsyncWebClient, channel: str, key: str, since: int) -> str | None:
    """The ts of the message with this key that was posted after that second since 1970; None where there is none.

    Raises CannotLook without the scope, another DeliveryError where Slack does not answer."""
    try:
        place = await conversation(client, channel)
        return await _found(client, place, metadata(key), str(max(since - MARGIN, 0)))
    except SlackApiError as error:
        if refusal(error) in BLIND:
            raise CannotLook(channel=channel, reason=messages.slack_refusal(refusal(error))) from error
        raise undelivered(channel, error) from error
    except (TimeoutError, aiohttp.ClientError) as error:
        raise undelivered(channel, error) from error


async def conversation(client: AsyncWebClient, channel: str) -> str:
    """The conversation that an id means: a person's is their direct message. Raises SlackApiError."""
    if channel[0] not in "UW":
        return channel
    opened = await client.conversations_open(users=channel)
    return str(opened["channel"]["id"])


async def _found(client: AsyncWebClient, channel: str, wanted: dict[str, Any], oldest: str) -> str | None:
    cursor = ""
    for _ in range(PAGES):
        page = await client.conversations_history(
            channel=channel, oldest=oldest, limit=PAGE, cursor=cursor or None, include_all_metadata=True
        )
        for one in page.get("messages") or ():
            if one.get("metadata") == wanted:
                return str(one["ts"])
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return None
    raise CannotLook(channel=channel, reason=messages.too_much_to_look_through())
