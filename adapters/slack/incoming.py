"""What Slack sends → what the bot is asked. Slack's markup is undone here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from adapters.slack.places import Place
from bot.commands import UMBRELLA, find
from bot.incoming import Incoming

Body = Mapping[str, Any]

_ANSWERED_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})
# "<@U1>", "<#C1|kansli>", "<!channel>", "<https://alvkulla.se|alvkulla.se>", "<mailto:a@b.se|a@b.se>"; not "a <b> c"
_MARKUP = re.compile(r"<(?:(?P<mark>[@#!])|(?=(?:https?|mailto|tel):))(?P<target>[^<>|\s]+)(?:\|(?P<label>[^<>]*))?>")


def event_key(body: Body) -> str | None:
    """The id under which an event is recorded once, whatever Slack sends it again for; None where it has none."""
    event_id = body.get("event_id")
    return f"slack:{event_id}" if isinstance(event_id, str) and event_id else None


def slash_command(body: Body) -> Incoming:
    """A slash command's form → the question. Only the asker sees the answer.

    In a channel the conversation is the asker's own: what one person asked privately is not what another one refers to.
    In direct messages it is the one that the messages there belong to.
    """
    command, rest = str(body.get("command", "")), str(body.get("text", ""))
    left, bare = _left(rest), not rest.strip()
    if command == f"/{UMBRELLA}":
        text = command if bare else left
    else:
        text = f"{command} {left}".strip() if left or bare else ""
    return Place.of_command(body).says(text)


def event_message(body: Body) -> Incoming | None:
    """An event envelope (app_mention, message.im) → the question, or None where no person speaks to the bot.

    No person: a bot (this one too), an edited, deleted or otherwise derived message, and a message outside direct
    messages that is no mention. Nor is there anybody to answer where the event lacks its channel or its time.
    """
    event: Body = body["event"]
    user = event.get("user")
    if not all(isinstance(event.get(name), str) for name in ("user", "channel", "ts")):
        return None
    if not user or event.get("bot_id") or user in own_users(body):
        return None
    if event.get("subtype") not in _ANSWERED_SUBTYPES:
        return None
    direct = event.get("type") == "message" and event.get("channel_type") == "im"
    if not direct and event.get("type") != "app_mention":
        return None
    return Place.of_event(body).says(_left(str(event.get("text") or ""), own_users(body)))


def _left(text: str, own: Container[str] = ()) -> str:
    """The text as a person reads it; nothing where mentions were all that a command asked about: "beslut @Saga" must
    not be answered as "beslut" alone is. own: the bot's ids."""
    left = plain(text)
    marked = any(one["mark"] and one["target"] not in own for one in _MARKUP.finditer(text))
    return "" if marked and find(left) else left


def plain(text: str) -> str:
    """Slack's text as a person reads it: mentions removed, links and channels as their label, entities undone."""
    text = _MARKUP.sub(_read_markup, text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    text = text.encode("utf-8", "ignore").decode()  # half of a pair of surrogates is no letter
    return text.strip().lstrip(",: ").strip()


def _read_markup(match: re.Match[str]) -> str:
    mark, label = match["mark"], match["label"]
    if mark in ("@", "!"):
        return ""
    if mark == "#":
        return f"#{label}" if label else ""
    return label or match["target"]


def own_users(body: Body) -> frozenset[str]:
    """The bot's own ids in the workspaces that an event is for."""
    return frozenset(
        one["user_id"] for one in body.get("authorizations") or () if one.get("is_bot") and one.get("user_id")
    )
