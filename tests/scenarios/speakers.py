"""One speaker for each platform: it asks and presses as its users do and reads back what left the house."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from adapters.terminal.render import plain
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.messages import of_teams
from bot.settings import Settings
from tests.fakes import slack as slack_fake
from tests.fakes import teams as teams_fake
from tests.fakes.slack_socket import SocketSlack
from tests.scenarios import page as web_page

ANSWERS = frozenset({"Visa fler", "Hela beslutet", "Tidslinje"})
"""Buttons that every platform with buttons has; whatever else is pressed by its words is a choice ("Menade du …?")."""
ELSEWHERE = frozenset({"Tillbaka", "Dela i kanalen", "Fel i svaret?"})
"""Buttons that not every one of them has."""
PERSONS = ("Saga", "Örjan", "Registratorn")
"""Who speaks; the last one reads the internal collection too."""
REGISTRARS = frozenset(
    {f"slack:{slack_fake.TEAM}/U0REGISTRATORN", f"teams:{teams_fake.TENANT}/registratorn", "terminal:registratorn"}
)
_ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person saw: every visible word, the quotes, the addresses of the sources, and the payload as it left."""

    text: str
    links: list[str]
    payload: str
    quotes: list[str]


class Speaker(Protocol):
    """Says one thing in a conversation that goes on, or presses what the last answer offers.

    private: only the asker sees the answer. known: it is known who asks.
    presses: the titles of the buttons that it has; "*" for the choices of a question back.
    """

    client: TestClient[Any, Any] | None
    person: str
    private: bool
    known: bool
    presses: frozenset[str]

    async def say(self, text: str) -> Heard | None:
        """What is heard; None where the answer went to the asker's own chat, of which the others are told no more."""

    async def press(self, title: str, comment: str = "") -> Heard: ...


class Slack:
    """What both ways of asking in Slack have in common: the last message, and the press on one of its buttons."""

    private, known = True, True
    presses = ANSWERS | {"Fel i svaret?", "*"}

    def __init__(self, fake: slack_fake.FakeSlack, client: TestClient[Any, Any], number: int) -> None:
        self.fake = fake
        self.client = client
        self.person = PERSONS[0]
        fake.limits.pass_time(60)  # between two conversations
        self.channel, self.thread = f"D0SAGA{number}", f"{1_600_000_000 + number}.000100"
        self.last: dict[str, Any] = {}

    @property
    def user(self) -> str:
        return "U0" + self.person.upper().translate(_ASCII)

    def hear(self, payload: dict[str, Any]) -> Heard:
        self.last = payload
        return heard_in_slack(payload)

    async def press(self, title: str, comment: str = "") -> Heard:
        """Press it; of a window what it says once it is sent, of a shared answer what channel and asker see."""
        buttons = [one for one in slack_fake.parts(self.last.get("blocks", [])) if one.get("type") == "button"]
        [button] = [one for one in buttons if one["text"]["text"] == title]
        who = {"id": self.user, "username": self.person, "name": self.person, "team_id": slack_fake.TEAM}
        response = await self.fake.interact(self.client, self.fake.press_body(button, self.last, user=who))
        assert response.status == 200, response.status
        if title == "Fel i svaret?":
            values = {"comment": {"comment": {"type": "plain_text_input", "value": comment}}}
            told = await self.fake.submit(self.client, await self.fake.next_view(), values)
            return heard_in_slack({"blocks": told["view"]["blocks"]})
        shown = [await self.fake.next_post()]
        while title == "Dela i kanalen" and shown[-1]["via"] == "chat.postMessage":
            shown.append(await self.fake.next_post())
        return self.hear(shown[0]) if len(shown) == 1 else _together([heard_in_slack(one) for one in shown])


class SlackCommands(Slack):
    """Slash commands where the text begins with a slash, direct messages otherwise: one conversation with the bot."""

    async def say(self, text: str) -> Heard:
        if text.startswith("/"):
            command, _, rest = text.partition(" ")
            place = {"channel_id": self.channel, "channel_name": "directmessage", "user_id": self.user}
            payload = await self.fake.slash(self.client, command, rest, **place)
            return self.hear(payload | {"channel": self.channel})
        return self.hear(await self.fake.direct(self.client, text, channel=self.channel, user=self.user))


class SlackThread(Slack):
    """The bot mentioned in one thread of a channel."""

    presses = Slack.presses | {"Dela i kanalen"}

    async def say(self, text: str) -> Heard:
        return self.hear(await self.fake.mention(self.client, text, thread=self.thread, user=self.user))


class Teams:
    """A personal chat, or one thread of a channel where the bot is mentioned."""

    known = True
    presses = ANSWERS | {"Fel i svaret?", "Tillbaka", "*"}

    def __init__(
        self, fake: teams_fake.FakeTeams, client: TestClient[Any, Any], where: teams_fake.Where, number: int
    ) -> None:
        self.fake = fake
        self.client = client
        self.person = PERSONS[0]
        self.where = where
        self.private = where == "personal"
        self.place = teams_fake.PLACES[where] + (f"-{number}" if self.private else f";messageid={number}")
        self.card: dict[str, Any] = {}

    async def say(self, text: str) -> Heard | None:
        await self._deliver(self.fake.activity(text, where=self.where))
        reply = await self.fake.reply()
        if reply["conversation"]["id"] == self.place:
            return self.hear(reply)
        aloud = await self.fake.reply()
        assert (aloud["conversation"]["id"], aloud["text"]) == (self.place, of_teams.answered_aside())
        return None

    async def press(self, title: str, comment: str = "") -> Heard:
        """Press it: Action.Execute puts its answer in the card's place, a choice is answered by a message."""
        actions = teams_fake.actions(self.card)
        action = actions["Skicka" if title == "Fel i svaret?" else title]
        data = action["data"] | ({"comment": comment} if comment else {})
        if action["type"] == "Action.Submit":
            await self._deliver(self.fake.activity(where=self.where, value=data, replyToId="1"))
            return self.hear(await self.fake.reply())
        value = {"action": {"type": action["type"], "verb": action["verb"], "data": data}, "trigger": "manual"}
        invoke = self.fake.activity(where=self.where, type="invoke", name="adaptiveCard/action", value=value)
        body = await self._deliver(invoke)
        assert body["statusCode"] == 200
        if body["type"] != teams_fake.CARD:
            return Heard(body["value"], [], json.dumps(body, ensure_ascii=False), [])
        return self.hear({"attachments": [{"contentType": teams_fake.CARD, "content": body["value"]}]})

    def hear(self, activity: dict[str, Any]) -> Heard:
        [self.card] = teams_fake.cards_of(activity) or [{}]
        return heard_in_teams(activity)

    async def _deliver(self, activity: dict[str, Any]) -> Any:
        """Post it as the person whose turn it is, in this conversation's own place."""
        activity["conversation"]["id"] = self.place
        person = self.person.casefold()
        activity["from"] = {"id": f"29:{person}", "name": self.person, "aadObjectId": person}
        response = await self.fake.deliver(self.client, activity)
        assert response.status in (200, 202), await response.text()
        return json.loads(await response.text() or "{}")


class Web:
    """The chat page without JavaScript: the form is sent and the page that comes back is read."""

    private, known = True, False
    presses = frozenset({"*"})

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client
        self.person = PERSONS[0]
        self.choices: dict[str, str] = {}
        client.session.cookie_jar.clear()  # another browser

    async def say(self, text: str) -> Heard:
        async with self.client.post("/", data={"text": text}) as response:
            assert response.status == 200
            html = await response.text()
        page = web_page.Page(html)
        self.choices = page.choices
        return Heard(page.text, page.links, html, page.quotes)

    async def press(self, title: str, comment: str = "") -> Heard:
        return await self.say(self.choices[title])


class Terminal:
    """`kanslist chat` and `kanslist ask`: the answer as it is written to a pipe."""

    client = None
    private, known = True, True
    presses: frozenset[str] = frozenset()

    def __init__(self, kanslist: Kanslist, number: int) -> None:
        self.kanslist = kanslist
        self.person = PERSONS[0]
        self.conversation = f"terminal:{number}"

    async def say(self, text: str) -> Heard:
        asker = Asker("terminal", self.person.casefold())
        told = plain(self.kanslist.ask_now(Incoming(text, asker, self.conversation, private=True)))
        quoted = [line.lstrip(" •│") for line in told.splitlines()[1:]]
        return Heard(told, [], told, [line[1:-1] for line in quoted if line[:1] == line[-1:] == "”"])

    async def press(self, title: str, comment: str = "") -> Heard:
        raise AssertionError("a terminal has no buttons")


def heard_in_slack(payload: dict[str, Any]) -> Heard:
    """A message as Slack shows it."""
    quoted = [part for part in slack_fake.parts(payload.get("blocks", [])) if part.get("type") == "rich_text_quote"]
    quotes = [str(part["elements"][0]["text"]) for part in quoted]
    links = slack_fake.links(payload)
    return Heard(slack_fake.spoken(payload), links, json.dumps(payload, ensure_ascii=False), quotes)


def heard_in_teams(activity: dict[str, Any]) -> Heard:
    """An activity as Teams shows it."""
    payload = json.dumps(activity, ensure_ascii=False)
    quotes = teams_fake.quotes(activity)
    return Heard(teams_fake.spoken(activity), re.findall(r'"url": "([^"]+)"', payload), payload, quotes)


def _together(heard: list[Heard]) -> Heard:
    """What several messages say, as one."""
    return Heard(
        "\n".join(one.text for one in heard),
        [link for one in heard for link in one.links],
        "\n".join(one.payload for one in heard),
        [quote for one in heard for quote in one.quotes],
    )


SPEAKERS = (
    "slack-commands",
    "slack-thread",
    "slack-socket",
    "teams-personal",
    "teams-channel",
    "agents-personal",
    "agents-channel",
    "web",
    "terminal",
)
"""agents: Teams on the Microsoft 365 Agents SDK instead of botbuilder."""
TOGETHER = frozenset({"slack-thread", "teams-channel", "agents-channel"})
"""Where others are in the place too."""

Voice = Callable[[int], Speaker]
"""A conversation's number → who holds it, in a place of its own."""


@asynccontextmanager
async def entrance(name: str, kanslist: Kanslist, settings: Settings) -> AsyncIterator[Voice]:
    """Open the platform of this name on a server with the record; settings: those of the record's folder."""
    if name == "terminal":
        yield lambda number: Terminal(kanslist, number)
        return
    slacks = SocketSlack if name == "slack-socket" else slack_fake.FakeSlack
    async with slacks() as slack, teams_fake.FakeTeams() as teams:
        platforms = {
            "slack": slack.settings(),
            "teams": teams.settings() | {"teams_library": "botbuilder"},
            "agents": teams.settings() | {"teams_library": "agents"},
        }.get(name.split("-")[0], {})
        app = make_app(kanslist, Settings.model_validate(settings.model_dump() | platforms))
        async with TestClient(TestServer(app)) as client:
            voices: dict[str, Voice] = {
                "slack-commands": lambda number: SlackCommands(slack, client, number),
                "slack-socket": lambda number: SlackCommands(slack, client, number),
                "slack-thread": lambda number: SlackThread(slack, client, number),
                "teams-personal": lambda number: Teams(teams, client, "personal", number),
                "teams-channel": lambda number: Teams(teams, client, "channel", number),
                "agents-personal": lambda number: Teams(teams, client, "personal", number),
                "agents-channel": lambda number: Teams(teams, client, "channel", number),
                "web": lambda number: Web(client),
            }
            yield voices[name]
