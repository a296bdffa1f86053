"""What Slack is sent: one message, window or home of each kind, asked for as people do over the demo documents.

Signed requests to the whole server, with the fake Slack before and behind it (tests/fakes/slack.py).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from adapters.slack.message import message
from bot.follow_up.digest.posting import weekly
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import PUBLIC
from tests.bot.dropped import minutes
from tests.e2e.kanslist import DOCUMENTS
from tests.fakes.slack import CHANNEL, TEAM, USER, FakeSlack, parts

Payload = dict[str, Any]
REPORTS = "C0REGISTRATUR"

QUESTIONS = {
    "beslut": "/beslut AMN 2020-0276",
    "arende": "/arende AMN 2020-0276",
    "tidslinje": "/tidslinje AMN 2020-0276",
    "jamfor": "/jamfor AMN 2020-0276",
    "narvaro": "/narvaro 28 april 2020",
    "mote": "/mote 28 april 2020",
    "person": "/person Yvonne Rask",
    "rekommendationer": "/kanslist vilka rekommendationer är öppna?",
    "alla-beslut": "/kanslist alla beslut",
    "sok": "/sok språkombud",
    "menade-du": "/beslut AMN 2020-0275",
    "vilket-mote": "/kanslist vem var ordförande?",
    "ingen-traff": "/beslut SBN 1999-0001",
    "obegripligt": "/kanslist kan du boka ett rum åt mig?",
    "bevaka": "/bevaka AMN 2020-0276",
    "hjalp": "/hjalp",
}
"""One of each family of answers, as a command's answer for the asker alone."""
NAMES = (
    *QUESTIONS, "hem-nytt", "hem", "delat", "fel", "fel-tack", "felanmalan", "sok-fonster", "svar-fonster",
    "bevaka-fonster", "fil", "fil-inlagd", "lank", "veckans-brev",
)  # fmt: skip


def sent(folder: Path) -> dict[str, Payload]:
    """Name → message or view. folder: where the store is made. On a thread of its own: Playwright has this one's."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(lambda: asyncio.run(_sent(folder))).result()


async def _sent(folder: Path) -> dict[str, Payload]:
    async with FakeSlack() as slack:
        values = slack.settings() | {
            "data": folder, "registrars": frozenset({f"slack:{TEAM}/{USER}"}),
            "reports_channel": REPORTS, "base_url": "https://kanslist.alvkulla.example",
        }  # fmt: skip
        settings = Settings(_env_file=None, **values)
        kanslist = Kanslist.open(settings)
        assert not ingest([DOCUMENTS], "öppen", kanslist.store, kanslist.search).failed
        async with TestClient(TestServer(make_app(kanslist, settings))) as client:
            visitor = _Visitor(slack, client)
            made = {"hem-nytt": await visitor.home()}
            for name, text in QUESTIONS.items():
                made[name] = await visitor.ask(text)
            made |= await visitor.presses(made["beslut"])
            made |= await visitor.windows()
            made |= await visitor.file()
            made |= await visitor.link(made["beslut"])
            made["hem"] = await visitor.home()
        made["veckans-brev"] = message(weekly(kanslist, PUBLIC, date(2020, 5, 29)))
        return made


class _Visitor:
    """Somebody in a channel of Slack."""

    def __init__(self, slack: FakeSlack, client: TestClient[Any, Any]) -> None:
        self._slack = slack
        self._client = client

    async def ask(self, text: str) -> Payload:
        """A command's answer."""
        self._slack.limits.pass_time(60)
        command, _, rest = text.partition(" ")
        return await self._slack.slash(self._client, command, rest)

    async def home(self) -> Payload:
        """The App Home as it is opened."""
        opened = self._slack.envelope({"type": "app_home_opened", "tab": "home", "channel": "D0SAGA"})
        await self._slack.send_event(self._client, opened)
        return await self._slack.next_view()

    async def presses(self, answer: Payload) -> dict[str, Payload]:
        """Shared in the channel, and reported as wrong: the windows, and what reaches the registratorer."""
        await self._slack.press(self._client, answer, "press:share")
        shared, _told = await self._slack.next_post(), await self._slack.next_post()
        await self._slack.press(self._client, answer, "press:wrong")
        window = await self._slack.next_view()
        values = {"comment": {"comment": {"type": "plain_text_input", "value": "Det var § 34, inte § 33."}}}
        thanks = (await self._slack.submit(self._client, window, values))["view"]
        report = await self._slack.next_post()
        return {"delat": shared, "fel": window, "fel-tack": thanks, "felanmalan": report}

    async def windows(self) -> dict[str, Payload]:
        """The search with filters and its answer, and what asks what to watch."""
        await self._slack.interact(self._client, self._slack.shortcut("shortcut", "search"))
        search = await self._slack.next_view()
        values = {"text": {"text": {"type": "plain_text_input", "value": "/beslut AMN 2020-0276"}}}
        found = (await self._slack.submit(self._client, search, values))["view"]
        home = await self.home()
        [new] = [one for one in parts(home["blocks"]) if one.get("action_id") == "form:new"]
        await self._slack.interact(self._client, self._slack.view_press(new, home))
        return {"sok-fonster": search, "svar-fonster": found, "bevaka-fonster": await self._slack.next_view()}

    async def file(self) -> dict[str, Payload]:
        """A dropped file: read, shown for a look, laid in."""
        self._slack.limits.pass_time(60)
        dropped = self._slack.direct_event("", subtype="file_share", files=[self._slack.file(minutes())])
        await self._slack.send_event(self._client, dropped)
        await self._slack.next_post()
        look = await self._late()
        await self._slack.press(self._client, look, "press:add")
        await self._slack.next_post()
        return {"fil": look, "fil-inlagd": await self._late()}

    async def _late(self) -> Payload:
        """What is laid in is read in a process of its own, which takes a busy machine longer than a fake waits."""
        for _ in range(5):
            with suppress(TimeoutError):
                return await self._slack.next_post()
        return await self._slack.next_post()

    async def link(self, answer: Payload) -> dict[str, Payload]:
        """A link of ours, pasted."""
        [url, *_] = [part["url"] for part in parts(answer["blocks"]) if part.get("type") == "link"]
        event = {"type": "link_shared", "channel": CHANNEL, "message_ts": "1.1", "links": [{"url": url}]}
        await self._slack.send_event(self._client, self._slack.envelope(event))
        return {"lank": (await self._slack.next_post())["unfurls"][url]}
