"""The same conversation held with the core itself: the facts that every platform has to show."""

from __future__ import annotations

from typing import Any

from bot.answers.answer import Answer
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.messages import of_buttons
from tests.scenarios.speakers import Speaker

Turn = dict[str, Any]
Told = list[Answer | None]
"""An answer for each turn; None for one that asks nothing of the record (a report)."""


class Core:
    """Holds each conversation once for every audience: who asks, whether it is known, whether others see the answer."""

    def __init__(self, kanslist: Kanslist) -> None:
        self._kanslist = kanslist
        self._held: dict[tuple[str, bool, bool], Told] = {}

    async def hold(self, conversation: dict[str, Any], voice: Speaker) -> Told:
        """The core's answers to the turns of a conversation, for an audience such as this voice's."""
        key = (conversation["name"], voice.private, voice.known)
        if key not in self._held:
            self._held[key] = await self._hold(conversation["turn"], voice, ":".join(map(str, key)))
        return self._held[key]

    async def _hold(self, turns: list[Turn], voice: Speaker, conversation: str) -> Told:
        told: Told = []
        last: Answer | None = None
        before: list[Answer] = []
        for turn in turns:
            asker = Asker("terminal", turn.get("by", "Saga").casefold() if voice.known else None)
            message = Incoming(turn.get("ask", ""), asker, conversation, voice.private, shareable=True)
            if "press" not in turn:
                last, before = await self._kanslist.ask(message), []
            elif turn["press"] != of_buttons.title("wrong"):
                assert last is not None
                last, before = await self._pressed(turn["press"], last, before, message)
            told.append(None if turn.get("press") == of_buttons.title("wrong") else last)
        return told

    async def _pressed(
        self, title: str, last: Answer, before: list[Answer], message: Incoming
    ) -> tuple[Answer, list[Answer]]:
        """What a press gives, and the answers that one can go back to."""
        if title == of_buttons.title("back"):
            return before[-1], before[:-1]
        for button in last.buttons:
            if button.title == title:
                pressed = Pressed(button.press, Ticket.unpack(last.ticket or ""), message)
                return await self._kanslist.press(pressed), [*before, last]
        [choice] = [one for one in last.choices if one.label == title]
        asked = Incoming(choice.text, message.asker, message.conversation, message.private, shareable=True)
        return await self._kanslist.ask(asked), []
