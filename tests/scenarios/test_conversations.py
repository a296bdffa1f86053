"""One core: the same conversation gives the same facts in Slack, Teams, web and terminal, read back from what left."""

from __future__ import annotations

import html
import re
import tomllib
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.answers.answer import Answer
from bot.messages import of_platforms
from knowledge.facts import squeeze
from tests.scenarios.conftest import HERE, Opened
from tests.scenarios.core import Core
from tests.scenarios.speakers import ANSWERS, ELSEWHERE, PERSONS, SPEAKERS, TOGETHER, Heard, Speaker

CONVERSATIONS = [
    conversation
    for file in sorted((HERE / "conversations").glob("*.toml"))
    for conversation in tomllib.loads(file.read_text(encoding="utf-8"))["conversation"]
]
FIELDS = {
    "conversation": {"name", "why", "together", "where", "turn"},
    "turn": {"ask", "press", "typed", "times", "comment", "by", "inside", "outside"},
    "checks": {"shows", "hides", "cites", "never_sent"},
}
CASES = [
    pytest.param(name, conversation, id=f"{name}-{conversation['name']}")
    for name in SPEAKERS
    for conversation in CONVERSATIONS
    if (name in TOGETHER or not conversation.get("together")) and name in conversation.get("where", SPEAKERS)
]
STAFF = PERSONS[-1]
SECRET = ("Granithallen", "dieselaggregat", "Nyckelring")
"""Words of the internal document, which nobody is shown but a registrator whose answer nobody else sees."""


def test_there_are_conversations_for_whatever_people_do() -> None:
    """Sixty at least, each with its reason, none of them twice, and nothing in a file that no test reads."""
    assert len(CONVERSATIONS) >= 60
    assert [name for name, count in Counter(one["name"] for one in CONVERSATIONS).items() if count > 1] == []
    assert [one["name"] for one in CONVERSATIONS if len(one["why"]) < 20] == []
    turns = [turn for one in CONVERSATIONS for turn in one["turn"]]
    checks = [turn[side] for turn in turns for side in ("inside", "outside") if side in turn]
    found = {"conversation": CONVERSATIONS, "turn": turns, "checks": checks}
    known = {**FIELDS, "turn": FIELDS["turn"] | FIELDS["checks"]}
    unknown = [(kind, set(one) - known[kind]) for kind, many in found.items() for one in many if set(one) - known[kind]]
    assert unknown == []
    assert [turn for turn in turns if ("ask" in turn) == ("press" in turn)] == []


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(("name", "conversation"), CASES)
async def test_a_conversation_is_the_same_everywhere(
    name: str, conversation: dict[str, Any], speaking: Opened, core: Core
) -> None:
    """What a conversation shows in one platform it shows in all: adapters translate, they decide nothing."""
    voice = await speaking(name)
    told = await core.hold(conversation, voice)
    for turn, answer in zip(conversation["turn"], told, strict=True):
        voice.person = turn.get("by", "Saga")
        if (heard := await take(turn, voice)) is None:
            continue
        inside = voice.private and voice.known and voice.person == STAFF
        checks = turn | turn.get("inside" if inside else "outside", {})
        check(checks, heard)
        if answer is not None:
            check_facts(answer, heard, voice)
        if not inside:
            assert [word for word in SECRET if word.casefold() in heard.payload.casefold()] == []
        await check_sources(checks, heard, voice)


async def take(turn: dict[str, Any], voice: Speaker) -> Heard | None:
    """Say or press what the turn says. Where the platform has no such button, or a registrator is offered none since
    others look on, what is typed instead; None where nothing is: there the turn asks for what is not to be had."""
    if "press" not in turn:
        return await voice.say(turn["ask"] * turn.get("times", 1))
    title = turn["press"]
    kind = title if title in ANSWERS | ELSEWHERE else "*"
    for_staff = kind == "*" and turn.get("by") == STAFF
    if kind in voice.presses and (not for_staff or (voice.private and voice.known)):
        return await voice.press(title, turn.get("comment", ""))
    return await voice.say(turn["typed"]) if "typed" in turn else None


def check(turn: dict[str, Any], heard: Heard) -> None:
    """Every word that the turn asks for is seen, none that it forbids; white space and marks aside."""
    seen = squeeze(heard.text)
    assert seen, "silence"
    assert [words for words in turn.get("shows", []) if squeeze(words) not in seen] == [], heard.text
    assert [words for words in turn.get("hides", []) if words in heard.text] == [], heard.text
    assert [words for words in turn.get("never_sent", []) if words in heard.payload] == [], heard.payload
    assert [words for words in turn.get("cites", []) if squeeze(words) not in seen] == [], heard.text


def check_facts(answer: Answer, heard: Heard, voice: Speaker) -> None:
    """The quotes that are shown are those that the core cites, no more and no fewer; so are the choices and buttons."""
    cited = {squeeze(of_platforms.quote(one.quote)) for one in answer.citations}
    assert {squeeze(quote) for quote in heard.quotes} == cited
    assert [one.label for one in answer.choices if squeeze(one.label) not in squeeze(heard.text)] == []
    offered = [one.title for one in answer.buttons if one.title in voice.presses]
    assert [title for title in offered if title not in heard.text] == [], heard.text


async def check_sources(turn: dict[str, Any], heard: Heard, voice: Speaker) -> None:
    """Each link opens a page with the quote marked, and the words that the turn cites stand in one of them."""
    if voice.client is None or not turn.get("cites"):
        return
    marked = []
    for link in dict.fromkeys(heard.links):
        parts = urlsplit(link)
        async with voice.client.get(f"{parts.path}?{parts.query}") as response:
            assert response.status == 200, link
            page = await response.text()
        marked += re.findall(r"<mark\b[^>]*>(.*?)</mark>", page, re.DOTALL)
    assert marked, "no source is linked"
    told = squeeze(html.unescape(re.sub(r"<[^>]+>", "", " ".join(marked))))
    assert [words for words in turn["cites"] if squeeze(words) not in told] == []
