"""What reached a fake platform: checked on the spot by the rules that Python can check, and kept for the others.

`KANSLIST_PAYLOADS=FOLDER` keeps every payload there, a line each, for `make payloads` (tests/payloads), which asks the
platforms' own npm packages. Without it nothing is kept.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from tests.fakes import adaptive_cards, block_kit

FOLDER = "KANSLIST_PAYLOADS"
Kind = Literal["blocks", "views", "cards"]

_PASSING = re.compile(r'"(value|ticket|private_metadata)": "[^"]*"')
"""What differs between two payloads that are otherwise the same: tickets hold the second in which they were given."""
_kept: set[tuple[Kind, str]] = set()


def slack_faults(message: dict[str, Any]) -> list[str]:
    """What Slack would have against a message, in a channel or as its acknowledgement; it is kept."""
    if "blocks" in message:
        _keep("blocks", message["blocks"])
    return block_kit.faults(message)


def unfurl_faults(message: dict[str, Any]) -> list[str]:
    """The same of the previews of links."""
    found = []
    for preview in message["unfurls"].values():
        _keep("blocks", preview["blocks"])
        found += block_kit.faults({"text": "–", "blocks": preview["blocks"]})
    return found


def view_faults(view: dict[str, Any]) -> list[str]:
    """What Slack would have against a window or a home; it is kept."""
    _keep("views", view)
    return block_kit.view_faults(view)


def teams_faults(sent: object) -> list[str]:
    """What Teams would have against an activity, or against an invoke's answer; its cards are kept."""
    found = adaptive_cards.size_faults(sent)
    for card in _cards(sent):
        _keep("cards", card)
        found += adaptive_cards.schema_faults(card)
    return found


def _cards(part: object) -> Iterator[dict[str, Any]]:
    """The Adaptive Cards in it; a card inside a card belongs to that one."""
    if isinstance(part, dict) and part.get("type") == "AdaptiveCard":
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _cards(inner)


def _keep(kind: Kind, payload: object) -> None:
    if not (folder := os.environ.get(FOLDER)):
        return
    line = json.dumps(payload, ensure_ascii=False)
    if (key := (kind, _PASSING.sub("", line))) in _kept:
        return
    _kept.add(key)
    Path(folder).mkdir(parents=True, exist_ok=True)
    with (Path(folder) / f"{kind}.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
