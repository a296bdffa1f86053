"""One speaker for each platform: it asks as its users do and reads back what left the house."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Protocol

from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from adapters.terminal.render import plain
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from tests.fakes import slack as slack_fake
from tests.fakes import teams as teams_fake


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person saw: every visible word, the addresses of the sources, and the payload as it left."""

    text: str
    links: list[str]
    payload: str


class Speaker(Protocol):
    """Says one thing in a conversation that goes on."""

    client: TestClient[Any, Any] | None

    async def say(self, text: str) -> Heard: ...


class SlackCommands:
    """Slash commands where the text begins with a slash, direct messages otherwise: one conversation with the bot."""

    def __init__(self, fake: slack_fake.FakeSlack, client: TestClient[Any, Any]) -> None:
        self.fake = fake
        self.client = client

    async def say(self, text: str) -> Heard:
        if text.startswith("/"):
            command, _, rest = text.partition(" ")
            payload = await self.fake.slash(
                self.client, command, rest, channel_id=slack_fake.DIRECT, channel_name="directmessage"
            )
        else:
            payload = await self.fake.direct(self.client, text)
        return Heard(slack_fake.spoken(payload), slack_fake.links(payload), json.dumps(payload, ensure_ascii=False))


class SlackThread:
    """The bot mentioned in one thread of a channel."""

    def __init__(self, fake: slack_fake.FakeSlack, client: TestClient[Any, Any]) -> None:
        self.fake = fake
        self.client = client

    async def say(self, text: str) -> Heard:
        payload = await self.fake.mention(self.client, text, thread="1600000001.000100")
        return Heard(slack_fake.spoken(payload), slack_fake.links(payload), json.dumps(payload, ensure_ascii=False))


class Teams:
    """A personal chat, or one thread of a channel where the bot is mentioned."""

    def __init__(self, fake: teams_fake.FakeTeams, client: TestClient[Any, Any], where: teams_fake.Where) -> None:
        self.fake = fake
        self.client = client
        self.where = where
        self.thread = f"{teams_fake.PLACES['channel']};messageid=1" if where == "channel" else None

    async def say(self, text: str) -> Heard:
        await self.fake.say(self.client, text, where=self.where, thread=self.thread)
        activity = await self.fake.reply()
        payload = json.dumps(activity, ensure_ascii=False)
        return Heard(teams_fake.spoken(activity), re.findall(r'"url": "([^"]+)"', payload), payload)


class Web:
    """The chat page without JavaScript: the form is sent and the page that comes back is read."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client

    async def say(self, text: str) -> Heard:
        async with self.client.post("/", data={"text": text}) as response:
            assert response.status == 200
            html = await response.text()
        page = _Page(html)
        return Heard(page.text, page.links, html)


class Terminal:
    """`kanslist chat` and `kanslist ask`: the answer as it is written to a pipe."""

    client = None

    def __init__(self, kanslist: Kanslist) -> None:
        self.kanslist = kanslist

    async def say(self, text: str) -> Heard:
        answer = self.kanslist.ask_now(Incoming(text, Asker("terminal"), "terminal:scenario", private=True))
        return Heard(plain(answer), [], plain(answer))


class _Page(HTMLParser):
    """The visible words of the conversation on the page, and the links to sources."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self._words: list[str] = []
        self._inside = 0
        self.feed(html)
        self.text = "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if self._inside or told.get("role") == "log":
            self._inside += tag not in self.VOID
            if tag == "a" and "/dokument/" in (told.get("href") or ""):
                self.links.append(str(told["href"]))
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._words.append(data)


SPEAKERS = ("slack-commands", "slack-thread", "teams-personal", "teams-channel", "web", "terminal")


@asynccontextmanager
async def speaker(name: str, kanslist: Kanslist, settings: Settings) -> AsyncIterator[Speaker]:
    """Open the platform of this name on a server with the record; settings: those of the record's folder."""
    if name == "terminal":
        yield Terminal(kanslist)
        return
    async with slack_fake.FakeSlack() as slack, teams_fake.FakeTeams() as teams:
        platforms = {"slack": slack.settings(), "teams": teams.settings()}.get(name.split("-")[0], {})
        app = make_app(kanslist, Settings.model_validate(settings.model_dump() | platforms))
        async with TestClient(TestServer(app)) as client:
            yield {
                "slack-commands": lambda: SlackCommands(slack, client),
                "slack-thread": lambda: SlackThread(slack, client),
                "teams-personal": lambda: Teams(teams, client, "personal"),
                "teams-channel": lambda: Teams(teams, client, "channel"),
                "web": lambda: Web(client),
            }[name]()
