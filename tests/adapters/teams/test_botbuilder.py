"""What botbuilder is spared: it addresses a reply, and neither copies nor serialises the card in it."""

from __future__ import annotations

import copy

import pytest
from botbuilder.schema import Activity

from adapters.teams.botbuilder import Botbuilder, Reply
from adapters.teams.errors import ActivityUnreadable
from adapters.teams.platform import Raw, address_of
from tests.fakes.teams import FakeTeams


async def test_an_address_is_what_botbuilder_itself_would_write() -> None:
    """A name that botbuilder writes otherwise would reach Teams as no address."""
    sent: list[Raw] = []

    async def deliver(activity: Raw) -> str | None:
        sent.append(activity)
        return "1"

    async def answer(_activity: Raw) -> list[Raw]:
        return [{"type": "message", "text": "svar"}]

    library = Botbuilder(deliver, dict)
    for where in ("personal", "group", "channel"):
        async with FakeTeams() as teams:
            await library.run(library.read(teams.activity("hej", where=where)), answer)  # type: ignore[arg-type]
    assert [Activity.deserialize(one).serialize() for one in sent] == sent


async def test_an_activity_is_read_as_botbuilder_itself_would_read_it() -> None:
    """What a reply is addressed by is all there, in botbuilder's own names; what it has no name for is left."""
    library = Botbuilder(_never, dict)
    async with FakeTeams() as teams:
        for where in ("personal", "group", "channel"):
            raw = teams.activity("hej", where=where) | {"deliveryMode": "expectReplies", "locale": "sv-SE"}
            raw["from"]["properties"] = {"a": 1}
            own = Activity.deserialize(address_of(raw))
            assert library.read(raw).activity.serialize() == own.serialize()


@pytest.mark.parametrize(
    "odd",
    [
        {"id": 5},
        {"locale": {"sv": 1}},
        {"from": "x"},
        {"from": {"id": 4}},
        {"conversation": {"id": "c", "isGroup": "ja"}},
    ],
    ids=str,
)
def test_an_address_of_another_shape_is_not_read(odd: Raw) -> None:
    """Teams sends none such; a reply to it would go astray."""
    with pytest.raises(ActivityUnreadable):
        Botbuilder(_never, dict).read(FakeTeams.plain("hej") | odd)


async def _never(_activity: Raw) -> str | None:
    raise AssertionError("nothing is sent")


def test_a_copied_reply_says_what_was_said() -> None:
    """The copy is addressed; its card is the one that was made."""
    said = {"type": "message", "attachments": [{"content": {"body": []}}]}
    reply = copy.deepcopy(Reply(said))
    assert reply.outgoing() == said
    assert reply.said is said
