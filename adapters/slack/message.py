"""Answer → the message as Slack takes it, in a command's answer and in chat.postMessage alike."""

from __future__ import annotations

from typing import Any

from adapters.slack.blocks import blocks
from adapters.slack.quotes import cited
from bot.answers.answer import Answer, Citation

TEXT_LIMIT = 4_000
"""Characters of the plain-text twin, after escaping (docs.slack.dev: text is best kept under 4,000)."""


def message(answer: Answer) -> dict[str, Any]:
    """Blocks and their plain-text twin, for notifications and screen readers. Nothing is parsed or unfurled."""
    return {"blocks": blocks(answer)} | text_message(answer.text)


def payload(answer: Answer | str) -> dict[str, Any]:
    """The message of an answer, or of a sentence in its stead."""
    return text_message(answer) if isinstance(answer, str) else message(answer)


def linked(citation: Citation) -> list[dict[str, Any]]:
    """What stands below a pasted link of ours: the quote and where it is from."""
    return [cited(citation)]


def text_message(text: str) -> dict[str, Any]:
    """A message of text alone."""
    return {"text": escaped(text), "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


def private(message: dict[str, Any]) -> dict[str, Any]:
    """The same, for the eyes of the one who typed the command."""
    return {"response_type": "ephemeral", **message}


def escaped(text: str) -> str:
    """`& < >` as Slack wants them, so that nothing becomes a mention or a link; cut where it outgrows the limit."""
    safe = _escape(text) if text.strip() else "–"  # Slack refuses a message of nothing but blanks
    while len(safe) > TEXT_LIMIT:
        text = text[: len(text) - max(2, (len(safe) - TEXT_LIMIT) // 5)].rstrip()
        safe = _escape(text) + " …"
    return safe


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
