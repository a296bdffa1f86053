"""Who is let in: every token but Teams' own is 401, before anything is done."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.errors import TokenRefused
from adapters.teams.keys import SigningKey
from adapters.teams.tokens import InboundCheck
from tests.adapters.teams.clerk import Clerk, serving
from tests.fakes.teams import APP_ID, FakeTeams, private_key

pytestmark = pytest.mark.usefixtures("library")

Header = Callable[[FakeTeams], str | None]


def _bearer(*, ago: dict[str, int] | None = None, **changes: Any) -> Header:
    """A token with these claims. ago: claims that are times, in seconds before the moment at which it is sent."""

    def made(teams: FakeTeams) -> str:
        now = int(time.time())
        return f"Bearer {teams.token(**changes, **{name: now - seconds for name, seconds in (ago or {}).items()})}"

    return made


def _unsigned(teams: FakeTeams) -> str:
    return f"Bearer {jwt.encode(teams.claims(), None, algorithm='none', headers={'kid': 'provnyckel'})}"


def _symmetric(teams: FakeTeams) -> str:
    headers = {"kid": "provnyckel"}
    return f"Bearer {jwt.encode(teams.claims(), 'x' * 32, algorithm='HS256', headers=headers)}"


def _tampered(teams: FakeTeams) -> str:
    head, _, signature = teams.token().split(".")
    claims = base64.urlsafe_b64encode(json.dumps(teams.claims(aud=APP_ID, sub="x")).encode()).rstrip(b"=").decode()
    return f"Bearer {head}.{claims}.{signature}"


def _with_header(headers: dict[str, Any]) -> Header:
    """Signed by a key of the sender's, which the header names itself."""

    def made(teams: FakeTeams) -> str:
        key = private_key("annan")
        return f"Bearer {jwt.encode(teams.claims(), key, algorithm='RS256', headers={'kid': 'provnyckel'} | headers)}"

    return made


def _own_key(teams: FakeTeams) -> str:
    published = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private_key("annan").public_key()))
    return str(_with_header({"jwk": published})(teams))


def _own_address(teams: FakeTeams) -> str:
    return str(_with_header({"jku": "https://elak.example/keys", "x5u": "https://elak.example/x5u"})(teams))


def _critical(teams: FakeTeams) -> str:
    headers = {"kid": "provnyckel", "crit": ["exp"], "b64": False}
    return f"Bearer {jwt.encode(teams.claims(), private_key(), algorithm='RS256', headers=headers)}"


_EMULATOR = "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0"

CASES: list[tuple[str, Header, int]] = [
    ("a token as Teams sends it", _bearer(), 202),
    ("expired two minutes ago: clocks differ", _bearer(ago={"exp": 120}), 202),
    ("valid in two minutes: clocks differ", _bearer(ago={"nbf": -120}), 202),
    ("no header", lambda teams: None, 401),
    ("an empty header", lambda teams: "", 401),
    ("a scheme without a token", lambda teams: "Bearer", 401),
    ("another scheme", lambda teams: f"Basic {teams.token()}", 401),
    ("garbage", lambda teams: "Bearer skräp", 401),
    ("garbage with two dots", lambda teams: "Bearer a.b.c", 401),
    ("signed with another key under our key's id", _bearer(signed_by="annan"), 401),
    ("an unknown key id", _bearer(signed_by="annan", key_id="annan"), 401),
    ("no key id", _bearer(key_id=None), 401),
    ("expired six minutes ago", _bearer(ago={"exp": 360}), 401),
    ("valid in six minutes", _bearer(ago={"nbf": -360}), 401),
    ("no time of expiry", _bearer(exp=None), 401),
    ("for another bot", _bearer(aud="22222222-0000-0000-0000-000000000000"), 401),
    ("for nobody", _bearer(aud=None), 401),
    ("another issuer: the emulator's and the skills' are not let in", _bearer(iss="https://sts.windows.net/x/"), 401),
    ("no issuer", _bearer(iss=None), 401),
    ("another service URL than the activity's", _bearer(serviceurl="https://elak.example/"), 401),
    ("no service URL", _bearer(serviceurl=None), 401),
    ("a service URL that is no text", _bearer(serviceurl=["x"]), 401),
    ("not signed (alg none)", _unsigned, 401),
    ("signed with a shared secret (alg confusion)", _symmetric, 401),
    ("other claims under a held signature", _tampered, 401),
    ("without its signature", lambda teams: f"Bearer {teams.token().rpartition('.')[0]}.", 401),
    ("said twice", lambda teams: f"Bearer Bearer {teams.token()}", 401),
    ("two tokens", lambda teams: f"Bearer {teams.token()}, Bearer {teams.token()}", 401),
    ("for several bots, not for us", _bearer(aud=["22222222-0000-0000-0000-000000000000"]), 401),
    ("a time of expiry that is none", _bearer(exp="i morgon"), 401),
    ("the emulator's issuer with our app id as its own", _bearer(iss=_EMULATOR, appid=APP_ID), 401),
    ("the issuer in other letters", _bearer(iss="https://API.botframework.com"), 401),
    ("the service URL of another region", _bearer(serviceurl="https://smba.trafficmanager.net/amer/"), 401),
    ("a key of its own in the header", _own_key, 401),
    ("an address of keys in the header", _own_address, 401),
    ("a header that must be understood", _critical, 401),
]


@pytest.mark.parametrize(("why", "header", "status"), CASES, ids=[case[0] for case in CASES])
async def test_only_teams_own_token_is_let_in(why: str, header: Header, status: int) -> None:
    """Each token is answered as its row says, and a refused one reaches neither the clerk nor the store."""
    async with FakeTeams() as teams:
        clerk = Clerk()
        async with serving(clerk, teams) as client:
            value = header(teams)
            headers = {} if value is None else {"Authorization": value}
            response = await client.post("/api/messages", json=teams.activity("hej"), headers=headers)
            assert response.status == status
        assert len(clerk.asked) == (1 if status == 202 else 0)
        assert status == 202 or not clerk.store.events
        assert status == 202 or (not teams.sent and not clerk.store.conversations)


@pytest.mark.parametrize("channel", ["directline", "webchat", "emulator", None, ["msteams"]])
async def test_other_channels_are_refused(channel: object) -> None:
    """In other channels the asker writes their own identity, so that only Teams' channel may name a registrator."""
    async with FakeTeams() as teams, serving(clerk := Clerk(), teams) as client:
        response = await teams.deliver(client, teams.activity("hej", channelId=channel))
        assert response.status == 401
        assert not clerk.asked


async def test_a_key_must_be_endorsed_for_teams() -> None:
    """The Bot Connector publishes keys that may not speak for Teams."""
    async with FakeTeams() as teams:
        teams.endorsements = ["webchat"]
        async with serving(clerk := Clerk(), teams) as client:
            assert (await teams.deliver(client, teams.activity("hej"))).status == 401
            assert not clerk.asked


async def test_a_bad_token_is_401_whatever_its_body() -> None:
    """Who is not let in learns nothing of how bodies are read."""
    async with FakeTeams() as teams, serving(Clerk(), teams) as client:
        response = await client.post("/api/messages", data=b"{", headers={"Authorization": "Bearer x"})
        assert response.status == 401


class _NoKeys:
    async def key(self, key_id: str) -> SigningKey:
        raise TokenRefused(reason=key_id)


@given(st.text())
@settings(max_examples=200)
async def test_no_header_breaks_the_check(header: str) -> None:
    """Whatever stands in the header, the check refuses it in its own words."""
    for value in (header, f"Bearer {header}", f"Bearer {header}.{header}.{header}"):
        with pytest.raises(TokenRefused):
            await InboundCheck(APP_ID, _NoKeys()).caller(value)
