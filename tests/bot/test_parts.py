"""An answer that one message does not hold comes in parts: by "nästa", by its button, nothing told twice or left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.answer import Answer
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.incoming import Incoming
from bot.kanslist import Kanslist
from tests.bot.record import incoming

ASKED = "/beslut SN 2024-0114"
NARROW = 2
"""Items that a message of the platform holds."""


def narrow(text: str, conversation: str) -> Incoming:
    return replace(incoming(text, conversation), fits=lambda answer: min(NARROW, len(answer.items)), shareable=True)


def texts(*answers: Answer) -> list[tuple[str, str | None]]:
    """What the items say, with the quote that each stands on."""
    cited = [(item.text, item.citation, answer.citations) for answer in answers for item in answer.items]
    return [(text, None if at is None else citations[at].quote) for text, at, citations in cited]


def test_nästa_shows_what_did_not_fit(kanslist: Kanslist) -> None:
    """All items in their order, each with its own quote; each part says which it is, and the last one that it is."""
    whole = kanslist.ask_now(incoming(ASKED, "whole"))
    parts = [kanslist.ask_now(narrow(ASKED, "parts"))]
    while parts[-1].rest:
        parts.append(kanslist.ask_now(narrow("nästa", "parts")))
    assert texts(*parts) == texts(whole)
    assert {len(part.items) for part in parts[:-1]} == {NARROW}
    count = len(whole.items)
    assert f"Här står uppgift 1–{NARROW} av {count}. Skriv ”nästa” för resten." in parts[0].notes[0]
    assert parts[-1].notes[0].endswith(f"–{count} av {count}.")
    assert kanslist.ask_now(narrow("nästa", "parts")).outcome == "refused"


async def test_the_button_shows_what_did_not_fit(kanslist: Kanslist) -> None:
    """Visa fler holds its place after a restart, and no part is taken for a changed record."""
    whole = kanslist.ask_now(incoming(ASKED, "whole"))
    parts = [kanslist.ask_now(narrow(ASKED, "button"))]
    while parts[-1].rest:
        assert "next" in {button.press for button in parts[-1].buttons}
        ticket = Ticket.unpack(parts[-1].ticket or "")
        parts.append(await kanslist.press(Pressed("next", ticket, narrow("", "elsewhere"))))
    assert texts(*parts) == texts(whole)
    assert "next" not in {button.press for button in parts[-1].buttons}
    assert [note for part in parts for note in part.notes if "ändrats" in note] == []


async def test_a_part_is_shared_as_it_stands(kanslist: Kanslist) -> None:
    """What the channel gets is what whoever shared it saw, not the beginning of the answer."""
    kanslist.ask_now(narrow(ASKED, "share"))
    second = kanslist.ask_now(narrow("nästa", "share"))
    everyone = replace(narrow("", "share"), private=False)
    shared = await kanslist.press(Pressed("share", Ticket.unpack(second.ticket or ""), everyone))
    assert texts(shared) == texts(second)


@pytest.mark.parametrize("asked", ["vilka reserverade sig?", "när justerades protokollet?"])
def test_a_follow_up_to_a_part_begins_anew(kanslist: Kanslist, asked: str) -> None:
    """Another question has its answer from the beginning, whichever part was shown before it."""
    kanslist.ask_now(narrow(ASKED, asked))
    kanslist.ask_now(narrow("nästa", asked))
    told = kanslist.ask_now(narrow(asked, asked))
    kanslist.ask_now(incoming(ASKED, f"{asked} whole"))
    assert texts(told) == texts(kanslist.ask_now(incoming(asked, f"{asked} whole")))[:NARROW]
