"""The message extension: what is looked up from the compose box, and a pasted link of ours, each as a card.

Teams asks while somebody types and waits five seconds. Fields: learn.microsoft.com/microsoftteams/platform/
messaging-extensions/how-to/search-commands/respond-to-search, …/how-to/link-unfurling.
"""

from __future__ import annotations

from typing import Any, Protocol

from adapters.teams import previews
from adapters.teams.activities import Activity
from adapters.teams.elements import Element
from adapters.teams.errors import excuse
from bot.answers.answer import Citation
from bot.looking_up import LookedUp
from bot.messages import of_teams
from knowledge.errors import KanslistError

QUERY = "composeExtension/query"
LINK = "composeExtension/queryLink"
COMMAND = "sok"
PARAMETER = "fraga"
_OPENED = "initialRun"
FEWEST = 2
"""Characters that are looked up; before them examples are shown."""


class Finder(Protocol):
    """The part of Kanslist that this needs."""

    async def look_up(self, text: str) -> LookedUp: ...

    async def unfurl(self, url: str) -> Citation | None: ...


class Extension:
    """Answers the two invokes. Everyone reads what they show: the open collection alone."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    async def answer(self, activity: Activity) -> dict[str, Any]:
        """The body of the invoke's answer."""
        value = activity.get("value")
        told = value if isinstance(value, dict) else {}
        try:
            if activity.get("name") == LINK:
                return await self._linked(str(told.get("url") or ""))
            return await self._found(_asked(told), _skipped(told))
        except KanslistError as error:
            return _said(excuse(error))

    async def _found(self, text: str, skipped: int) -> dict[str, Any]:
        if len(text) < FEWEST:
            return _said(of_teams.extension_examples())
        if skipped:
            return _listed([])  # all that is found was shown at once
        found = await self._finder.look_up(text)
        return _listed([previews.attached(one) for one in found.finds]) if found.finds else _said(found.said)

    async def _linked(self, url: str) -> dict[str, Any]:
        cited = await self._finder.unfurl(url)
        if cited is None:
            return _listed([])
        return _listed([previews.linked(url, cited)])


def _asked(value: dict[str, Any]) -> str:
    """What is written in the box; nothing where the box was only opened. The command has one parameter, so that its
    name need not be ours."""
    given = value.get("parameters")
    for one in given if isinstance(given, list) else ():
        if isinstance(one, dict) and one.get("name") != _OPENED and isinstance(one.get("value"), str):
            return " ".join(one["value"].split())
    return ""


def _skipped(value: dict[str, Any]) -> int:
    options = value.get("queryOptions")
    skipped = options.get("skip") if isinstance(options, dict) else 0
    return skipped if isinstance(skipped, int) else 0


def _listed(attachments: list[Element]) -> dict[str, Any]:
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": attachments}}


def _said(text: str) -> dict[str, Any]:
    return {"composeExtension": {"type": "message", "text": text}}
