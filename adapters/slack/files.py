"""Files that are dropped into Slack: which are offered, how they are fetched, and the look that is sent.

In direct messages they come with the message; in channels by `file_shared`, which brings no message's words, so that no
scope reads a channel (docs.slack.dev/reference/events/file_shared, .../methods/files.info).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters import fetching
from adapters.slack import refusals
from adapters.slack.clients import Clients
from adapters.slack.incoming import event_message, own_users
from adapters.slack.places import Place
from bot.answers.answer import Answer
from bot.errors import DeliveryError, FileNotFetched
from bot.excuses import told
from bot.kanslist import Kanslist
from bot.messages import of_intake, of_platforms
from knowledge.errors import KanslistError

Body = Mapping[str, Any]
Deliver = Callable[[Place, Answer | str], Awaitable[None]]
SHARED = "file_shared"


def shared(body: Body) -> bool:
    """Whether somebody else than the bot shared a file in a channel or chat."""
    event: Body = body["event"]
    named = all(isinstance(event.get(name), str) and event[name] for name in ("user_id", "channel_id", "file_id"))
    return event.get("type") == SHARED and named and event["user_id"] not in own_users(body)


def attached(body: Body) -> list[str]:
    """The ids of the files that a message holds."""
    files = body["event"].get("files")
    return [one["id"] for one in files if isinstance(one, dict) and one.get("id")] if isinstance(files, list) else []


@dataclass(frozen=True, slots=True)
class _File:
    """A file as files.info tells it."""

    name: str
    url: str
    thread: str | None


class Files:
    """to_asker, to_direct: how what is said reaches whoever dropped: where they are, or in their direct messages."""

    def __init__(self, kanslist: Kanslist, clients: Clients, to_asker: Deliver, to_direct: Deliver) -> None:
        self._kanslist = kanslist
        self._clients = clients
        self._to_asker = to_asker
        self._to_direct = to_direct

    def offered_in(self, channel: str) -> bool:
        """Whether a file that is dropped into this channel is offered."""
        return channel in self._kanslist.settings.intake_channels

    def concerns(self, body: Body) -> bool:
        """Whether an event that is no question brings a file to offer."""
        return shared(body) and self.offered_in(str(body["event"]["channel_id"]))

    async def take(self, body: Body) -> None:
        """What is done with the files of an event: each is read and shown, or it is said why not."""
        place, ids = dropped(body)
        if not ids or (body["event"]["type"] != SHARED and self.offered_in(place.channel)):
            return  # nothing, or `file_shared` brings them too
        refusal = self._kanslist.intake.refusal(place.says(""))
        if refusal is None and not (place.direct or self.offered_in(place.channel)):
            refusal = of_intake.not_here()
        if refusal is not None:
            await self._to_asker(place, refusal)
            return
        for id_ in ids:
            await self._offer(place, id_)

    async def _offer(self, place: Place, id_: str) -> None:
        try:
            file = await self._file(id_, place)
        except DeliveryError as error:
            await self._to_asker(place, told(error))
            return
        except KanslistError as error:
            await self._to_asker(place, str(error))
            return
        place = replace(place, thread=place.thread or file.thread)
        await self._to_asker(place, of_intake.reading(file.name, elsewhere=not place.direct))

        async def fetch(take: fetching.Take) -> None:
            await self._fetch(file, place, take)

        made = await self._kanslist.intake.receive(file.name, fetch, place.says(""))
        # an ephemeral message is gone when Slack is opened again; these buttons are to work for a day
        await (self._to_asker if place.direct else self._to_direct)(place, made)

    async def _file(self, id_: str, place: Place) -> _File:
        """Raises FileNotFetched, FileTooLarge, DeliveryError."""
        try:
            found = (await self._clients.of(place.team).files_info(file=id_)).get("file") or {}
        except SlackApiError as error:
            raise FileNotFetched(reason=of_platforms.slack_refusal(refusals.refusal(error))) from error
        except (TimeoutError, aiohttp.ClientError) as error:
            raise FileNotFetched(reason=of_platforms.file_unreachable()) from error
        fetching.refuse_size(found.get("size"))
        url = found.get("url_private_download") or found.get("url_private")
        if not url or found.get("is_external"):
            raise FileNotFetched(reason=of_platforms.not_in_slack())
        return _File(str(found.get("name") or found.get("title") or ""), str(url), _thread(found, place.channel))

    async def _fetch(self, file: _File, place: Place, take: fetching.Take) -> None:
        settings = self._kanslist.settings
        session = self._clients.session
        if session is None:
            raise FileNotFetched(reason=of_platforms.file_unreachable())
        await fetching.fetch(
            session,
            file.url,
            take,
            may=lambda url: fetching.same_origin(url, settings.slack_files_url),
            headers={"Authorization": f"Bearer {self._clients.of(place.team).token}"},
        )


def dropped(body: Body) -> tuple[Place, list[str]]:
    """Where, and the ids of the files."""
    event: Body = body["event"]
    if shared(body):
        named = {"user": event["user_id"], "channel": event["channel_id"]}
        return Place.of_event({**body, "event": {**event, **named}}), [event["file_id"]]
    return Place.of_event(body), attached(body) if event_message(body) is not None else []


def _thread(told: Mapping[str, Any], channel: str) -> str | None:
    """The thread of a channel that a file was shared in."""
    return next((str(one["thread_ts"]) for one in _shares(told, channel) if one.get("thread_ts")), None)


def _shares(told: Mapping[str, Any], channel: str) -> Iterator[Mapping[str, Any]]:
    for kind in (told.get("shares") or {}).values():
        yield from kind.get(channel) or ()
