"""What is done with a press on a button, and with a window that was sent. Slack has its acknowledgement before."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext, AsyncBoltRequest
from slack_sdk.errors import SlackApiError

from adapters.inbox import claim_once
from adapters.logs import logger
from adapters.slack import modals, refusals, windows
from adapters.slack.buttons import CHOOSE, kind_of
from adapters.slack.clients import Clients
from adapters.slack.delivery import Delivery
from adapters.slack.places import Place
from adapters.writing import Writing
from bot.answers.answer import Answer, Press
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.errors import BotError, DeliveryError
from bot.excuses import told
from bot.incoming import Incoming
from bot.intake.look import PRESSES as FILE_PRESSES
from bot.kanslist import Kanslist
from bot.messages import of_buttons, of_intake
from knowledge.errors import StoreBusy, StoreError

Body = dict[str, Any]
_log = logger("slack")
_KEPT = ("type", "team", "user", "channel", "container", "response_url", "actions")
_FIRST = "kanslist_first"
"""Context key: this press was not worked before."""
_REPORT = "kanslist_report"
"""Context key: the report that the window's acknowledgement kept, for telling of it afterwards."""


class Presses:
    """What is done with a press. lost: told the reason of each answer that could not be delivered; redraw: shows the
    App Home as it is after a press in it."""

    def __init__(
        self,
        kanslist: Kanslist,
        clients: Clients,
        lost: Callable[[str], None],
        redraw: Callable[[Body], Awaitable[None]],
    ) -> None:
        self._kanslist = kanslist
        self._clients = clients
        self._delivery = Delivery(clients)
        self._lost = lost
        self._redraw = redraw
        self._writing = Writing(kanslist.store)
        self._in_hand: set[str] = set()
        """Keys of presses that this process is at: laying a file in takes longer than others wait."""

    async def claim(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A press, before its acknowledgement: recorded once, with what another process needs to work it."""
        key = press_key(body)
        context[_FIRST] = key is None or await self._recorded(key, body)
        await ack()

    async def press(self, request: AsyncBoltRequest) -> None:
        """A press, after its acknowledgement."""
        if request.context.get(_FIRST):
            await self.resume(request.body)

    async def resume(self, body: Body) -> None:
        """Work a recorded press; what was recorded of it is then forgotten, unless this process is ended meanwhile."""
        key = press_key(body)
        if key in self._in_hand:
            return
        self._in_hand |= {key} if key else set()
        over = True
        try:
            await self._press(body)
        except asyncio.CancelledError:
            over = False
            raise
        finally:
            self._in_hand.discard(str(key))
            if over and key:
                await self._writing.do(self._kanslist.store.settle_event, key)

    async def _recorded(self, key: str, body: Body) -> bool:
        """Whether it is pressed for the first time. One that cannot be recorded is worked all the same."""
        try:
            return await self._writing.do(self._kanslist.store.claim_event, key, json.dumps(kept(body)))
        except StoreError as error:
            _log.warning("press_unrecorded", platform="slack", error=type(error).__name__)
            return True

    async def _press(self, body: Body) -> None:
        place, action = Place.of_press(body), body["actions"][0]
        kind, name = kind_of(str(action.get("action_id", "")))
        value = str(action.get("value") or "")
        try:
            if name == "wrong":
                await self._window(body, place, value)
            elif name == "share":
                await self._share(place, value, press_key(body))
            elif name in FILE_PRESSES:
                await self._file(body, place, name, value)
            elif kind == CHOOSE:
                await self._show(body, place, await self._kanslist.ask(place.says(value)))
            else:
                await self._show(body, place, await self._pressed(name, value, place.says("")))
        except (BotError, StoreBusy) as error:
            await self._excuse(body, place, error)
        if (body.get("view") or {}).get("type") == "home":
            await self._redraw(body)

    async def sent(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A report's window was sent: it is kept before Slack is told so, and the window says its number."""
        view, user = body["view"], body["user"]
        place = Place(str((body.get("team") or {}).get("id") or user.get("team_id") or ""), "", str(user["id"]))
        message = place.says(modals.comment(view))
        try:
            made = await self._kanslist.report(Ticket.unpack(str(view["private_metadata"])), message)
        except (BotError, StoreBusy) as error:
            await ack(response_action="update", view=modals.told(told(error)))
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

    async def _share(self, place: Place, packed: str, by: str | None) -> None:
        made = await self._pressed("share", packed, place.says("", private=False))
        if made.outcome != "answered":
            await self._delivery.to_asker(place, made)
            return
        once = f"slack:share:{place.team}:{place.channel}:{place.thread}:{place.user}:{Ticket.unpack(packed).name}"
        if not await asyncio.to_thread(claim_once, self._kanslist.store, once, by):
            await self._delivery.to_asker(place, of_buttons.shared_before())
            return
        try:
            await self._delivery.to_channel(place, made, shared_by(place.user))
        except DeliveryError:
            await asyncio.to_thread(self._kanslist.store.release_event, once)
            raise
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
        """To whoever pressed: in the window that they pressed in, else where its message is; in their direct messages
        where that window is gone or none can be opened any more. Raises DeliveryError."""
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
            if refusals.refusal(error) not in refusals.WINDOW_GONE:
                raise refusals.undelivered(place.user, error) from error
            await self._delivery.to_direct(place, answer)

    async def _excuse(self, body: Body, place: Place, error: Exception) -> None:
        """Tell whoever pressed why nothing came of it. What cannot even be told is logged and counted."""
        if isinstance(error, DeliveryError):
            reason, code = str(error.values["reason"]), refusals.cause(error)
            _log.error("answer_lost", platform="slack", error=type(error).__name__, reason=reason, code=code)
            self._lost(code)
        try:
            await self._show(body, place, told(error))
        except DeliveryError as silent:
            reason, code = str(silent.values["reason"]), refusals.cause(silent)
            _log.error("excuse_lost", platform="slack", reason=reason, code=code)


def press_key(body: Body) -> str | None:
    """The id under which a press is recorded once; None where Slack does not say when it was."""
    action, user, team = (body.get("actions") or [{}])[0], body.get("user") or {}, body.get("team") or {}
    when = action.get("action_ts")
    return f"slack:press:{team.get('id')}:{user.get('id')}:{when}:{action.get('action_id')}" if when else None


def kept(body: Body) -> Body:
    """What is recorded of a press: where, by whom and what; of its message and its window what they are known by."""
    held = {name: body[name] for name in _KEPT if body.get(name)}
    for name, parts in (("message", ("thread_ts",)), ("view", ("id", "type"))):
        if whole := body.get(name):
            held[name] = {part: whole[part] for part in parts if part in whole}
    return held


def shared_by(user: str) -> Body:
    """Who shared. Naming a person so notifies nobody but themselves."""
    who = {"type": "user", "user_id": user}
    said = {"type": "text", "text": of_buttons.shared_by(), "style": {"italic": True}}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [who, said]}]}
