"""The golden documents: read as a user's file is, and their facts as a reviewer reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.demo_sources.draw import draw
from knowledge.extraction.extract import extract
from knowledge.facts import DocumentFacts
from knowledge.reading.read import read

HERE = Path(__file__).parent

Facts = dict[str, Any]
"""document, meeting and the lists, without positions and without what is empty or as a matter of course."""

_UNSHOWN = ("source", "sources", "rule", "file")
_DEFAULTS: Facts = {"present": True, "abstain": 0, "immediately_adjusted": False, "basis": "stated"}


def documents() -> list[Path]:
    """Texts, and sources of PDF files that are drawn where a test needs them."""
    return sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".source"))


def facts_of(document: Path, folder: Path) -> DocumentFacts:
    """Extract one; a source is drawn into the folder first."""
    if document.suffix == ".source":
        drawn = folder / f"{document.stem}.pdf"
        draw(document, drawn)
        document = drawn
    return extract(read(document))


def shown(facts: DocumentFacts) -> Facts:
    """The facts without where they stand."""
    return {name: said for name, value in facts.model_dump(mode="json").items() if (said := _said(value))}


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return [_said(one) for one in value]
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if key not in _UNSHOWN and one not in (None, [], "", {})}
        return {key: _said(one) for key, one in kept.items() if key not in _DEFAULTS or one != _DEFAULTS[key]}
    return value


def expected(document: Path) -> Facts | None:
    """The reviewed facts of a document; None where nobody has reviewed them."""
    path = document.with_suffix(".json")
    held = json.loads(path.read_text("utf-8")) if path.is_file() else {"reviewed": False}
    return held["facts"] if held["reviewed"] is True else None


def propose(document: Path, facts: Facts) -> Path:
    """Write what was found, once, for a person to correct and to mark as reviewed. Never over a file that is there."""
    path = document.with_suffix(".json")
    if not path.exists():
        path.write_text("".join(_lines({"reviewed": False, "facts": facts})), "utf-8")
    return path


def _lines(held: dict[str, Any]) -> Iterator[str]:
    """JSON with one fact a line, so that a change of one is a change of one line."""
    yield f'{{"reviewed": {json.dumps(held["reviewed"])},\n "facts": {{'
    for place, (name, value) in enumerate(held["facts"].items()):
        yield f'{"," if place else ""}\n  "{name}": '
        if isinstance(value, list):
            yield "[\n" + ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value) + "]"
        else:
            yield json.dumps(value, ensure_ascii=False)
    yield "}}\n"
