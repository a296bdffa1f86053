"""What stands in Slack's conversations, for an app that was granted the scope to read it (docs.slack.dev:
conversations.history, chat.update, conversations.open)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.slack_web import Payload, WebApi

_SCOPES = {"C": "channels:history", "G": "groups:history", "D": "im:history"}


class History:
    """granted: the scopes that a workspace has given beside those that the manifest demands."""

    def __init__(self, slack: WebApi) -> None:
        self.granted: defaultdict[str, set[str]] = defaultdict(lambda: {"im:history"})
        self._slack = slack
        self._numbers = count(100)

    def grant(self, team: str, *scopes: str) -> None:
        """An administrator grants these too."""
        self.granted[team] |= set(scopes)

    def next_ts(self) -> str:
        """The ts of a message that is taken now: no two are the same."""
        return f"{self._slack.limits.wall():.0f}.{next(self._numbers):06}"

    def page(self, team: str, query: Mapping[str, str]) -> dict[str, Any]:
        """A page of a conversation, newest first; metadata only where they are asked for."""
        channel = query["channel"]
        if (needed := _SCOPES.get(channel[0])) is None:
            return {"ok": False, "error": "channel_not_found"}
        if needed not in self.granted[team]:
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": "chat:write"}
        oldest, limit, begin = float(query.get("oldest", 0)), int(query.get("limit", 100)), int(query.get("cursor", 0))
        there = [one for one in reversed(self._of(team, channel)) if float(one["ts"]) > oldest]
        shown = there[begin : begin + limit]
        more = str(begin + limit) if len(there) > begin + limit else ""
        meta = query.get("include_all_metadata") in ("1", "true", "True")
        return {
            "ok": True, "messages": [_message(one, meta=meta) for one in shown], "has_more": bool(more),
            "response_metadata": {"next_cursor": more},
        }  # fmt: skip

    def update(self, team: str, payload: Payload) -> dict[str, Any]:
        """Put blocks and text in the place of a message's; its metadata stay."""
        held = next((one for one in self._of(team, payload["channel"]) if one["ts"] == payload["ts"]), None)
        if held is None:
            return {"ok": False, "error": "message_not_found"}
        held.pop("blocks", None)
        held.update({name: payload[name] for name in ("text", "blocks") if name in payload}, edited=True)
        return {"ok": True, "channel": payload["channel"], "ts": payload["ts"]}

    def open(self, team: str, payload: Payload) -> dict[str, Any]:
        """A person's direct message with the bot."""
        if "im:write" not in self.granted[team]:
            return {"ok": False, "error": "missing_scope", "needed": "im:write", "provided": "chat:write"}
        return {"ok": True, "channel": {"id": _direct(payload["users"])}}

    def _of(self, team: str, channel: str) -> list[Payload]:
        """What the bot has posted there, where others see it, oldest first."""
        return [
            one
            for one in self._slack.posted
            if one["via"] == "chat.postMessage" and one["in"] == team and _direct(one["channel"]) == channel
        ]


def _direct(channel: str) -> str:
    """Where a message to this id lands: a person's is their direct message."""
    return f"D{channel[1:]}" if channel[0] in "UW" else channel


def _message(posted: Payload, *, meta: bool) -> dict[str, Any]:
    told = {"type": "message", "bot_id": "B0KANSLIST", "ts": posted["ts"], "text": posted["text"]}
    return told | ({"metadata": posted["metadata"]} if meta and "metadata" in posted else {})
