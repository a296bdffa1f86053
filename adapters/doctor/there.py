"""Checks that ask Slack and Microsoft: whether they are reached, take the tokens, and whether the clock is theirs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.doctor import installed
from adapters.doctor.finding import Finding, fault, ok
from adapters.slack.client import web_client
from adapters.slack.refusals import refusal
from adapters.teams.errors import TeamsError
from adapters.teams.keys import SigningKeys
from adapters.teams.login import Login
from adapters.teams.setup import Registration
from bot.messages import of_doctor, of_platforms
from bot.settings import Settings
from knowledge.errors import KanslistError

PATIENCE = 10
CLOCK = 60
"""Seconds that our clock may differ from theirs; at 300 Slack's signatures and Microsoft's tokens are refused."""


async def checks(settings: Settings, now: Callable[[], float] = time.time) -> list[Finding]:
    """What the platforms that are set up say. now: our clock, in seconds since 1970."""
    asked = [_slack(settings, token, now) for token in _tokens(settings)]
    if settings.slack_app_token:
        asked.append(_socket(settings, settings.slack_app_token.get_secret_value().strip()))
    try:
        registration = Registration.of(settings)
    except KanslistError:
        registration = None  # told by the checks here
    if registration:
        asked.append(_teams(registration, now))
    return [finding for found in await asyncio.gather(*asked) for finding in found]


@asynccontextmanager
async def _client(settings: Settings, token: str | None = None) -> AsyncIterator[AsyncWebClient]:
    """Slack's Web API, asked once and not for long."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        client = web_client(settings, token)
        client.session = session
        client.retry_handlers.clear()
        yield client


async def _socket(settings: Settings, token: str) -> list[Finding]:
    """Whether Slack opens Socket Mode for this app-level token."""
    async with _client(settings) as client:
        try:
            await client.apps_connections_open(app_token=token)
        except SlackApiError as error:
            return [fault(of_doctor.socket_refused(refusal(error)))]
        except (TimeoutError, aiohttp.ClientError):
            return [fault(of_doctor.slack_refuses(of_platforms.slack_refusal("unreachable")))]
    return [ok(of_doctor.socket_opens())]


def _tokens(settings: Settings) -> list[str]:
    """The setting's bot token, and those of the workspaces that have installed the app, where they can be read."""
    own = [settings.slack_bot_token.get_secret_value().strip()] if settings.slack_bot_token else []
    return [*own, *installed.tokens(settings)]


async def _slack(settings: Settings, token: str, now: Callable[[], float]) -> list[Finding]:
    async with _client(settings, token) as client:
        try:
            answer = await client.auth_test()
        except SlackApiError as error:
            code = refusal(error)
            unknown = "" if of_platforms.is_known_refusal(code) else code
            return [fault(of_doctor.slack_refuses(of_platforms.slack_refusal(code), unknown))]
        except (TimeoutError, aiohttp.ClientError):
            return [fault(of_doctor.slack_refuses(of_platforms.slack_refusal("unreachable")))]
    told = ok(of_doctor.slack_takes(str(answer.get("team") or ""), str(answer.get("team_id") or "")))
    date = next((value for name, value in answer.headers.items() if name.casefold() == "date"), None)
    return [told, *_clock("Slack", date if isinstance(date, str) else None, now())]


async def _teams(registration: Registration, now: Callable[[], float]) -> list[Finding]:
    found: list[Finding] = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        for check, said in (
            (SigningKeys(registration.openid_url, session).warm, of_doctor.teams_keys()),
            (Login(registration, session).token, of_doctor.teams_login()),
        ):
            try:
                await check()
            except TeamsError as error:
                found.append(fault(str(error)))
            else:
                found.append(ok(said))
        try:
            async with session.get(registration.openid_url) as response:
                found += _clock("Microsoft", response.headers.get("Date"), now())
        except (TimeoutError, aiohttp.ClientError):
            pass  # told above: the keys could not be fetched
    return found


def _clock(whose: str, date: str | None, now: float) -> list[Finding]:
    """Whether our clock is theirs, by the Date of their answer."""
    try:
        theirs = parsedate_to_datetime(date or "").timestamp()
    except ValueError:
        return []
    seconds = round(now - theirs)
    return [fault(of_doctor.clock_wrong(whose, seconds)) if abs(seconds) > CLOCK else ok(of_doctor.clock_right(whose))]
