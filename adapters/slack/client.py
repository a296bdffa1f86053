"""Slack's Web API: the client with its retries, and the one way of posting."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from slack_sdk.http_retry.jitter import RandomJitter
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.message import message, text_message
from adapters.slack.refusals import BLOCKS_REFUSED, refusal, undelivered
from bot.answers.answer import Answer
from bot.settings import Settings

ATTEMPTS = 4
TURNS = 12
"""Attempts of a message that Slack has no room for yet: a busy channel takes about one a second, each in its turn."""
TIMEOUT_SECONDS = 15
LONGEST_WAIT_SECONDS = 60
"""A Retry-After above this is a refusal."""
DEFAULT_WAIT_SECONDS = 2.0
"""Where a 429 does not say how long."""
BACK_OFF_SECONDS = 0.5
"""First pause after a server error; doubled each time, with jitter."""


PASSING = frozenset(
    {
        "fatal_error",
        "internal_error",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
"""What Slack says with HTTP 200 and is over in a moment (docs.slack.dev/reference/methods/chat.postMessage, Errors).
Of the first two it may have taken the message all the same: better twice than lost."""


class ServerErrorRetry(AsyncRetryHandler):
    """Retries what Slack's servers or a proxy before them answer with 5xx, and the refusals in PASSING; slack_sdk's own
    knows 500 and 503 alone."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 slack_sdk calls it by these names
        request: HttpRequest,  # noqa: ARG002 as above
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 as above
    ) -> bool:
        if response is None:
            return False
        told = response.body.get("error") if isinstance(response.body, dict) else None
        return response.status_code >= 500 or (response.status_code == 200 and told in PASSING)


class RateLimitRetry(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, where that is no longer than anybody waits for an answer; where it says nothing that
    can be read, DEFAULT_WAIT_SECONDS."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = await super()._can_retry_async(state=state, request=request, response=response, error=error)
        return limited and _retry_after(response) <= LONGEST_WAIT_SECONDS

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002 slack_sdk calls it by these names
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 as above
    ) -> None:
        """Wait; slack_sdk's own raises ValueError at a Retry-After that is no number."""
        state.next_attempt_requested = True
        await asyncio.sleep(RandomJitter().recalculate(_retry_after(response)))
        state.increment_current_attempt()


def _retry_after(response: HttpResponse | None) -> float:
    """Seconds until Slack takes more. It says whole ones; a proxy may say a date, a fraction, or nonsense."""
    named = [value for name, value in response.headers.items() if name.lower() == "retry-after"] if response else []
    told = "".join(named[0]).strip() if named else ""
    return float(told) if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", told) else DEFAULT_WAIT_SECONDS


def web_client(settings: Settings, token: str | None) -> AsyncWebClient:
    """The client of a token: 429 waits as long as Slack says, passing faults and broken connections back off."""
    back_off = BackoffRetryIntervalCalculator(backoff_factor=BACK_OFF_SECONDS)
    return AsyncWebClient(
        token=token,
        base_url=settings.slack_api_url,
        timeout=TIMEOUT_SECONDS,
        logger=quiet_logger(),
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(max_retry_count=ATTEMPTS - 1, interval_calculator=back_off),
            RateLimitRetry(max_retry_count=TURNS - 1),
            ServerErrorRetry(max_retry_count=ATTEMPTS - 1, interval_calculator=back_off),
        ],
    )


def tried_once(client: AsyncWebClient) -> AsyncWebClient:
    """The same client for the outbox, which looks before it tries again: nothing is sent twice unseen."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=TIMEOUT_SECONDS,
        session=client.session,
        logger=quiet_logger(),
        retry_handlers=[],
    )


def quiet_logger() -> logging.Logger:
    """The logger for Slack's libraries, which write whole requests at INFO and DEBUG: warnings alone pass."""
    quiet = logging.getLogger("slack")
    quiet.setLevel(logging.WARNING)
    return quiet


async def post(
    client: AsyncWebClient,
    channel: str,
    answer: Answer,
    thread: str | None = None,
    payload: dict[str, Any] | None = None,
    metadata: dict[str, Any] | None = None,
) -> str:
    """Post the answer (as `payload`, where that is more than it); as text alone where Slack takes the text but not the
    blocks. Gives the message's ts. metadata: what goes with it, for apps alone. Raises DeliveryError."""
    beside = {"metadata": metadata} if metadata else {}
    try:
        return await _post(client, channel, (payload or message(answer)) | beside, thread)
    except SlackApiError as error:
        if refusal(error) not in BLOCKS_REFUSED:
            raise undelivered(channel, error) from error
        return await post_text(client, channel, answer.text, thread, beside)
    except (TimeoutError, aiohttp.ClientError) as error:
        raise undelivered(channel, error) from error


async def post_text(
    client: AsyncWebClient,
    channel: str,
    text: str,
    thread: str | None = None,
    beside: dict[str, Any] | None = None,
) -> str:
    """Post a plain sentence, with what else goes beside it; gives the message's ts. Raises DeliveryError."""
    try:
        return await _post(client, channel, text_message(text) | (beside or {}), thread)
    except (TimeoutError, SlackApiError, aiohttp.ClientError) as error:
        raise undelivered(channel, error) from error


async def _post(client: AsyncWebClient, channel: str, payload: dict[str, Any], thread: str | None) -> str:
    posted = await client.chat_postMessage(channel=channel, thread_ts=thread, **payload)
    return str(posted.get("ts") or "")
