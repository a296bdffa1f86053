"""The same conversation held with the core itself: the facts that every platform has to show."""

from __future__ import annotations

from dataclasses import replace
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
            text = turn.get("ask", "") * turn.get("times", 1)
            message = Incoming(text, asker, conversation, voice.private, shareable=True)
            if "press" not in turn:
                last, before = await self._kanslist.ask(message), []
            elif turn["press"] != of_buttons.title("wrong"):
                assert last is not None
                pressed = await self._pressed(turn["press"], last, before, message)
                if pressed is None:
                    told.append(None)
                    continue
                last, before = pressed
            told.append(None if turn.get("press") == of_buttons.title("wrong") else last)
        return told

    async def _pressed(
        self, title: str, last: Answer, before: list[Answer], message: Incoming
    ) -> tuple[Answer, list[Answer]] | None:
        """What a press gives, and the answers that one can go back to; None where nothing of the kind is offered."""
        if title == of_buttons.title("back"):
            return before[-1], before[:-1]
        for button in last.buttons:
            if button.title == title:
                seen = replace(message, private=message.private and button.press != "share")
                pressed = Pressed(button.press, Ticket.unpack(last.ticket or ""), seen)
                return await self._kanslist.press(pressed), [*before, last]
        for choice in last.choices:
            if choice.label == title:
                return await self._kanslist.ask(replace(message, text=choice.text)), []
        return None
