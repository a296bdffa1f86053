"""Whether Slack would take a message: slack_sdk's own models, and the rules that they leave out."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block

Payload = dict[str, Any]
MESSAGE = 12_000
"""Characters of all texts of a message: beyond some 13,000 Slack answers msg_too_long."""
_BUTTONS = ("title", "submit", "close")
_KNOWN_KEYS = {
    "rich_text": {"type", "elements", "block_id"},
    "rich_text_section": {"type", "elements"},
    "rich_text_quote": {"type", "elements"},
    "rich_text_list": {"type", "elements", "style", "indent"},
    "link": {"type", "url", "text", "style"},
}


def faults(payload: Payload) -> list[str]:
    """Everything that is wrong with a message; empty where Slack would take it."""
    blocks = payload.get("blocks", [])
    found = [] if len(blocks) <= 50 else [f"{len(blocks)} blocks"]
    found += [fault for block in blocks for fault in _model_faults(block)]
    found += [fault for part in parts(blocks) for fault in _part_faults(part) + _length_faults(part)]
    found += _repeated([block["block_id"] for block in blocks if "block_id" in block], "block_id")
    shown = sum(len(part["text"]) for part in parts(blocks) if isinstance(part.get("text"), str))
    found += [f"{shown} characters in blocks"] if shown > MESSAGE else []
    text = payload.get("text", "")
    if not text.strip():
        found.append("no plain-text twin")
    if len(text) > 4_000:
        found.append(f"text of {len(text)} characters")
    if any(mark in text for mark in ("<!", "<@", "<#")):
        found.append("text that mentions")
    return found


def view_faults(view: Payload) -> list[str]:
    """Everything that is wrong with a window or a home; empty where Slack would take it."""
    blocks = view["blocks"]
    found = [] if len(blocks) <= 100 else [f"{len(blocks)} blocks"]
    found += [fault for block in blocks for fault in _model_faults(block)]
    found += [fault for part in parts(blocks) for fault in _part_faults(part) + _length_faults(part)]
    found += _repeated([block["block_id"] for block in blocks if "block_id" in block], "block_id")
    found += [f"{name} over 24 characters" for name in _BUTTONS if len(view.get(name, {}).get("text", "")) > 24]
    limits = {"private_metadata": 3_000, "callback_id": 255}
    found += [f"{name} over {limit}" for name, limit in limits.items() if len(view.get(name, "")) > limit]
    return found + ([] if view["type"] == "home" or "title" in view else ["no title"])


def _model_faults(block: Payload) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parsed = Block.parse(block)
    if parsed is None:
        return [f"unknown block {block.get('type')}"]
    parsed.validate_json()
    return []


def _part_faults(part: Payload) -> list[str]:
    found = []
    kind, text = part.get("type"), part.get("text")
    if isinstance(text, str) and not text:
        found.append(f"empty text in {kind}")
    if isinstance(text, str) and len(text) > 3_000:
        found.append(f"{len(text)} characters in {kind}")
    if kind == "header" and part["text"].get("type") != "plain_text":
        found.append("header with mrkdwn")
    if "fields" in part and any(len(one["text"]) > 2_000 for one in part["fields"]):
        found.append("field over 2,000 characters")
    if kind in _KNOWN_KEYS and set(part) - _KNOWN_KEYS[kind]:
        found.append(f"unknown keys in {kind}: {set(part) - _KNOWN_KEYS[kind]}")
    if str(kind).startswith("rich_text") and not part["elements"]:
        found.append(f"nothing in {kind}")
    if kind in ("usergroup", "broadcast", "channel", "team"):
        found.append(f"a {kind} that mentions")
    if kind == "actions":
        found += _repeated([one["action_id"] for one in part["elements"]], "action_id")
        found += [f"{len(part['elements'])} elements in actions"] if len(part["elements"]) > 25 else []
    return found


def _length_faults(part: Payload) -> list[str]:
    """What is too long of a button, of a menu's options and of the ids."""
    found = _too_long(part.get("action_id", ""), 255, "action_id") + _too_long(part.get("url", ""), 3_000, "url")
    if part.get("type") == "button":
        found += _too_long(part["text"]["text"], 75, "a button's title")
        found += _too_long(part.get("value", ""), 2_000, "a button's value")
    for option in part.get("options", ()):
        found += _too_long(option["text"]["text"], 75, "an option") + _too_long(option["value"], 150, "its value")
    return found


def _too_long(text: str, limit: int, what: str) -> list[str]:
    return [f"{what} over {limit} characters"] if len(text) > limit else []


def _repeated(ids: list[str], what: str) -> list[str]:
    return [f"{what} {one} twice" for one in sorted(set(ids)) if ids.count(one) > 1]


def parts(element: object) -> Iterator[Payload]:
    """Every object inside a block, the block itself first."""
    if isinstance(element, dict):
        yield element
        element = list(element.values())
    if isinstance(element, list):
        for inner in element:
            yield from parts(inner)
