"""Keys are fetched rarely and a fetch that fails may be tried again; the bot's own token is fetched once for all."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from adapters.errors import TeamsUnauthenticated
from adapters.teams.errors import IdentityRefused, KeysUnreachable, LoginFailed, TeamsAddressUnsafe, TokenRefused
from adapters.teams.keys import FAILED_SECONDS, KEEP_SECONDS, UNKNOWN_SECONDS, SigningKeys
from adapters.teams.login import RENEW_SECONDS, SCOPE, Login
from adapters.teams.setup import Registration
from bot.settings import Settings
from tests.adapters.teams.clerk import Clerk, serving
from tests.fakes.teams import APP_ID, KEY_ID, PASSWORD, TENANT, FakeTeams

pytestmark = pytest.mark.usefixtures("library")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


async def test_keys_are_kept_for_a_day() -> None:
    """The Bot Connector's rule: 24 hours, then anew."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        keys = SigningKeys(teams.settings()["teams_openid_url"], session, clock := Clock())
        await keys.key(KEY_ID)
        clock.seconds += KEEP_SECONDS - 1
        await keys.key(KEY_ID)
        assert teams.key_fetches == 1
        clock.seconds += 2
        await keys.key(KEY_ID)
        assert teams.key_fetches == 2


async def test_an_unknown_key_leads_to_one_fetch_an_hour() -> None:
    """A new key is found, but invented key ids cannot make us hammer Microsoft's server."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        keys = SigningKeys(teams.settings()["teams_openid_url"], session, clock := Clock())
        await keys.key(KEY_ID)
        for invented in ("a", "b", "c"):
            with pytest.raises(TokenRefused):
                await keys.key(invented)
        assert teams.key_fetches == 1
        teams.key_names.append("ny")
        clock.seconds += UNKNOWN_SECONDS
        assert await keys.key("ny")
        assert teams.key_fetches == 2


async def test_many_requests_at_start_share_one_fetch() -> None:
    """A hundred messages in the first second fetch the keys once."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        keys = SigningKeys(teams.settings()["teams_openid_url"], session, Clock())
        await asyncio.gather(*(keys.key(KEY_ID) for _ in range(100)))
        assert teams.key_fetches == 1


async def test_a_failed_fetch_is_not_repeated_at_once_and_then_mends() -> None:
    """A queue of requests must not wait out a time-out each; a passing fault leaves no trace."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        keys = SigningKeys(teams.settings()["teams_openid_url"], session, clock := Clock())
        teams.keys_fault = 500
        with pytest.raises(KeysUnreachable):
            await keys.key(KEY_ID)
        teams.keys_fault = None
        with pytest.raises(KeysUnreachable):
            await keys.key(KEY_ID)
        clock.seconds += FAILED_SECONDS
        assert await keys.key(KEY_ID)


async def test_unreachable_keys_are_503_so_that_teams_comes_again() -> None:
    """A fault of ours or the network's is no bad token: 401 would lose the message for good."""
    async with FakeTeams() as teams:
        teams.keys_fault = 500
        async with serving(clerk := Clerk(), teams) as client:
            response = await teams.deliver(client, teams.activity("hej"))
            assert (response.status, response.headers["Retry-After"]) == (503, "10")
            assert not clerk.asked


def _registration(teams: FakeTeams) -> Registration:
    found = Registration.of(Settings(_env_file=None, **teams.settings()))
    assert found
    return found


async def test_the_bots_token_is_fetched_once_and_renewed_before_its_end() -> None:
    """Fifty replies at once share one login; five minutes before its end a token is no longer used."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        login = Login(_registration(teams), session, clock := Clock())
        tokens = await asyncio.gather(*(login.token() for _ in range(50)))
        assert set(tokens) == {"botens-token-1"}
        clock.seconds += 3599 - RENEW_SECONDS - 1
        assert await login.token() == "botens-token-1"
        clock.seconds += 2
        assert await login.token() == "botens-token-2"
        assert teams.logins[0] == {
            "tenant": TENANT,
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": PASSWORD,
            "scope": SCOPE,
        }


async def test_a_refused_login_says_which_settings_to_look_at() -> None:
    """The operator reads this when the secret has expired, as secrets do."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.login_fault = 401
        with pytest.raises(LoginFailed, match=r"status 401.*KANSLIST_TEAMS_APP_ID") as raised:
            await Login(_registration(teams), session).token()
        assert PASSWORD not in str(raised.value)


@pytest.mark.parametrize("header", [None, "hemligt-huvud"], ids=["virtual machine", "app service"])
async def test_a_managed_identity_signs_in_without_a_secret(header: str | None) -> None:
    """In Azure nobody has to remember when a secret ends: the token is had of the machine, once for all."""
    async with FakeTeams() as teams:
        teams.identity_header = header
        async with serving(Clerk(), teams, **teams.identity_settings()) as client:
            for text in ("hej", "hej igen"):
                await teams.say(client, text)
                await teams.reply()
        assert teams.authorizations == ["Bearer identitetens-token-1"] * 2
        [asked] = teams.logins
        assert (asked["resource"], asked["client_id"]) == ("https://api.botframework.com", APP_ID)
        assert PASSWORD not in str(asked)


@pytest.mark.parametrize("fault", [400, 404, 500])
async def test_an_identity_that_is_not_assigned_says_what_to_look_at(fault: int) -> None:
    """Its client id is the bot's app id, and the machine must have it."""
    async with FakeTeams() as teams, aiohttp.ClientSession() as session:
        teams.login_fault = fault
        registration = Registration.of(Settings(_env_file=None, **teams.identity_settings()))
        assert registration is not None
        with pytest.raises(IdentityRefused, match=f"status {fault}.*tilldelad maskinen"):
            await Login(registration, session).token()


def test_an_identity_needs_no_secret_but_an_id_and_a_tenant() -> None:
    """And its endpoint is the machine's own: nobody else may be asked for the bot's token."""
    held = {"teams_app_type": "UserAssignedMSI", "teams_app_id": APP_ID, "teams_tenant_id": TENANT}
    made = Registration.of(Settings(_env_file=None, **held))
    assert made is not None
    assert made.identity is not None
    assert made.identity.url.startswith("http://169.254.169.254/")
    with pytest.raises(TeamsUnauthenticated, match="TENANT_ID"):
        Registration.of(Settings(_env_file=None, **(held | {"teams_tenant_id": ""})))
    for url in ("http://elak.example/token", "http://8.8.8.8/token", "ftp://169.254.169.254/"):
        with pytest.raises(TeamsAddressUnsafe, match="IDENTITY_URL"):
            Registration.of(Settings(_env_file=None, **held, teams_identity_url=url))
