"""Whole documents and the facts that they hold, side by side: a change of any stage shows here.

A golden file is written by hand or once by the extractor and then reviewed; there is no way to write it from the test.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.extraction.extract import extract
from tests.knowledge.extraction.reading_of import reading

HERE = Path(__file__).parent
SHOWN = {
    "agenda_items": ("number", "heading", "case_numbers"),
    "attendance": ("name", "party", "organisation", "roles", "capacity", "present", "remote", "replaces", "items"),
    "decisions": ("item", "case_numbers", "proposed_to", "text", "outcome"),
    "proposals": ("item", "kind", "by", "text"),
    "votes": ("item", "yes", "no", "abstain", "yes_means"),
    "reservations": ("item", "by"),
    "statements": ("item", "kind", "by"),
}


def facts(path: Path) -> dict[str, object]:
    """The document's facts as the golden file shows them: what is said, without where it stands."""
    found = extract(reading(path.read_text(encoding="utf-8"), path.name)).model_dump(mode="json")
    said = (found["meeting"] or {}).items()
    meeting = {key: value for key, value in said if value and key not in ("sources", "derived")}
    lists = {
        name: [{key: fact[key] for key in keys if fact[key] not in (None, [], "")} for fact in found[name]]
        for name, keys in SHOWN.items()
    }
    return {"kind": found["document"]["kind"], "meeting": meeting, **lists}


@pytest.mark.parametrize("name", ["samverkansprotokoll", "namndprotokoll"])
def test_a_document_gives_its_facts(name: str) -> None:
    """The invented protocol gives the reviewed facts, all of them and no others."""
    expected = json.loads((HERE / "golden" / f"{name}.json").read_text(encoding="utf-8"))
    assert facts(HERE / "golden" / f"{name}.txt") == expected
