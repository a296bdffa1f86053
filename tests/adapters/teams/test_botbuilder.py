"""What botbuilder is spared: it addresses a reply, and neither copies nor serialises the card in it."""

from __future__ import annotations

import copy

from botbuilder.schema import Activity

from adapters.teams.botbuilder import Botbuilder, Reply
from adapters.teams.platform import Raw
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


def test_a_copied_reply_says_what_was_said() -> None:
    """The copy is addressed; its card is the one that was made."""
    said = {"type": "message", "attachments": [{"content": {"body": []}}]}
    reply = copy.deepcopy(Reply(said))
    assert reply.outgoing() == said
    assert reply.said is said
