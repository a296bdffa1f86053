"""What is done when somebody opens the App Home, searches in a window, uses a shortcut or pastes a link of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.logs import logger
from adapters.slack import forms, refusals, windows
from adapters.slack.clients import Clients
from adapters.slack.home import Home, home
from adapters.slack.incoming import plain
from adapters.slack.message import linked
from adapters.slack.places import Place
from adapters.slack.views import View
from bot import history, unfurling
from bot.access import reader_for
from bot.answers.answer import Answer
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.errors import DeliveryError
from bot.excuses import told
from bot.follow_up.watch.model import Subscription
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.links import document_link
from bot.messages import of_slack, of_watching
from knowledge.errors import KanslistError, StoreBusy
from knowledge.store.reader import OPERATOR, PUBLIC

Body = dict[str, Any]
LATEST = 5
ASKED = 10
PATIENCE = 2.0
"""Seconds of the three that Slack waits for a window's acknowledgement."""
LONGEST = 300
"""Characters of a message that the shortcut looks for."""

_log = logger("slack")


class Visits:
    """The listeners of views, shortcuts and links."""

    def __init__(self, kanslist: Kanslist, clients: Clients) -> None:
        self._kanslist = kanslist
        self._clients = clients
        self._searching: dict[str, asyncio.Future[Answer | str]] = {}
        """Slow searches under way, by the id of the window that waits for them."""

    async def home(self, request: AsyncBoltRequest) -> None:
        """The App Home was opened: show what is so now."""
        event = request.body["event"]
        if event.get("tab") == "home":
            await self._publish(Place.of_event(request.body | {"event": {"channel": "", **event}}))

    async def search(self, request: AsyncBoltRequest) -> None:
        """The search window is asked for, by a button of the home or by the shortcut."""
        bodies, years = await asyncio.to_thread(self._filters)
        await self._open(request.body, windows.search(bodies, years))

    async def find(self, ack: AsyncAck, body: Body) -> None:
        """A search was sent: its answer takes the window's place; of a slow one it is said that it is under way."""
        answering = asyncio.ensure_future(self._asked(_visitor(body).says(windows.sought(body["view"]))))
        await asyncio.wait([answering], timeout=PATIENCE)
        if answering.done():
            await ack(response_action="update", view=windows.answered(answering.result()))
            return
        self._searching[str(body["view"]["id"])] = answering
        await ack(response_action="update", view=windows.answered(of_slack.searching()))

    async def found(self, request: AsyncBoltRequest) -> None:
        """After the acknowledgement: what a slow search found takes the window's place."""
        view_id = str(request.body["view"]["id"])
        if (answering := self._searching.pop(view_id, None)) is not None:
            await self._update(_visitor(request.body).team, view_id, await answering)

    async def form(self, request: AsyncBoltRequest) -> None:
        """The form of a subscription is asked for, by a button of the home or below an answer."""
        body = request.body
        place = _opener(body)
        name = str(body["actions"][0].get("value") or "")
        try:
            form = await self._kanslist.form(name, place.says(""))
        except StoreBusy as error:
            await self._open(body, windows.answered(str(error)))
            return
        await self._open(body, windows.answered(of_watching.no_form()) if form is None else forms.window(form, place))

    async def subscribe(self, ack: AsyncAck, body: Body) -> None:
        """The form was sent: the window says what came of it."""
        text, place = forms.sent(body["view"], _visitor(body))
        await ack(response_action="update", view=windows.answered(await self._asked(place.says(text))))

    async def refresh(self, request: AsyncBoltRequest) -> None:
        """The home shows what is so after a window that was opened from it changed something."""
        await self.redraw(request.body)

    async def redraw(self, body: Body) -> None:
        """The same after a press in it."""
        await self._publish(_visitor(body))

    async def message(self, request: AsyncBoltRequest) -> None:
        """The shortcut on a message: what the record says of it."""
        text = plain(str((request.body.get("message") or {}).get("text") or ""))[:LONGEST]
        if not text:
            await self._open(request.body, windows.answered(of_slack.message_without_text()))
            return
        await self._shown(request.body, self._asked(_visitor(request.body).says(text)))

    async def again(self, request: AsyncBoltRequest) -> None:
        """A question of one's own, answered once more."""
        await self._shown(request.body, self._again(request.body))

    async def forget(self, request: AsyncBoltRequest) -> None:
        """Forget what the visitor has asked, and show the home without it."""
        place = _visitor(request.body)
        await asyncio.to_thread(
            history.forget, self._kanslist.settings, self._kanslist.store, Asker("slack", place.identity)
        )
        await self._publish(place)

    async def unfurl(self, request: AsyncBoltRequest) -> None:
        """Links of ours in a message: each shows its quote, as everyone may read it."""
        event = request.body["event"]
        shown: dict[str, Body] = {}
        for url in [str(link.get("url") or "") for link in event.get("links") or ()]:
            cited = await asyncio.to_thread(unfurling.cited, self._kanslist.settings, self._kanslist.store, url)
            if cited is not None:
                shown[url] = {"blocks": linked(cited)}
        if not shown:
            return
        by_id = {name: event[name] for name in ("unfurl_id", "source") if event.get(name)}
        where = by_id if len(by_id) == 2 else {"channel": event.get("channel"), "ts": event.get("message_ts")}
        await self._said(
            str(request.body.get("team_id") or ""), lambda client: client.chat_unfurl(unfurls=shown, **where)
        )

    async def _asked(self, message: Incoming) -> Answer | str:
        try:
            return await self._kanslist.ask(message)
        except KanslistError as error:
            return told(error)

    async def _again(self, body: Body) -> Answer | str:
        try:
            ticket = Ticket.unpack(str(body["actions"][0].get("value") or ""))
            return await self._kanslist.press(Pressed("back", ticket, _visitor(body).says("")))
        except KanslistError as error:
            return told(error)

    async def _publish(self, place: Place) -> None:
        view = home(await asyncio.to_thread(self._home, place.says("")))
        await self._said(place.team, lambda client: client.views_publish(user_id=place.user, view=view))

    def _home(self, message: Incoming) -> Home:
        store, settings = self._kanslist.store, self._kanslist.settings
        reader = reader_for(message, settings)
        newest = store.documents(reader, kind="protokoll", limit=LATEST)
        links = [(one, document_link(settings, one)) for one in newest]
        asked = history.of(settings, store, message.asker, ASKED)
        rows = store.subscriptions(message.reply_to) if message.reply_to else []
        watched = [Subscription.of(row) for row in rows]
        return Home(links, asked, watched, self._health() if reader != PUBLIC else ())

    def _health(self) -> list[str]:
        store = self._kanslist.store
        held = store.holdings(OPERATOR)
        return [
            of_slack.held(sum(one.documents for one in held), len({one.body for one in held if one.body})),
            of_slack.waiting(len(store.reports()), len(store.failures(OPERATOR))),
        ]

    def _filters(self) -> tuple[list[str], list[int]]:
        """The bodies and years of the open collection, which everyone may choose among."""
        held = self._kanslist.store.holdings(PUBLIC)
        bodies = sorted({one.body for one in held if one.body})
        years = [year for one in held for year in (one.first_year, one.last_year) if year]
        return bodies, list(range(max(years), min(years) - 1, -1)) if years else []

    async def _shown(self, body: Body, asked: Awaitable[Answer | str]) -> None:
        """An answer in a window of its own. What opens it holds for three seconds: a slow one comes into it later."""
        answering = asyncio.ensure_future(asked)
        await asyncio.wait([answering], timeout=PATIENCE)
        if answering.done():
            await self._open(body, windows.answered(answering.result()))
            return
        view_id = await self._open(body, windows.answered(of_slack.searching()))
        made = await answering
        if view_id:
            await self._update(_visitor(body).team, view_id, made)

    async def _open(self, body: Mapping[str, Any], view: View) -> str | None:
        """Open a window; one that was pressed in another window is laid upon it. Its id, where Slack took it."""
        upon, trigger = (body.get("view") or {}).get("type") == "modal", str(body.get("trigger_id") or "")

        def opening(client: AsyncWebClient) -> Awaitable[AsyncSlackResponse]:
            return (client.views_push if upon else client.views_open)(trigger_id=trigger, view=view)

        answer = await self._said(_visitor(body).team, opening)
        return str(answer["view"]["id"]) if answer is not None else None

    async def _update(self, team: str, view_id: str, answer: Answer | str) -> None:
        view = windows.answered(answer)
        await self._said(team, lambda client: client.views_update(view_id=view_id, view=view))

    async def _said(
        self, team: str, call: Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]
    ) -> AsyncSlackResponse | None:
        """Slack's answer to a call of the Web API; None where it refuses, which is logged, having no reader."""
        try:
            return await call(self._clients.of(team))
        except DeliveryError:
            _log.error("window_refused", platform="slack", reason="not_installed")
        except SlackApiError as error:
            _log.error("window_refused", platform="slack", reason=refusals.refusal(error))
        except (TimeoutError, aiohttp.ClientError):
            _log.error("window_refused", platform="slack", reason="unreachable")
        return None


def _opener(body: Mapping[str, Any]) -> Place:
    """Who opens a window, in the channel where they do; from the home in none."""
    place = Place.of_press(dict(body))
    return Place(place.team, place.channel, place.user, outside=place.outside)


def _visitor(body: Mapping[str, Any]) -> Place:
    """Who acts, in no channel."""
    place = Place.of_press(dict(body))
    return Place(place.team, "", place.user, outside=place.outside)
