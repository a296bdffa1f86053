"""The seam: either library alone runs Teams, and what leaves is the same."""

from __future__ import annotations

import importlib
import io
import json
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Any, get_args

import pytest

from adapters.server import refuse_what_is_half_set
from adapters.teams import platform
from adapters.teams.errors import ActivityUnreadable, AgentsMissing, BotbuilderUnusable
from adapters.teams.platform import INVOKE_RESPONSE, Library, Outcome, Raw
from bot import settings
from bot.errors import SettingsError
from bot.settings import Settings
from tests.fakes.teams import BOT, FakeTeams, mention

ROOT = Path(__file__).parent.parent.parent.parent
LIBRARIES: tuple[Library, ...] = get_args(Library)
OF_BOTBUILDER = ("botbuilder", "botframework", "msrest", "jsonpickle", "msal")
OF_AGENTS = ("microsoft_agents", "opentelemetry")

ALONE = """
import asyncio, sys
others = sys.argv[2].split(",")
sys.modules |= dict.fromkeys(others)  # whoever imports one of them gets an ImportError

from tests.adapters.teams.clerk import Clerk, serving
from tests.fakes.teams import FakeTeams, spoken

async def main():
    async with FakeTeams() as teams, serving(Clerk(), teams, teams_library=sys.argv[1]) as client:
        await teams.add_bot(client)
        await teams.reply()
        await teams.say(client, "hej")
        print(spoken(await teams.reply()))
        invoke = teams.activity(type="invoke", name="adaptiveCard/action", value={"action": {"data": {"text": "x"}}})
        print((await teams.deliver(client, invoke)).status)

asyncio.run(main())
print(sorted({name.split(".")[0] for name, held in sys.modules.items() if held} & {"botbuilder", "microsoft_agents"}))
"""


@pytest.mark.parametrize(
    ("library", "others", "loaded"),
    [("agents", OF_BOTBUILDER, "['microsoft_agents']"), ("botbuilder", OF_AGENTS, "['botbuilder']")],
)
def test_either_library_works_without_the_other(library: Library, others: tuple[str, ...], loaded: str) -> None:
    """The day that botbuilder can no longer be imported, Teams is answered all the same: nothing of it is read."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, library, ",".join(others)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Nämnden biföll motionen." in done.stdout
    assert done.stdout.splitlines()[-2:] == ["200", loaded]


def without(monkeypatch: pytest.MonkeyPatch, library: Library, name: str, held: types.ModuleType | None) -> None:
    """Put this in the place of a module of the library (None: it cannot be found), until the test ends."""
    monkeypatch.delitem(sys.modules, f"adapters.teams.{library}", raising=False)
    monkeypatch.delattr(importlib.import_module("adapters.teams"), library, raising=False)
    monkeypatch.setitem(sys.modules, name, held)


def teams_of(library: Library) -> Settings:
    fields = {"teams_app_id": "x", "teams_app_password": "x", "teams_tenant_id": "x", "teams_library": library}
    return Settings(_env_file=None, **fields)  # type: ignore[arg-type]


def test_an_extra_that_is_not_installed_is_said_before_anything_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is changed and the package forgotten: the operator reads what to install."""
    without(monkeypatch, "agents", "microsoft_agents.hosting.aiohttp", None)
    with pytest.raises(AgentsMissing, match=r"pip install 'kanslist\[agents\]'"):
        refuse_what_is_half_set(teams_of("agents"), insecure_local=False)


def _old() -> types.ModuleType:
    """A botbuilder that is there and does not work on this Python: a class cannot be made from its base."""
    made = types.ModuleType("botbuilder.core")
    made.BotAdapter = made.TurnContext = 7  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("held", [None, _old()], ids=["gone", "broken"])
def test_a_botbuilder_that_breaks_names_the_line_to_change(
    monkeypatch: pytest.MonkeyPatch, held: types.ModuleType | None
) -> None:
    """What the second library is for: the sentence of that day says how to go on."""
    without(monkeypatch, "botbuilder", "botbuilder.core", held)
    with pytest.raises(BotbuilderUnusable, match="sätt KANSLIST_TEAMS_LIBRARY=agents"):
        refuse_what_is_half_set(teams_of("botbuilder"), insecure_local=False)


def test_a_misspelt_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the two that there are."""
    monkeypatch.setenv("KANSLIST_TEAMS_LIBRARY", "agent")
    with pytest.raises(SettingsError, match=r"KANSLIST_TEAMS_LIBRARY.*botbuilder eller agents"):
        settings.load()


async def run(library: Library, activity: Raw, *replies: Raw) -> tuple[list[Raw], Outcome]:
    """What a turn delivers and leaves, where the handler says this."""
    sent: list[Raw] = []

    async def deliver(raw: Raw) -> str:
        sent.append(raw)
        return "1"

    async def handler(_raw: Raw) -> list[Raw]:
        return list(replies)

    opened = platform.load(library)(deliver, lambda: {"type": "message", "text": "fel"})
    return sent, await opened.run(opened.read(activity), handler)


ODD: Raw = {
    "type": "message",
    "summary": "s",
    "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": {"a_b": None, "body": []}}],
    "entities": [
        mention("29:asa", "Åsa"),
        {"type": "https://schema.org/Message", "@type": "Message", "citation": [{"@type": "Claim", "position": 1}]},
    ],
    "channelData": {"feedbackLoop": {"type": "default"}, "x": None},
    "a_field_that_came_later": {"y": None},
}
ADDRESSED = {"channelId", "serviceUrl", "conversation", "from", "recipient", "replyToId", "locale", "inputHint"}


@pytest.mark.parametrize("library", LIBRARIES)
async def test_what_the_handler_says_leaves_as_it_was_made(library: Library) -> None:
    """Teams grows fields that no library knows: botbuilder's own serialising drops a mention's text without a word."""
    (sent,), _ = await run(library, FakeTeams.plain("hej") | {"locale": "sv-SE"}, ODD)
    assert {name: value for name, value in sent.items() if name not in ADDRESSED} == ODD
    assert (sent["from"], sent["recipient"], sent["replyToId"]) == ({"id": BOT}, {"id": "29:asa"}, "1")
    assert sent["conversation"]["id"] == FakeTeams.plain("hej")["conversation"]["id"]


@pytest.mark.parametrize("library", LIBRARIES)
async def test_the_answer_of_an_invoke_is_as_the_handler_made_it(library: Library) -> None:
    """It goes into the HTTP answer, nulls and all, and nothing is posted."""
    value = {"status": 404, "body": {"a_b": None, "c": {"d": 1}}}
    sent, outcome = await run(
        library, FakeTeams.plain("") | {"type": "invoke"}, {"type": INVOKE_RESPONSE, "value": value}
    )
    assert (sent, outcome.invoke) == ([], value)


@pytest.mark.parametrize("library", LIBRARIES)
async def test_expected_replies_are_kept_whole(library: Library) -> None:
    """All of them, addressed, in the order in which they were said."""
    sent, outcome = await run(
        library, FakeTeams.plain("hej") | {"deliveryMode": "expectReplies"}, ODD, {"type": "typing"}
    )
    assert sent == []
    assert [reply["type"] for reply in outcome.expected] == ["message", "typing"]
    assert outcome.expected[0]["a_field_that_came_later"] == {"y": None}
    assert outcome.expected[0]["replyToId"] == "1"


STRANGE: list[dict[str, Any]] = [
    {"entities": [{"locale": "sv-SE"}, None]},
    {"membersAdded": None, "timestamp": "i går", "name": "", "locale": ""},
    {"from": {"id": "29:asa", "name": None, "aadObjectId": ""}},
    {"recipient": None},
    {"deliveryMode": "stream"},
    {"attachments": [{"content": 7}]},
]


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("changes", STRANGE, ids=lambda changes: next(iter(changes)))
async def test_what_needs_no_reading_refuses_nobody(library: Library, changes: dict[str, Any]) -> None:
    """A library that knows activities better than Teams does must not cost an answer."""
    sent, _ = await run(library, FakeTeams.plain("hej") | changes, {"type": "message", "text": "svar"})
    assert [reply["text"] for reply in sent] == ["svar"]


@pytest.mark.parametrize("library", LIBRARIES)
async def test_a_turn_that_goes_wrong_tells_and_prints_nothing_of_it(
    library: Library, stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """The SDK's own hook sends the exception's text to the asker and prints it: it may hold what a document says."""
    sent: list[Raw] = []

    async def deliver(raw: Raw) -> str:
        sent.append(raw)
        return "1"

    async def handler(_raw: Raw) -> list[Raw]:
        raise RuntimeError("Åsa Öberg")

    opened = platform.load(library)(deliver, lambda: {"type": "message", "text": "fel"})
    await opened.run(opened.read(FakeTeams.plain("hej")), handler)
    assert [reply["text"] for reply in sent] == ["fel"]
    assert "Öberg" not in json.dumps(sent, ensure_ascii=False) + "".join(capsys.readouterr())
    assert ("teams_turn_failed" in stream.getvalue(), "berg" in stream.getvalue()) == (True, False)


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_activity_that_cannot_be_read_leaves_no_name_in_the_log(library: Library, stream: io.StringIO) -> None:
    """The SDK logs the activity that it refuses, with its sender."""
    opened = platform.load(library)(_never, dict)
    with pytest.raises(ActivityUnreadable):
        opened.read(FakeTeams.plain("hej") | {"from": ["Åsa Öberg"]})
    assert "berg" not in stream.getvalue()


async def _never(_raw: Raw) -> str:
    raise AssertionError("nothing is sent")


def test_whatever_opens_the_entrance_is_tested_on_both() -> None:
    """A new module of tests that forgot the fixture would hold for one library alone."""
    for path in Path(__file__).parent.glob("test_*.py"):
        code = path.read_text(encoding="utf-8")
        if re.search(r"^from tests.adapters.teams.clerk import .*\bserving\b", code, re.MULTILINE):
            assert 'pytestmark = pytest.mark.usefixtures("library")' in code, path.name
