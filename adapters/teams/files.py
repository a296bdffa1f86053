"""Files in Teams: those of a personal chat come with an address to fetch them from; those of channels and group chats
lie in SharePoint, which is not read (learn.microsoft.com: Send and receive files from a bot)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from adapters import fetching
from adapters.teams import activities, cards
from adapters.teams.activities import Activity
from adapters.teams.addresses import is_local
from adapters.teams.buttons import PressData
from adapters.teams.errors import excuse
from adapters.teams.presses import Later
from bot.answers.answer import Answer, Press
from bot.incoming import Incoming
from bot.intake.intake import Fetch
from bot.intake.look import done
from bot.messages import of_intake
from knowledge.errors import KanslistError

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
_REFERENCE = "reference"
"""The type of an attachment that only names a file in SharePoint."""
PATIENCE = 4.0
"""Seconds that a press waits for the file to be laid in; Teams gives up after some ten."""

Post = Callable[[Activity, Activity], Awaitable[None]]
"""Posts the second where the first came from, as a message of its own. Raises TeamsError."""


class Receiver(Protocol):
    """bot.intake.intake.Intake."""

    def refusal(self, message: Incoming) -> str | None: ...

    async def receive(self, name: str, fetch: Fetch, message: Incoming) -> Answer: ...

    async def settle(self, press: Press, id_: str, message: Incoming) -> Answer: ...


class Keeper(Protocol):
    """The part of Kanslist that this needs."""

    @property
    def intake(self) -> Receiver: ...


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file of a personal chat. size: in bytes, where Teams says it."""

    name: str
    url: str
    size: object = None


def dropped(activity: Activity) -> list[Dropped]:
    """The files of a message in a personal chat."""
    if not activities.is_personal(activity):
        return []
    told = [one for one in _attachments(activity) if one.get("contentType") == DOWNLOAD]
    return [
        Dropped(str(one.get("name") or ""), str(content["downloadUrl"]), content.get("fileSize"))
        for one in told
        if isinstance(content := one.get("content"), dict) and content.get("downloadUrl")
    ]


def is_referred(activity: Activity) -> bool:
    """Whether a message outside personal chats holds a file."""
    found = any(one.get("contentType") in (DOWNLOAD, _REFERENCE) for one in _attachments(activity))
    return found and not activities.is_personal(activity)


def holds_files(activity: Activity) -> bool:
    """Whether there is something to say of files."""
    return bool(dropped(activity)) or is_referred(activity)


class Files:
    """post: says something beside the turn that is run; later: runs what need not be waited for."""

    def __init__(self, clerk: Keeper, post: Post, later: Later) -> None:
        self._clerk = clerk
        self.post = post
        self._later = later

    async def take(self, activity: Activity, message: Incoming) -> None:
        """Read the files of a message and show each, or say why not. Raises TeamsError, StoreError."""
        if is_referred(activity):
            await self.post(activity, activities.said(of_intake.only_referred()))
            return
        files = dropped(activity)
        refusal = self._clerk.intake.refusal(message) if files else None
        if refusal is not None:
            await self.post(activity, activities.said(refusal))
            return
        here = is_local(str(activity.get("serviceUrl")))
        async with fetching.outside_session() as session:
            for one in files:
                await self.post(activity, activities.said(of_intake.reading(one.name)))
                made = await self._clerk.intake.receive(one.name, _fetch(session, one, here=here), message)
                await self.post(activity, cards.message(made))

    async def pressed(self, data: PressData, activity: Activity, message: Incoming) -> Answer:
        """What a press on a look's button does; where that takes long it is told in a message of its own.

        Raises NotRegistrar, FileForgotten, FileInHand, StoreError.
        """
        settling = asyncio.ensure_future(self._clerk.intake.settle(data.press, data.ticket, message))
        await asyncio.wait([settling], timeout=PATIENCE)
        if settling.done():
            return settling.result()
        self._later(self._told(activity, settling))
        return done("", of_intake.laying_in())

    async def _told(self, activity: Activity, settling: asyncio.Future[Answer]) -> None:
        try:
            made = cards.message(await settling)
        except KanslistError as error:
            made = activities.said(excuse(error))
        await self.post(activity, made)


def _fetch(session: aiohttp.ClientSession, file: Dropped, *, here: bool) -> Fetch:
    """here: whether Teams itself is on this machine, so that its files may be."""

    async def fetch(take: fetching.Take) -> None:
        fetching.refuse_size(file.size)
        await fetching.fetch(
            session,
            file.url,
            take,
            may=lambda url: fetching.is_public(url, here=here),
            redirects=fetching.REDIRECTS,
        )

    return fetch


def _attachments(activity: Activity) -> list[dict[str, Any]]:
    found = activity.get("attachments")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
