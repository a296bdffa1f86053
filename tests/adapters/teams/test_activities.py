"""What was asked, read out of Teams' texts with their mentions and leftovers of markup."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams.activities import adds_bot, identity_of, is_personal, removes_bot, text_of
from adapters.teams.asking import incoming
from tests.fakes.teams import BOT, mention

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("plain text", {"text": "/beslut AMN 2020-0276"}, "/beslut AMN 2020-0276"),
    (
        "the bot's mention first",
        {"text": "<at>Kanslist</at> /beslut", "entities": [mention(BOT, "Kanslist")]},
        "/beslut",
    ),
    (
        "the bot's mention last, with Teams' hard space",
        {"text": "vem var ordförande?&nbsp;<at>Kanslist</at>", "entities": [mention(BOT, "Kanslist")]},
        "vem var ordförande?",
    ),
    (
        "another person's mention is that person's name",
        {
            "text": "<at>Kanslist</at> /person <at>Örjan Ek</at>",
            "entities": [mention(BOT, "Kanslist"), mention("29:orjan", "Örjan Ek")],
        },
        "/person Örjan Ek",
    ),
    (
        "a person with the bot's name is not the bot",
        {"text": "/person <at>Kanslist</at>", "entities": [mention("29:annan", "Kanslist")]},
        "/person Kanslist",
    ),
    ("hard spaces and line ends", {"text": "  vem&nbsp;var\xa0 med?\r\n"}, "vem var med?"),
    ("a pasted paragraph", {"text": "<p>vem var<br>ordförande?</p>"}, "vem var\nordförande?"),
    ("an escaped sign", {"text": "Gata &amp; park"}, "Gata & park"),
    ("a comparison is no markup", {"text": "budget < 5 och > 3"}, "budget < 5 och > 3"),
    ("unknown tags stay text", {"text": "<script>x</script>"}, "<script>x</script>"),
    ("a clicked choice", {"value": {"text": "/mote KS"}}, "/mote KS"),
    ("a clicked choice with an empty text", {"text": " ", "value": {"text": "/mote KS"}}, "/mote KS"),
    ("a written text before a value", {"text": "hej", "value": {"text": "/mote KS"}}, "hej"),
    ("someone else's card", {"value": {"id": 7}}, ""),
    ("a value that is no object", {"value": "x"}, ""),
    ("a choice that is no text", {"value": {"text": {"a": 1}}}, ""),
    ("nothing but the mention", {"text": "<at>Kanslist</at>", "entities": [mention(BOT, "Kanslist")]}, ""),
    ("nothing", {}, ""),
]


@pytest.mark.parametrize(("why", "fields", "text"), CASES, ids=[case[0] for case in CASES])
def test_the_question_is_what_the_person_wrote(why: str, fields: dict[str, Any], text: str) -> None:
    """Each row is a form in which Teams delivers a text."""
    assert text_of({"type": "message", "recipient": {"id": BOT}} | fields) == text


@pytest.mark.parametrize(
    ("conversation", "private"),
    [({"conversationType": "personal"}, True), ({"conversationType": "groupChat"}, False), ({}, False), (None, False)],
)
def test_only_what_teams_calls_personal_is_private(conversation: object, private: bool) -> None:
    """Deny by default: an answer of closed collections needs a chat that is certainly the asker's own."""
    assert is_personal({"conversation": conversation}) is private


@pytest.mark.parametrize(
    ("fields", "identity"),
    [
        ({"channelData": {"tenant": {"id": "T"}}, "from": {"aadObjectId": "P"}}, "T/P"),
        ({"conversation": {"tenantId": "T"}, "from": {"aadObjectId": "P"}}, "T/P"),
        ({"from": {"aadObjectId": "P"}}, None),
        ({"channelData": {"tenant": {"id": "T"}}, "from": {"id": "29:x"}}, None),
        ({"channelData": None, "from": None}, None),
    ],
)
def test_an_asker_is_named_by_tenant_and_person(fields: dict[str, Any], identity: str | None) -> None:
    """Half an identity is none, and an untrusted caller's is none whatever it says."""
    assert identity_of(fields) == identity
    assert incoming(fields, trusted=False).asker.identity is None


@pytest.mark.parametrize(
    ("activity", "adds", "removes"),
    [
        ({"type": "installationUpdate", "action": "add"}, True, False),
        ({"type": "installationUpdate", "action": "add-upgrade"}, True, False),
        ({"type": "installationUpdate", "action": "remove"}, False, True),
        ({"type": "installationUpdate", "action": "remove-upgrade"}, False, False),
        ({"type": "conversationUpdate", "membersAdded": [{"id": "29:x"}, {"id": BOT}]}, True, False),
        ({"type": "conversationUpdate", "membersRemoved": [{"id": BOT}]}, False, True),
        ({"type": "conversationUpdate", "membersAdded": [{"id": "29:x"}]}, False, False),
        ({"type": "conversationUpdate", "membersAdded": [{}], "recipient": {}}, False, False),
        ({"type": "message", "membersAdded": [{"id": BOT}]}, False, False),
    ],
)
def test_the_bot_knows_when_it_comes_and_goes(activity: dict[str, Any], adds: bool, removes: bool) -> None:
    """Teams says it in two ways, and says the same of people."""
    known = {"recipient": {"id": BOT}} | activity
    assert (adds_bot(known), removes_bot(known)) == (adds, removes)


def test_who_moves_something_is_told_by_name() -> None:
    """As Teams shows them, where the token holds; the name gives no right, and none is believed without one."""
    activity = {"from": {"id": "29:saga", "name": "Saga Ek", "aadObjectId": "saga"}, "text": "hej"}
    assert incoming(activity, trusted=True).asker.name == "Saga Ek"
    assert incoming(activity, trusted=False).asker.name is None
