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
from bot.answers.answer import Answer
from bot.errors import DeliveryError
from bot.messages import of_platforms as messages
from bot.settings import Settings

ATTEMPTS = 4
TURNS = 12
"""Attempts of a message that Slack has no room for yet: a busy channel takes about one a second, each in its turn."""
TIMEOUT_SECONDS = 15
LONGEST_WAIT_SECONDS = 60
"""A Retry-After above this is a refusal."""
BACK_OFF_SECONDS = 0.5
"""First pause after a server error; doubled each time, with jitter."""

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
"""Refusals of a message's blocks, which its text is sent without."""


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
) -> None:
    """Post the answer (as `payload`, where that is more than it); as text alone where Slack takes the text but not the
    blocks. Raises DeliveryError."""
    try:
        await _post(client, channel, payload or message(answer), thread)
    except SlackApiError as error:
        if refusal(error) not in BLOCKS_REFUSED:
            raise undelivered(channel, error) from error
        await post_text(client, channel, answer.text, thread)
    except (TimeoutError, aiohttp.ClientError) as error:
        raise undelivered(channel, error) from error


async def post_text(client: AsyncWebClient, channel: str, text: str, thread: str | None = None) -> None:
    """Post a plain sentence. Raises DeliveryError."""
    try:
        await _post(client, channel, text_message(text), thread)
    except (TimeoutError, SlackApiError, aiohttp.ClientError) as error:
        raise undelivered(channel, error) from error


def undelivered(channel: str, error: Exception) -> DeliveryError:
    """Slack's or the network's refusal as the house's error, with a reason in Swedish."""
    return DeliveryError(channel=channel, reason=messages.slack_refusal(refusal(error)))


def refusal(error: Exception) -> str:
    """Slack's code ("not_in_channel"), else "http_503" or "unreachable"."""
    if not isinstance(error, SlackApiError):
        return "unreachable"
    response = error.response
    code = response.get("error") if hasattr(response, "get") else None
    return str(code or f"http_{getattr(response, 'status_code', None) or getattr(response, 'status', '')}")


async def _post(client: AsyncWebClient, channel: str, payload: dict[str, Any], thread: str | None) -> None:
    await client.chat_postMessage(channel=channel, thread_ts=thread, **payload)
