"""Whether Slack would take a message: slack_sdk's own models, and the rules that they leave out."""

from __future__ import annotations

import warnings
from typing import Any

from slack_sdk.models.blocks import Block

from tests.fakes.slack import parts

Payload = dict[str, Any]
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
    found += [fault for part in parts(blocks) for fault in _part_faults(part)]
    found += _repeated([block["block_id"] for block in blocks if "block_id" in block], "block_id")
    text = payload.get("text", "")
    if not text.strip():
        found.append("no plain-text twin")
    if len(text) > 4_000:
        found.append(f"text of {len(text)} characters")
    if any(mark in text for mark in ("<!", "<@", "<#")):
        found.append("text that mentions")
    return found


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
    if kind == "button" and len(part["text"]["text"]) > 75:
        found.append("button over 75 characters")
    if kind in _KNOWN_KEYS and set(part) - _KNOWN_KEYS[kind]:
        found.append(f"unknown keys in {kind}: {set(part) - _KNOWN_KEYS[kind]}")
    if str(kind).startswith("rich_text") and not part["elements"]:
        found.append(f"nothing in {kind}")
    if kind in ("usergroup", "broadcast", "channel", "team"):
        found.append(f"a {kind} that mentions")
    if kind == "actions":
        found += _repeated([one["action_id"] for one in part["elements"]], "action_id")
    return found


def _repeated(ids: list[str], what: str) -> list[str]:
    return [f"{what} {one} twice" for one in sorted(set(ids)) if ids.count(one) > 1]
