"""What Teams' activities say, read from their plain JSON; and what the bot's own replies look like in it."""

from __future__ import annotations

import html
import re
from typing import Any

Activity = dict[str, Any]

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_BREAKING = frozenset({"br", "p", "div", "li"})
_FORMATTING = _BREAKING | frozenset(
    {"at", "b", "i", "u", "s", "em", "strong", "span", "a", "ul", "ol", "pre", "code", "font", "blockquote"}
)
_SPACES = re.compile(r"[^\S\n]+")


def text_of(activity: Activity) -> str:
    """What was asked: the text without the bot's own mention and without Teams' markup; a clicked choice's text.

    Other people's mentions stay as their names.
    """
    text = activity.get("text")
    if not isinstance(text, str) or not text.strip():
        return _chosen(activity.get("value"))
    bot = _dict(activity.get("recipient")).get("id")
    for entity in activity.get("entities") or ():
        said = _dict(entity).get("text")
        if _dict(entity).get("type") == "mention" and isinstance(said, str) and said:
            mentioned = _dict(_dict(entity).get("mentioned"))
            text = text.replace(said, " " if mentioned.get("id") == bot else str(mentioned.get("name") or ""))
    return _clean(text)


def identity_of(activity: Activity) -> str | None:
    """TENANT/OBJECT-ID of the asker; None where Teams does not say both."""
    tenant = tenant_of(activity)
    person = _dict(activity.get("from")).get("aadObjectId")
    return f"{tenant}/{person}" if tenant and person else None


def name_of(activity: Activity) -> str | None:
    """The asker as Teams shows them; None where it does not say."""
    name = _dict(activity.get("from")).get("name")
    return str(name) if name else None


def tenant_of(activity: Activity) -> str | None:
    """The id of the tenant in which it was asked."""
    told = _dict(_dict(activity.get("channelData")).get("tenant")).get("id")
    found = told or _dict(activity.get("conversation")).get("tenantId")
    return str(found) if found else None


def event_of(activity: Activity) -> str | None:
    """The name under which a message is recorded once, however often it is delivered; None for one without an id."""
    identity = activity.get("id")
    return f"teams:{conversation_of(activity)}:{identity}" if identity else None


def is_personal(activity: Activity) -> bool:
    """Whether only the asker sees the answer. What Teams does not call personal is not."""
    return _dict(activity.get("conversation")).get("conversationType") == "personal"


def conversation_of(activity: Activity) -> str:
    """The conversation's id; of a thread in a channel with its `;messageid=`."""
    return str(_dict(activity.get("conversation")).get("id") or "")


def place_of(activity: Activity) -> str:
    """The id of the chat or the channel itself, without the thread."""
    return conversation_of(activity).split(";", 1)[0]


def adds_bot(activity: Activity) -> bool:
    """Whether the bot was added to the conversation."""
    if activity.get("type") == "installationUpdate":
        return str(activity.get("action", "")).startswith("add")
    return _names_bot(activity, "membersAdded")


def upgrades_bot(activity: Activity) -> bool:
    """Whether a new version of the app took the old one's place: nobody there needs a greeting."""
    return activity.get("type") == "installationUpdate" and activity.get("action") == "add-upgrade"


def removes_bot(activity: Activity) -> bool:
    """Whether the bot was removed from the conversation. A new version of the app comes as "remove-upgrade" and
    "add-upgrade" (learn.microsoft.com: Conversation events, Installation update event): it stays where it was."""
    if activity.get("type") == "installationUpdate":
        return activity.get("action") == "remove"
    return _names_bot(activity, "membersRemoved")


def said(text: str) -> Activity:
    """A reply of plain text."""
    return {"type": "message", "text": text, "textFormat": "plain"}


def _names_bot(activity: Activity, members: str) -> bool:
    if activity.get("type") != "conversationUpdate":
        return False
    bot = _dict(activity.get("recipient")).get("id")
    return bool(bot) and any(_dict(member).get("id") == bot for member in activity.get(members) or ())


def _chosen(value: object) -> str:
    """The text of one of our own buttons."""
    text = _dict(value).get("text")
    return _clean(text) if isinstance(text, str) else ""


def _clean(text: str) -> str:
    text = html.unescape(_TAG.sub(_markup, text)).replace("\xa0", " ").replace("\r\n", "\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def _markup(tag: re.Match[str]) -> str:
    name = tag["name"].casefold()
    if name not in _FORMATTING:
        return tag[0]
    return "\n" if name in _BREAKING and (tag["end"] or name == "br") else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
