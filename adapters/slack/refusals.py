"""What Slack's or the network's refusal means: closed, busy, down, or unclear (docs.slack.dev, errors of
chat.postMessage; internal_error and fatal_error: "some aspect of the operation may have succeeded")."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.logs import logger
from bot.errors import ChannelClosed, DeliveryError, DeliveryUnclear, MessageGone, PlatformBusy, PlatformDown
from bot.messages import of_platforms as messages

_log = logger("slack")

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
"""Refusals of a message's blocks, which its text is sent without."""
WINDOW_GONE = frozenset(
    {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "trigger_expired", "trigger_exchanged"}
    | {"view_not_found", "not_found", "hash_conflict"}
)
"""Refusals of a window that was closed or can no longer be opened (docs.slack.dev/reference/methods/views.open)."""
_CLOSED = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "restricted_action", "restricted_action_read_only_channel",
     "user_not_found", "user_disabled", "cannot_dm_bot", "messages_tab_disabled"}
)  # fmt: skip
_BUSY = frozenset({"ratelimited", "rate_limited", "http_429", "message_limit_exceeded"})
_DOWN = frozenset(
    {"service_unavailable", "request_timeout", "http_503", "team_added_to_org", "invalid_auth", "not_authed",
     "account_inactive", "token_revoked", "token_expired", "missing_scope", "not_installed", "token_unreadable",
     "several_workspaces", "accesslimited"}
)  # fmt: skip
_UNCLEAR = frozenset({"internal_error", "fatal_error", "http_200"})
_UNEDITABLE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})


def refusal(error: Exception) -> str:
    """Slack's code ("not_in_channel"), else "http_503" or "unreachable"."""
    if not isinstance(error, SlackApiError):
        return "unreachable"
    response = error.response
    told = getattr(response, "data", None)  # a text where a proxy answered in Slack's place
    code = told.get("error") if isinstance(told, dict) else None
    return str(code or f"http_{getattr(response, 'status_code', None) or getattr(response, 'status', '')}")


def refused(channel: str, code: str) -> DeliveryError:
    """What a code of Slack's means for a message, with the reason in Swedish; one for which there is no sentence of
    its own is logged."""
    if not messages.is_known_refusal(code):
        _log.warning("slack_refused", code=code)
    said = {"channel": channel, "reason": messages.slack_refusal(code)}
    if code in _CLOSED:
        return ChannelClosed(**said)
    if code in _BUSY:
        return PlatformBusy(**said, seconds=None)
    if code in _DOWN:
        return PlatformDown(**said)
    if code in _UNEDITABLE:
        return MessageGone(**said)
    return DeliveryUnclear(**said) if code in _UNCLEAR or code.startswith("http_5") else DeliveryError(**said)


def undelivered(channel: str, error: Exception) -> DeliveryError:
    """Slack's or the network's refusal as the house's error, with a reason in Swedish."""
    code = refusal(error)
    made = refused(channel, code)
    if isinstance(made, PlatformBusy):
        return PlatformBusy(**made.values | {"seconds": _retry_after(error)})
    if not isinstance(error, SlackApiError):
        lost = PlatformDown if isinstance(error, aiohttp.ClientConnectorError) else DeliveryUnclear
        return lost(**made.values)
    return made


def cause(error: DeliveryError) -> str:
    """The refusal that an undelivered message met, for the log and the figures; "unknown" where none is known."""
    return refusal(error.__cause__) if isinstance(error.__cause__, Exception) else "unknown"


def _retry_after(error: Exception) -> int | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    named = [str(value) for name, value in headers.items() if str(name).lower() == "retry-after"]
    return int(named[0]) if named and named[0].isdigit() else None
