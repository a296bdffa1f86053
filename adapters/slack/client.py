"""Slack's Web API: the client with its retries, and the one way of posting."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
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
BACK_OFF_SECONDS = 0.5
"""First pause after a server error; doubled each time, with jitter."""


class ServerErrorRetry(AsyncRetryHandler):
    """Retries what Slack's servers or a proxy before them answer with 5xx; slack_sdk's own knows 500 and 503 alone."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,  # noqa: ARG002 slack_sdk calls it by these names
        request: HttpRequest,  # noqa: ARG002 as above
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002 as above
    ) -> bool:
        return response is not None and response.status_code >= 500


class RateLimitRetry(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, where that is no longer than anybody waits for an answer."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if not await super()._can_retry_async(state=state, request=request, response=response, error=error):
            return False
        named = [value for name, value in response.headers.items() if name.lower() == "retry-after"] if response else []
        seconds = "".join(named[0]) if named else "1"
        return seconds.isdigit() and int(seconds) <= LONGEST_WAIT_SECONDS


def web_client(settings: Settings, token: str | None) -> AsyncWebClient:
    """The client of a token: 429 waits as long as Slack says, 5xx and broken connections back off."""
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
    logger = logging.getLogger("slack")
    logger.setLevel(logging.WARNING)
    return logger


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
