"""A whole invented audit report beside its expected facts, reviewed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from knowledge.extraction.extract import extract
from knowledge.reading.read import read

GOLDEN = Path(__file__).parent / "golden"


def _of(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in wanted}


def test_an_audit_report_gives_the_facts_that_were_reviewed() -> None:
    """The lists are complete: what the report gives twice stands once, and nothing is found that it does not say."""
    wanted = json.loads((GOLDEN / "granskning-av-fritidsgardar.json").read_text(encoding="utf-8"))
    facts = extract(read(GOLDEN / "granskning-av-fritidsgardar.txt")).model_dump(mode="json")
    assert _of(facts["document"], wanted["document"]) == wanted["document"]
    for name, expected in wanted.items():
        if name != "document":
            assert len(facts[name]) == len(expected), name
            assert [_of(found, one) for found, one in zip(facts[name], expected, strict=True)] == expected
