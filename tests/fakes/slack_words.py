"""What a person sees of a message in Slack."""

from __future__ import annotations

from typing import Any

from tests.fakes.block_kit import parts

Payload = dict[str, Any]


def spoken(payload: Payload) -> str:
    """Every visible word of a message, line by line: of its blocks, or of its text where it has none."""
    if payload.get("blocks"):
        return "\n".join(_said(block) for block in payload["blocks"])
    return _unescaped(str(payload["text"]))


def links(payload: Payload) -> list[str]:
    """The addresses that the message links to, in order."""
    return [part["url"] for block in payload.get("blocks", ()) for part in parts(block) if part.get("type") == "link"]


def _said(element: Payload) -> str:
    match element["type"]:
        case "rich_text":
            return "\n".join(_said(inner) for inner in element["elements"])
        case "rich_text_section" | "rich_text_quote" | "rich_text_preformatted":
            return "".join(_said(inner) for inner in element["elements"])
        case "rich_text_list":
            return "\n".join("• " + _said(inner) for inner in element["elements"])
        case "text" | "plain_text":
            return str(element["text"])
        case "mrkdwn":
            return _unescaped(element["text"])
        case "user" | "link":
            return f"@{element['user_id']}" if "user_id" in element else str(element.get("text", element["url"]))
        case "header" | "section" | "button":
            return "\n".join(_said(inner) for inner in (element.get("text"), *element.get("fields", ())) if inner)
        case "context" | "actions":
            return "\n".join(_said(inner) for inner in element["elements"])
        case "divider":
            return ""
        case unknown:
            raise AssertionError(f"a block that this Slack does not show: {unknown}")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
