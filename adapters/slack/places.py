"""Where something was typed or pressed in Slack, by whom, and which conversation it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.room import holds
from bot.incoming import Asker, Incoming

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """thread: the ts of its first message; response_url: Slack's, for half an hour and five answers; outside: whether
    the channel is shared with another organisation, or the person is of one (Slack Connect); name: as Slack calls the
    person, which no event says."""

    team: str
    channel: str
    user: str
    thread: str | None = None
    response_url: str | None = None
    outside: bool = False
    name: str | None = None

    @classmethod
    def of_event(cls, body: Body) -> Place:
        """Of an event's message. A mention outside threads begins none: the answer is for one person, and what only
        they see cannot begin a thread."""
        event: Body = body["event"]
        team = str(body.get("team_id", ""))
        theirs = event.get("user_team") or event.get("team") or team
        return cls(
            team,
            str(event["channel"]),
            str(event["user"]),
            event.get("thread_ts"),
            outside=bool(body.get("is_ext_shared_channel")) or theirs != team,
        )

    @classmethod
    def of_press(cls, body: Body) -> Place:
        """Of a block_actions payload (docs.slack.dev/reference/interaction-payloads/block_actions-payload)."""
        container: Body = body.get("container") or {}
        message: Body = body.get("message") or {}
        team = str((body.get("team") or {}).get("id") or "")
        user: Body = body.get("user") or {}
        channel = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
        return cls(
            team=team,
            channel=str(channel),
            user=str(user.get("id") or ""),
            thread=message.get("thread_ts") or container.get("thread_ts"),
            response_url=body.get("response_url"),
            outside=str(user.get("team_id") or team) != team,
            name=user.get("name") or user.get("username") or None,
        )

    @classmethod
    def of_command(cls, body: Body) -> Place:
        """Of a slash command's form."""
        return cls(
            str(body.get("team_id", "")),
            str(body.get("channel_id", "")),
            str(body.get("user_id", "")),
            response_url=body.get("response_url"),
            name=body.get("user_name") or None,
        )

    @property
    def direct(self) -> bool:
        """Whether it is the asker's direct messages with the bot."""
        return self.channel.startswith("D")

    @property
    def identity(self) -> str:
        """The person as settings name them: "T01/U02"."""
        return f"{self.team}/{self.user}"

    def says(self, text: str, *, private: bool = True) -> Incoming:
        """What is asked here. In a channel's thread the conversation is the thread; outside threads it is the asker's
        own, since a private answer is no context for what a colleague asks; in direct messages it is theirs."""
        parts = [self.team, self.channel]
        if self.thread:
            parts.append(self.thread)
        elif not self.direct:
            parts.append(self.user)
        asker = Asker("slack", self.identity, self.name)
        return Incoming(
            text,
            asker,
            "/".join(parts),
            private,
            shareable=bool(self.channel) and not self.direct,
            outside=self.outside,
            reply_to=self.identity if self.user else None,
            channel=f"{self.team}/{self.channel}" if self.channel and not self.direct else None,
            fits=holds,
        )
