"""An answer kept as JSON (bot/answers/answer.py): what is left of it when documents that it cites may not be shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

_COUNTS = ("digest",)
"""Intents whose lead counts what follows; every other lead may say a document's words."""


def without(snapshot: str, gone: Callable[[dict[str, Any]], bool]) -> str | None:
    """The answer less the facts whose citation is gone; the same text where none is. None where nothing may be said.

    gone: of a citation as its JSON object. A digest goes on without those facts; any other answer is withheld whole.
    """
    answer = json.loads(snapshot)
    citations = answer["citations"]
    kept = [number for number, one in enumerate(citations) if not gone(one)]
    if len(kept) == len(citations):
        return snapshot
    places = {number: place for place, number in enumerate(kept)}
    items = [
        one | {"citation": places.get(one["citation"])}
        for one in answer["items"]
        if one["citation"] is None or one["citation"] in places
    ]
    if answer["intent"] not in _COUNTS or not items:
        return None
    return json.dumps(answer | {"items": items, "citations": [citations[one] for one in kept]}, ensure_ascii=False)
