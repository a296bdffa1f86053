"""One core: the same conversation gives the same facts in Slack, Teams, web and terminal, read back from what left."""

from __future__ import annotations

import html
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.facts import squeeze
from knowledge.ingest import ingest
from tests.scenarios.speakers import SPEAKERS, Heard, Speaker, speaker

HERE = Path(__file__).parent
DEMO = HERE.parent.parent / "deploy" / "demo"
CONVERSATIONS = tomllib.loads((HERE / "conversations.toml").read_text(encoding="utf-8"))["conversation"]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, data=tmp_path_factory.mktemp("record"))


@pytest.fixture(scope="session")
def record(settings: Settings) -> Path:
    """The demo documents, ingested once."""
    kanslist = Kanslist.open(settings)
    report = ingest([DEMO], "öppen", kanslist.store, kanslist.search)
    kanslist.close()
    assert report.failed == []
    return settings.data


@pytest.mark.parametrize("name", SPEAKERS)
@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda conversation: conversation["name"])
async def test_a_conversation_is_the_same_everywhere(
    conversation: dict[str, Any], name: str, record: Path, settings: Settings
) -> None:
    """What a conversation shows in one platform it shows in all: adapters translate, they decide nothing."""
    kanslist = Kanslist.open(settings)
    try:
        async with speaker(name, kanslist, settings) as voice:
            for turn in conversation["turn"]:
                heard = await voice.say(turn["ask"])
                check(turn, heard)
                await check_sources(turn, heard, voice)
    finally:
        kanslist.close()


def check(turn: dict[str, Any], heard: Heard) -> None:
    """Every word that the turn asks for is seen, none that it forbids; white space and marks aside."""
    seen = squeeze(heard.text)
    assert seen, "silence"
    assert [words for words in turn.get("shows", []) if squeeze(words) not in seen] == [], heard.text
    assert [words for words in turn.get("hides", []) if words in heard.text] == [], heard.text
    assert [words for words in turn.get("never_sent", []) if words in heard.payload] == [], heard.payload
    assert [words for words in turn.get("cites", []) if squeeze(words) not in seen] == [], heard.text


async def check_sources(turn: dict[str, Any], heard: Heard, voice: Speaker) -> None:
    """Each link opens a page with the quote marked, and the words that the turn cites stand in one of them."""
    if voice.client is None or not turn.get("cites"):
        return
    marked = []
    for link in heard.links:
        parts = urlsplit(link)
        async with voice.client.get(f"{parts.path}?{parts.query}") as response:
            assert response.status == 200, link
            page = await response.text()
        marked += re.findall(r'<mark id="citat"[^>]*>(.*?)</mark>', page, re.DOTALL)
    assert marked, "no source is linked"
    told = squeeze(html.unescape(re.sub(r"<[^>]+>", "", " ".join(marked))))
    assert [words for words in turn["cites"] if squeeze(words) not in told] == []
