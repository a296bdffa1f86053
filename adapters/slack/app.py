"""The bolt app: which of Slack's requests are answered, and how. Commands in the acknowledgement, events after it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.logs import logger
from adapters.slack import client as web
from adapters.slack import forms, home, modals, refusals, windows
from adapters.slack.background import Background
from adapters.slack.buttons import CHOOSE, FORM, PRESS
from adapters.slack.clients import Clients
from adapters.slack.delivery import Delivery
from adapters.slack.files import SHARED, Files, attached, dropped
from adapters.slack.incoming import event_key, event_message, slash_command
from adapters.slack.leaving import EVENTS as LEAVING
from adapters.slack.leaving import Leaving
from adapters.slack.message import payload, private
from adapters.slack.places import Place
from adapters.slack.presses import Presses
from adapters.slack.visits import Visits
from adapters.writing import Writing
from bot import history
from bot.answers.answer import Answer
from bot.errors import DeliveryError
from bot.excuses import told as apology
from bot.incoming import Incoming
from bot.kanslist import Kanslist
from bot.messages import of_slack
from bot.remembered import Beside
from bot.settings import Settings

_log = logger("slack")
_ANY = re.compile("")
ACKNOWLEDGED_WITHIN = 2.0
"""Seconds of the three that Slack waits for an acknowledgement."""
MALFORMED = (LookupError, ValueError, TypeError, AttributeError)
"""What reading a payload raises that is signed and in no shape of Slack's."""
_KEPT = ("team_id", "event_id", "event", "authorizations", "is_ext_shared_channel")
"""What is recorded of an event until it is answered."""
ASKING = ("app_mention", "message", SHARED)
"""Events that may be questions."""
_ASKED = "kanslist_asked"
"""Context key: this event is a question, and this delivery of it is the one that is answered."""


class Listeners:
    """What is done with a command, a mention and a direct message."""

    def __init__(
        self, kanslist: Kanslist, clients: Clients, background: Background, lost: Callable[[str], None]
    ) -> None:
        """clients: post the answers to events. background: holds what is answered later.
        lost: told the reason of each answer that could not be posted."""
        self._kanslist = kanslist
        self._writing = Writing(kanslist.store)
        self._delivery = Delivery(clients)
        self._background = background
        self._lost = lost
        self._files = Files(kanslist, clients, self._deliver, self._deliver_directly)
        self._written: Beside[Answer | str, str] = Beside()
        """Acknowledgements as JSON."""
        self._in_hand: set[str] = set()
        """Keys of events that this process is at: reading a long file takes longer than others wait for an answer."""

    async def command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A slash command that came by Socket Mode."""
        await ack(private(payload(await self._commanded(body))))

    async def acknowledgement(self, body: dict[str, Any]) -> str:
        """What a slash command that came by HTTP is acknowledged with, as JSON. Raises BotError, StoreError."""
        answer = await self._commanded(body)
        return self._written.of(answer, lambda: json.dumps(private(payload(answer))))

    async def _commanded(self, body: dict[str, Any]) -> Answer | str:
        """The answer to a slash command; of one that is not there in time, what is said until it comes."""
        asked = slash_command(body)
        answering = asyncio.ensure_future(self._kanslist.ask(asked))
        await asyncio.wait([answering], timeout=ACKNOWLEDGED_WITHIN)
        if answering.done():
            self._background.work(self._remember(asked, answering.result()))
            return answering.result()
        self._background.work(self._follow(asked, Place.of_command(body), answering))
        return of_slack.searching()

    async def _follow(self, asked: Incoming, place: Place, answering: asyncio.Future[Answer]) -> None:
        """The answer that was not there in time."""
        made = await _settled(answering)
        await self._deliver(place, made)
        await self._remember(asked, made)

    async def take(self, body: dict[str, Any]) -> None:
        """A question's event that came by HTTP, before the acknowledgement: recorded once, and answered after it.
        Raises StoreError: Slack gets 503 and sends it again."""
        if await self._claimed(body):
            self._background.work(self.resume(body))

    async def claim(self, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """The same of one that came by Socket Mode."""
        context[_ASKED] = await self._claimed(body)

    async def _claimed(self, body: dict[str, Any]) -> bool:
        concerns = event_message(body) is not None or self._files.concerns(body)
        key = event_key(body) if concerns else None
        kept = json.dumps({name: body[name] for name in _KEPT if name in body})  # ASCII: a lone surrogate is no UTF-8
        return key is not None and await self._writing.do(self._kanslist.store.claim_event, key, kept)

    async def answer(self, request: AsyncBoltRequest) -> None:
        """The same after the acknowledgement: the answer is sent; where that fails it is logged and counted."""
        if request.context.get(_ASKED):
            await self.resume(request.body)

    async def resume(self, body: dict[str, Any]) -> None:
        """Answer a recorded event, and read its files; what was asked is then forgotten."""
        key = event_key(body)
        if key is None or key in self._in_hand:
            return
        self._in_hand.add(key)
        try:
            await self._answer(body)
            await self._take_files(body)
            await self._writing.later(self._kanslist.store.settle_event, key)
        finally:
            self._in_hand.discard(key)

    async def _answer(self, body: dict[str, Any]) -> None:
        asked = event_message(body)
        if asked is not None and (asked.text or not attached(body)):
            answering = asyncio.ensure_future(self._kanslist.ask(asked))
            made = await _settled(answering)
            await self._deliver(Place.of_event(body), made)
            await self._remember(asked, made)

    async def _take_files(self, body: dict[str, Any]) -> None:
        """Read an event's files. Where that goes wrong in a way that nobody foresaw, who dropped them is told."""
        [fault] = await asyncio.gather(self._files.take(body), return_exceptions=True)
        if isinstance(fault, Exception):
            log_error(fault)
            await self._deliver(dropped(body)[0], apology(fault))
        elif fault is not None:
            raise fault

    async def _remember(self, asked: Incoming, answer: Answer | str) -> None:
        """Keep what was asked for its asker's App Home."""
        if isinstance(answer, Answer) and answer.ticket is not None:
            await self._writing.later(history.keep, self._kanslist.settings, self._kanslist.store, asked, answer)

    async def unacknowledged(self, body: dict[str, Any], answer: dict[str, Any]) -> None:
        """The acknowledgement did not reach Slack: a command's answer goes by its response_url."""
        if "command" in body and not await self._delivery.responded(Place.of_command(body), answer):
            _log.error("answer_lost", platform="slack", reason="acknowledgement")
            self._lost("acknowledgement")

    async def _deliver(self, place: Place, answer: Answer | str) -> None:
        await self._delivered(self._delivery.to_asker(place, answer))

    async def _deliver_directly(self, place: Place, answer: Answer | str) -> None:
        await self._delivered(self._delivery.to_direct(place, answer))

    async def _delivered(self, delivering: Awaitable[None]) -> None:
        try:
            await delivering
        except DeliveryError as error:
            told, code = str(error.values["reason"]), refusals.cause(error)
            _log.error("answer_lost", platform="slack", error=type(error).__name__, reason=told, code=code)
            self._lost(code)


async def _settled(answering: asyncio.Future[Answer]) -> Answer | str:
    """The clerk's answer; where none could be made, the sentence to send in its stead."""
    [made] = await asyncio.gather(answering, return_exceptions=True)
    if isinstance(made, Answer):
        return made
    if not isinstance(made, Exception):
        raise made
    log_error(made)
    return apology(made)


def build(
    settings: Settings,
    listeners: Listeners,
    presses: Presses,
    visits: Visits,
    leaving: Leaving,
    background: Background,
) -> AsyncApp:
    """The app with these listeners. What it is handed is signed: adapters.slack.routes checks that first."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        # no auth.test on the way to an answer; adapters.slack.clients knows each workspace's token
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)

    app = AsyncApp(
        name="slack",  # bolt sets the level of the logger of this name
        logger=web.quiet_logger(),
        client=AsyncWebClient(base_url=settings.slack_api_url, logger=web.quiet_logger()),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,  # adapters.slack.signature
        raise_error_for_unhandled_request=True,  # else bolt logs the whole request
        ignoring_self_events_enabled=False,  # adapters.slack.incoming knows whom not to answer
    )
    app.listener_runner.lazy_listener_runner = background
    app.command(_ANY)(listeners.command)
    app.event(re.compile(f"^({'|'.join(ASKING)})$"))(ack=listeners.claim, lazy=[listeners.answer])
    app.event("app_home_opened")(ack=_nothing, lazy=[visits.home])
    app.event("link_shared")(ack=_nothing, lazy=[visits.unfurl])
    app.event(re.compile(f"^({'|'.join(LEAVING)})$"))(leaving.left)
    app.event(_ANY)(_nothing)
    app.action(re.compile(f"^({PRESS}|{CHOOSE}):"))(ack=presses.claim, lazy=[presses.press])
    app.action(windows.FIND)(ack=_acknowledge, lazy=[visits.search])
    app.action(re.compile(f"^{FORM}:"))(ack=_acknowledge, lazy=[visits.form])
    app.view(forms.SENT)(ack=visits.subscribe, lazy=[visits.refresh])
    app.action(home.FORGET)(ack=_acknowledge, lazy=[visits.forget])
    app.action(re.compile(f"^{home.AGAIN}:"))(ack=_acknowledge, lazy=[visits.again])
    app.action(_ANY)(_acknowledge)
    app.shortcut(windows.SEARCH)(ack=_acknowledge, lazy=[visits.search])
    app.shortcut(windows.MESSAGE)(ack=_acknowledge, lazy=[visits.message])
    app.view(windows.SEARCH)(ack=visits.find, lazy=[visits.found])
    app.view(modals.REPORT)(ack=presses.sent, lazy=[presses.tell])
    app.error(on_error)
    return app


async def on_error(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """What Slack gets where a listener failed: a sentence for a command, 503 ("send it again") for an event.

    What is in no shape of Slack's would be so each time it came: an event is taken and logged, whatever a person did is
    refused, and Slack tells them so.
    """
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=404, body="")
    log_error(error)
    if "command" in body:
        return BoltResponse(status=200, body=excuse(error))
    if isinstance(error, MALFORMED):
        return BoltResponse(status=200 if "event" in body else 400, body="")
    return BoltResponse(status=503, body="")


def excuse(error: Exception) -> dict[str, Any]:
    """What a command is acknowledged with where it failed."""
    return private(payload(apology(error)))


def log_error(error: Exception) -> None:
    """The error's class and place; its text may hold what somebody asked."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else "unknown"
    _log.error("listener_failed", platform="slack", error=type(error).__name__, where=where)


async def _nothing() -> None:
    """Events that nobody need answer are acknowledged."""


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()
