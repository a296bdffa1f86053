"""Whether a request is Slack's: docs.slack.dev/authentication/verifying-requests-from-slack.

Checked before anything is parsed. bolt's own check stands behind the parsing, raises on headers that are no signature,
and logs the bodies that it refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from slack_sdk.signature import SignatureVerifier


def is_signed(verifier: SignatureVerifier, body: str, headers: Mapping[str, str]) -> bool:
    """Whether the signature is Slack's and at most five minutes old."""
    timestamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii()):
        return False
    return verifier.is_valid(body, timestamp, signature)


def is_certificate_check(body: str) -> bool:
    """Whether Slack only tries the certificate (`ssl_check=1`), which it does without a signature."""
    return "ssl_check" in body and not body.startswith("{") and parse_qs(body).get("ssl_check") == ["1"]
