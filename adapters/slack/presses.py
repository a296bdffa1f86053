"""What is done with a press on a button, and with a window that was sent. Slack has its acknowledgement before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncBoltRequest
from slack_sdk.errors import SlackApiError

from adapters.logs import logger
from adapters.slack import modals, refusals, windows
from adapters.slack.buttons import CHOOSE, kind_of
from adapters.slack.clients import Clients
from adapters.slack.delivery import Delivery
from adapters.slack.places import Place
from bot.answers.answer import Answer, Press
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.errors import BotError, DeliveryError
from bot.incoming import Incoming
from bot.intake.look import PRESSES as FILE_PRESSES
from bot.kanslist import Kanslist
from bot.messages import of_buttons, of_intake
from knowledge.errors import StoreBusy

Body = dict[str, Any]
_log = logger("slack")
_REPORT = "kanslist_report"
"""Context key: the report that the window's acknowledgement kept, for telling of it afterwards."""


class Presses:
    """What is done with a press. lost: told the reason of each answer that could not be delivered."""

    def __init__(self, kanslist: Kanslist, clients: Clients, lost: Callable[[str], None]) -> None:
        self._kanslist = kanslist
        self._clients = clients
        self._delivery = Delivery(clients)
        self._lost = lost

    async def press(self, request: AsyncBoltRequest) -> None:
        """A press, after its acknowledgement."""
        body: Body = request.body
        place, action = Place.of_press(body), body["actions"][0]
        kind, name = kind_of(str(action.get("action_id", "")))
        value = str(action.get("value") or "")
        try:
            if name == "wrong":
                await self._window(body, place, value)
            elif name == "share":
                await self._share(place, value)
            elif name in FILE_PRESSES:
                await self._file(body, place, name, value)
            elif kind == CHOOSE:
                await self._show(body, place, await self._kanslist.ask(place.says(value)))
            else:
                await self._show(body, place, await self._pressed(name, value, place.says("")))
        except (BotError, StoreBusy) as error:
            await self._excuse(body, place, error)

    async def sent(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A report's window was sent: it is kept before Slack is told so, and the window says its number."""
        view, user = body["view"], body["user"]
        place = Place(str((body.get("team") or {}).get("id") or user.get("team_id") or ""), "", str(user["id"]))
        message = place.says(modals.comment(view))
        try:
            made = await self._kanslist.report(Ticket.unpack(str(view["private_metadata"])), message)
        except (BotError, StoreBusy) as error:
            await ack(response_action="update", view=modals.told(str(error)))
            return
        context[_REPORT] = made
        await ack(response_action="update", view=modals.told(of_buttons.thanks(made.id)))

    async def tell(self, request: AsyncBoltRequest) -> None:
        """The registratorer are told of the report that was kept."""
        if (made := request.context.get(_REPORT)) is not None:
            await self._kanslist.tell(made)

    async def _window(self, body: Body, place: Place, packed: str) -> None:
        """Open the window; a trigger_id holds for three seconds."""
        try:
            client = self._clients.of(place.team)
            call = client.views_push if body.get("view") else client.views_open
            await call(trigger_id=str(body.get("trigger_id") or ""), view=modals.report(packed))
        except SlackApiError as error:
            raise refusals.undelivered(place.channel, error) from error

    async def _share(self, place: Place, packed: str) -> None:
        made = await self._pressed("share", packed, place.says("", private=False))
        if made.outcome != "answered":
            await self._delivery.to_asker(place, made)
            return
        once = f"slack:share:{place.team}:{place.channel}:{place.thread}:{place.user}:{Ticket.unpack(packed).name}"
        if not await asyncio.to_thread(self._kanslist.store.claim_event, once):
            await self._delivery.to_asker(place, of_buttons.shared_before())
            return
        await self._delivery.to_channel(place, made, shared_by(place.user))
        if not place.direct:
            await self._delivery.to_asker(place, of_buttons.shared())

    async def _file(self, body: Body, place: Place, name: str, id_: str) -> None:
        """A press on a button of a dropped file. Laying it in takes a while, so that it is said to be under way."""
        message = place.says("")
        if name == "add" and self._kanslist.intake.refusal(message) is None:
            await self._show(body, place, of_intake.laying_in())
        press: Press = "add" if name == "add" else "discard"
        await self._show(body, place, await self._kanslist.intake.settle(press, id_, message))

    async def _pressed(self, name: str, packed: str, message: Incoming) -> Answer:
        press: Press = name  # type: ignore[assignment]  # asked() refuses what is none
        return await self._kanslist.press(Pressed(press, Ticket.unpack(packed), message))

    async def _show(self, body: Body, place: Place, answer: Answer | str) -> None:
        """To whoever pressed: in the window that they pressed in, else where its message is. Raises DeliveryError."""
        if not (view := body.get("view")):
            await self._delivery.to_asker(place, answer)
            return
        try:
            client = self._clients.of(place.team)
            if view.get("type") == "home":
                opened = str(body.get("trigger_id") or "")
                await client.views_open(trigger_id=opened, view=windows.answered(answer))
                return
            await client.views_update(view_id=str(view.get("id") or ""), view=windows.answered(answer))
        except SlackApiError as error:
            raise refusals.undelivered(place.user, error) from error

    async def _excuse(self, body: Body, place: Place, error: Exception) -> None:
        """Tell whoever pressed why nothing came of it. What cannot even be told is logged and counted."""
        if isinstance(error, DeliveryError):
            _log.error("answer_lost", platform="slack", error=type(error).__name__, reason=str(error.values["reason"]))
            self._lost(refusals.refusal(error.__cause__) if isinstance(error.__cause__, Exception) else "unknown")
        try:
            await self._show(body, place, str(error))
        except DeliveryError as silent:
            _log.error("excuse_lost", platform="slack", reason=str(silent.values["reason"]))


def shared_by(user: str) -> Body:
    """Who shared. Naming a person so notifies nobody but themselves."""
    who = {"type": "user", "user_id": user}
    said = {"type": "text", "text": of_buttons.shared_by(), "style": {"italic": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [who, said]}]}
